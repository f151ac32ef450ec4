package io.hakko.repository;

import io.hakko.ca.CrlKey;

/** The gate did not let a signed CRL through; its transaction is rolled back. */
record CrlKeptBack(CrlKey key) {}
