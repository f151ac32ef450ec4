package io.hakko.application.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The row of an application.
 *
 * @param arrivedOn first day of arrival, a business day; the age of papers is judged by it (AMB-16)
 * @param channel {@code POST} or {@code COUNTER}
 */
public record ApplicationCase(
        ApplicationNumber number,
        ProfileRef profile,
        ApplicationStatus status,
        LocalDate arrivedOn,
        String channel,
        Optional<String> trackingNumber) {}
