package io.hakko.delivery;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
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

/** The stages of the receipt deadline (A-RCP-01, D-01), as the profile of the case has them. */
@Component
class ReceiptStages {

    private final Profiles profiles;
    private final BusinessCalendars calendars;

    ReceiptStages(Profiles profiles, BusinessCalendars calendars) {
        this.profiles = profiles;
        this.calendars = calendars;
    }

    /** When the reminder is due, and when the waiting ends. */
    record Terms(Deadline reminder, Deadline receipt) {}

    /**
     * The stages of a card, counted from issue and dispatch. A stage that counts from the reminder takes, until that is
     * posted, the day on which the reminder will be written.
     *
     * @throws IllegalStateException when the profile has no reminder, without which there is no delivery
     */
    Terms of(ProfileRef ref, LocalDate issuedOn, LocalDate dispatchedOn) {
        ServiceProfile profile = profiles.get(ref);
        BusinessCalendar calendar = calendars.with(profile.closures());
        DeadlineStage reminderStage = profile.receiptReminder()
                .orElseThrow(() -> new IllegalStateException("profile " + ref + " never reminds of the receipt"));
        Map<BaseEvent, LocalDate> known = known(issuedOn, dispatchedOn);
        Deadline reminder = evaluate(reminderStage, known, calendar);
        known.put(BaseEvent.REMINDER, LocalDate.ofInstant(reminder.executeAt(), Zones.TOKYO));
        return new Terms(reminder, evaluate(profile.receiptConsequence(), known, calendar));
    }

    /**
     * What the holder is told about the receipt (A-RCP-01, B-RCP-05).
     *
     * @param days within so many days of issue or dispatch
     * @param lastDay the last of them, when they count from the issue; the day of dispatch is not known beforehand
     */
    record HoldersTerm(int days, Optional<LocalDate> lastDay) {}

    /** The holder's term for a card, as the issue notice states it. */
    HoldersTerm told(ProfileRef ref, LocalDate issuedOn) {
        ServiceProfile profile = profiles.get(ref);
        return new HoldersTerm(
                profile.receiptDays(),
                profile.receiptTermStage()
                        .evaluate(Map.of(BaseEvent.ISSUE, issuedOn), calendars.with(profile.closures()))
                        .map(Deadline::rolledLastDay));
    }

    /** When the waiting ends now that the reminder has arrived; empty when the profile does not count from it. */
    Optional<Deadline> afterReminder(ProfileRef ref, LocalDate issuedOn, LocalDate dispatchedOn, LocalDate remindedOn) {
        ServiceProfile profile = profiles.get(ref);
        DeadlineStage stage = profile.receiptConsequence();
        if (!stage.due().bases().contains(BaseEvent.REMINDER)) {
            return Optional.empty();
        }
        Map<BaseEvent, LocalDate> known = known(issuedOn, dispatchedOn);
        known.put(BaseEvent.REMINDER, remindedOn);
        return stage.evaluate(known, calendars.with(profile.closures()));
    }

    /** Whether a person decides at the end instead of the timer. */
    boolean endWithDecision(ProfileRef ref) {
        return profiles.get(ref).receiptConsequence().then() == Consequence.DECIDE;
    }

    private static Map<BaseEvent, LocalDate> known(LocalDate issuedOn, LocalDate dispatchedOn) {
        return new EnumMap<>(Map.of(BaseEvent.ISSUE, issuedOn, BaseEvent.DISPATCH, dispatchedOn));
    }

    private static Deadline evaluate(DeadlineStage stage, Map<BaseEvent, LocalDate> known, BusinessCalendar calendar) {
        return stage.evaluate(known, calendar)
                .orElseThrow(() -> new IllegalStateException("a stage counts from an unknown day: " + stage.due()));
    }
}
