package io.hakko.policy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a list of stages must be: reminders first, one consequence at the end, counted from days that will come. */
final class StagePlan {

    private StagePlan() {}

    static List<DeadlineStage> checked(
            String name, List<DeadlineStage> stages, Set<BaseEvent> bases, Set<Consequence> consequences) {
        Impossible.unless(!stages.isEmpty(), "%s: no stage", name);
        boolean reminded = false;
        for (int i = 0; i < stages.size(); i++) {
            DeadlineStage stage = stages.get(i);
            boolean last = i == stages.size() - 1;
            Impossible.unless(
                    stage.then().ends() == last, "%s: the last stage, and only that, has the final consequence", name);
            Impossible.unless(
                    !last || consequences.contains(stage.then()),
                    "%s: cannot end with '%s'",
                    name,
                    stage.then().word());
            Set<BaseEvent> possible = EnumSet.copyOf(bases);
            if (reminded) {
                possible.add(BaseEvent.REMINDER);
            }
            Impossible.unless(
                    possible.containsAll(stage.due().bases()),
                    "%s: '%s' counts from a day that is not known then",
                    name,
                    stage.due());
            DueRule before = stages.get(Math.max(0, i - 1)).due();
            Impossible.unless(
                    i == 0 || isLater(stage.due(), before),
                    "%s: '%s' does not come after '%s'",
                    name,
                    stage.due(),
                    before);
            reminded |= stage.then() == Consequence.REMIND;
        }
        return List.copyOf(stages);
    }

    /** Whether a rule surely ends after another one; rules that cannot be compared are taken for later. */
    private static boolean isLater(DueRule rule, DueRule earlier) {
        if (rule instanceof DueRule.DaysAfter later && earlier instanceof DueRule.DaysAfter before) {
            return later.base() != before.base() || later.days() > before.days();
        }
        return !rule.equals(earlier);
    }
}
