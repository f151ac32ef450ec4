package io.hakko.application;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Papers have arrived at reception (A-APP-01).
 *
 * @param profileId service profile, e.g. {@code aosign-g2}
 * @param channel how they came
 * @param arrivedOn day of arrival as stamped
 * @param trackingNumber number of the postal item, if there is one
 */
public record RegisterArrival(String profileId, Channel channel, LocalDate arrivedOn, Optional<String> trackingNumber) {

    /** How papers arrive (A-APP-01). */
    public enum Channel {
        /** 郵送. */
        POST,
        /** 窓口. */
        COUNTER
    }
}
