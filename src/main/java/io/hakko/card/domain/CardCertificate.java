package io.hakko.card.domain;

import io.hakko.shared.Der;
import java.time.LocalDate;

/**
 * The certificate of a card.
 *
 * @param expiry its last day in Japan
 */
public record CardCertificate(Der der, LocalDate expiry) {}
