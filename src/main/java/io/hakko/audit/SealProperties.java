package io.hakko.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the trail is sealed, {@code hakko.audit.seal.*}.
 *
 * @param interval an entry is sealed at the latest after this time
 * @param entries so many entries are sealed at once, however young
 * @param overdue an entry that is not sealed after this time is reported
 */
@ConfigurationProperties("hakko.audit.seal")
record SealProperties(
        @DefaultValue("PT1H") Duration interval,
        @DefaultValue("1000") int entries,
        @DefaultValue("PT3H") Duration overdue) {

    SealProperties {
        if (interval.isNegative() || entries < 1 || overdue.compareTo(interval) <= 0) {
            throw new IllegalArgumentException(
                    "hakko.audit.seal: interval must not be negative, entries at least 1, overdue longer than interval");
        }
    }
}
