package io.hakko.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * When a new CRL is made, apart from revocations (B-RVK-13).
 *
 * @param intervalHours a new one at least so often; at most 24
 * @param nextUpdateHours {@code nextUpdate} after {@code thisUpdate}; at least 12 after the next one is due, so that an
 *     outage of a night does not leave relying parties without a valid CRL
 * @param keepExpired expired certificates stay on the CRL for ever; else they leave it after one more (RFC 5280 section 3.3)
 */
public record CrlSchedule(int intervalHours, int nextUpdateHours, boolean keepExpired) {

    private static final int LONGEST_INTERVAL = 24;
    private static final int LEAST_MARGIN = 12;
    private static final int LONGEST_UPDATE = 240;

    public CrlSchedule {
        Impossible.within("hours between CRLs", intervalHours, 1, LONGEST_INTERVAL);
        Impossible.within(
                "hours to the CRL's nextUpdate", nextUpdateHours, intervalHours + LEAST_MARGIN, LONGEST_UPDATE);
    }

    /** When the next CRL is due at the latest. */
    public Instant nextDue(Instant thisUpdate) {
        return thisUpdate.plus(Duration.ofHours(intervalHours));
    }

    /** The CRL's {@code nextUpdate}. */
    public Instant nextUpdate(Instant thisUpdate) {
        return thisUpdate.plus(Duration.ofHours(nextUpdateHours));
    }
}
