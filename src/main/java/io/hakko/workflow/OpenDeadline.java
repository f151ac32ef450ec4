package io.hakko.workflow;

import io.hakko.calendar.Deadline;
import io.hakko.shared.ProfileRef;
import java.util.Optional;

/**
 * A deadline in force, as the board shows it.
 *
 * @param id row; a deadline that is moved becomes another row
 * @param kind stable name of its kind
 * @param label Japanese name of its kind
 * @param profile service of the case; empty when its owner does not know the case
 */
public record OpenDeadline(
        long id,
        String businessKey,
        String kind,
        String label,
        Deadline deadline,
        DeadlineState state,
        Optional<ProfileRef> profile) {

    /** Whether a manager can move it. */
    public boolean movable() {
        return state == DeadlineState.ARMED && profile.isPresent();
    }
}
