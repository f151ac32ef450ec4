package io.hakko.revocation.web;

/** Option of a select. */
record Choice(String value, String label) {}
