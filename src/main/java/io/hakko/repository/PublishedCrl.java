package io.hakko.repository;

import io.hakko.ca.CrlKey;
import io.hakko.shared.Der;
import java.time.Instant;

/** A CRL as the repository serves it. */
public record PublishedCrl(CrlKey key, Der der, Instant publishedAt) {}
