package io.hakko.workflow;

import io.hakko.calendar.Roll;
import io.hakko.policy.DeadlineStage;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What only the owner of a kind of deadline knows about it. Each owner has a bean for each of its kinds: the board shows
 * and moves by it, and the daily check looks for its timers.
 */
public interface DeadlineTerms {

    DeadlineKind kind();

    /** The profile versions that these cases are pinned to; a case that is unknown is left out. */
    Map<String, ProfileRef> profilesOf(Collection<String> businessKeys);

    /** How a last day of this kind ends by a profile; empty when the service has no such deadline. */
    Optional<Ending> endingIn(ServiceProfile profile);

    /**
     * How a last day rolls and when its consequence runs (D-04).
     *
     * @param executeAt time in Tokyo
     */
    record Ending(Roll roll, LocalTime executeAt) {

        /** As a stage of the profile says. */
        public static Ending of(DeadlineStage stage) {
            return new Ending(stage.roll(), stage.execute().time());
        }
    }
}
