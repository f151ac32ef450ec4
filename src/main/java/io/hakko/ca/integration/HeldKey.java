package io.hakko.ca.integration;

import java.security.cert.X509Certificate;

/** A key and the certificate that stands with it, whatever it is for. */
record HeldKey(SigningKey key, X509Certificate certificate) {}
