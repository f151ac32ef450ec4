package io.hakko.shared;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * A pinned version of a service profile. Deadlines, fees, validity and letters of a case come from this version for the
 * whole life of the case, whatever comes into force later.
 *
 * @param id {@code aosign-g2}
 * @param effectiveFrom first day on which this version was in force
 */
public record ProfileRef(String id, LocalDate effectiveFrom) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");

    public ProfileRef {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not a profile id: " + id);
        }
    }

    @Override
    public String toString() {
        return id + "@" + effectiveFrom;
    }
}
