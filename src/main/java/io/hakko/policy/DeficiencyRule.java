package io.hakko.policy;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.Deadline;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By when deficiencies must be corrected, and what happens when they are not (A-APP-03, B-REV-02, D-03).
 *
 * @param stage counted from the deemed arrival of the notice; ends in {@code decide} or {@code reject}
 */
public record DeficiencyRule(DeadlineStage stage) {

    public DeficiencyRule {
        StagePlan.checked(
                "deficiency", List.of(stage), Set.of(BaseEvent.NOTICE), Set.of(Consequence.DECIDE, Consequence.REJECT));
    }

    /** Days after the deemed arrival of the notice. */
    public int days() {
        if (stage.due() instanceof DueRule.DaysAfter rule) {
            return rule.days();
        }
        throw new IllegalStateException("not a number of days: " + stage.due());
    }

    /** {@code DECIDE} or {@code REJECT}. */
    public Consequence consequence() {
        return stage.then();
    }

    /** By when the corrected papers must have arrived. */
    public Deadline deadline(LocalDate deemedArrival, BusinessCalendar calendar) {
        return stage.evaluate(Map.of(BaseEvent.NOTICE, deemedArrival), calendar)
                .orElseThrow(() -> new IllegalStateException("the notice's arrival is known"));
    }
}
