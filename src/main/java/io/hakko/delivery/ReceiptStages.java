package io.hakko.delivery;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.calendar.Zones;
import io.hakko.delivery.domain.StandStill;
import io.hakko.policy.BaseEvent;
import io.hakko.policy.Consequence;
import io.hakko.policy.DeadlineStage;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The stages of the receipt deadline (A-RCP-01, B-RCP-05, D-01), as the profile of the case has them. */
@Component
class ReceiptStages {

    private final Profiles profiles;
    private final BusinessCalendars calendars;

    ReceiptStages(Profiles profiles, BusinessCalendars calendars) {
        this.profiles = profiles;
        this.calendars = calendars;
    }

    /**
     * From when the stages count.
     *
     * @param standStill days that do not count
     */
    record Basis(ProfileRef profile, LocalDate issuedOn, LocalDate dispatchedOn, StandStill standStill) {}

    /**
     * When the waiting ends, and when the reminder is due where the service reminds.
     *
     * @param receipt counted from the day on which the reminder will be written, where it counts from that
     */
    record Terms(Optional<Deadline> reminder, Deadline receipt) {}

    /**
     * What the holder is told about the receipt (A-RCP-01, B-RCP-05).
     *
     * @param days within so many days of issue or dispatch
     * @param lastDay the last of them, when they count from the issue; the day of dispatch is not known beforehand
     */
    record HoldersTerm(int days, Optional<LocalDate> lastDay) {}

    /** The holder's term for a card, as issue notice and receipt form state it. */
    HoldersTerm told(ProfileRef ref, LocalDate issuedOn) {
        ServiceProfile profile = profile(ref);
        return new HoldersTerm(
                profile.receiptDays(),
                profile.receiptTermStage()
                        .evaluate(Map.of(BaseEvent.ISSUE, issuedOn), calendar(ref))
                        .map(Deadline::rolledLastDay));
    }

    /** The stages of a card that was posted. */
    Terms of(Basis basis) {
        Map<BaseEvent, LocalDate> known = known(basis);
        Optional<Deadline> reminder =
                profile(basis.profile()).receiptReminder().map(stage -> evaluate(basis.profile(), stage, known));
        reminder.ifPresent(due -> known.put(BaseEvent.REMINDER, LocalDate.ofInstant(due.executeAt(), Zones.TOKYO)));
        return new Terms(reminder, evaluate(basis.profile(), consequence(basis.profile()), known));
    }

    /** When the waiting ends if the reminder arrived on this day. */
    Deadline receipt(Basis basis, LocalDate remindedOn) {
        Map<BaseEvent, LocalDate> known = known(basis);
        known.put(BaseEvent.REMINDER, basis.standStill().shift(remindedOn));
        return evaluate(basis.profile(), consequence(basis.profile()), known);
    }

    /** The waiting ends with this day. */
    Deadline receiptEnding(ProfileRef ref, LocalDate lastDay) {
        return ending(ref, consequence(ref), lastDay);
    }

    /** The reminder is due with this day. */
    Deadline reminderEnding(ProfileRef ref, LocalDate lastDay) {
        DeadlineStage stage = profile(ref)
                .receiptReminder()
                .orElseThrow(() -> new IllegalStateException("profile " + ref + " never reminds of the receipt"));
        return ending(ref, stage, lastDay);
    }

    private Deadline ending(ProfileRef ref, DeadlineStage stage, LocalDate lastDay) {
        return new Deadlines().endingOn(lastDay, stage.roll(), stage.execute().time(), calendar(ref));
    }

    /** Whether the end of the waiting counts from the reminder, among others (AMB-03). */
    boolean countFromReminder(ProfileRef ref) {
        return consequence(ref).due().bases().contains(BaseEvent.REMINDER);
    }

    /** Whether a stage counts from the dispatch, so that a dispatch anew lets it count anew. */
    boolean countFromDispatch(ProfileRef ref) {
        return profile(ref).receiptStages().stream()
                .anyMatch(stage -> stage.due().bases().contains(BaseEvent.DISPATCH));
    }

    /** Whether a person decides at the end instead of the timer. */
    boolean endWithDecision(ProfileRef ref) {
        return consequence(ref).then() == Consequence.DECIDE;
    }

    /** Last day for doubts about the content (B-RCP-03), where the service sets one. */
    Optional<LocalDate> lastDayForDoubts(ProfileRef ref, LocalDate dispatchedOn) {
        return profile(ref).delivery().doubtDays().map(days -> calendar(ref).onOrAfter(dispatchedOn.plusDays(days)));
    }

    private static Map<BaseEvent, LocalDate> known(Basis basis) {
        return new EnumMap<>(Map.of(
                BaseEvent.ISSUE, basis.standStill().shift(basis.issuedOn()),
                BaseEvent.DISPATCH, basis.standStill().shift(basis.dispatchedOn())));
    }

    private Deadline evaluate(ProfileRef ref, DeadlineStage stage, Map<BaseEvent, LocalDate> known) {
        return stage.evaluate(known, calendar(ref))
                .orElseThrow(() -> new IllegalStateException("a stage counts from an unknown day: " + stage.due()));
    }

    private DeadlineStage consequence(ProfileRef ref) {
        return profile(ref).receiptConsequence();
    }

    private ServiceProfile profile(ProfileRef ref) {
        return profiles.get(ref);
    }

    private BusinessCalendar calendar(ProfileRef ref) {
        return calendars.with(profile(ref).closures());
    }
}
