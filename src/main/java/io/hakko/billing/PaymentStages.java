package io.hakko.billing;

import io.hakko.billing.domain.Invoice;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
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

/** The stages of the payment deadline (A-PAY-02, B-FEE-05, D-02), as the profile of the case has them. */
@Component
class PaymentStages {

    private final Profiles profiles;
    private final BusinessCalendars calendars;
    private final Deadlines deadlines;

    PaymentStages(Profiles profiles, BusinessCalendars calendars, Deadlines deadlines) {
        this.profiles = profiles;
        this.calendars = calendars;
        this.deadlines = deadlines;
    }

    /** When the reminder is due, where the service reminds, and when the waiting ends. */
    record Terms(Optional<Deadline> reminder, Deadline payment) {}

    Terms of(Invoice invoice) {
        return of(invoice.profile(), invoice.issuedOn(), invoice.invoicedOn());
    }

    /**
     * The stages of an invoice, counted from the issue of its cards and from its date. A stage that counts from the
     * reminder takes, until that is posted, the day on which the reminder will be written.
     */
    Terms of(ProfileRef ref, LocalDate issuedOn, LocalDate invoicedOn) {
        ServiceProfile profile = profiles.get(ref);
        BusinessCalendar calendar = calendars.with(profile.closures());
        Map<BaseEvent, LocalDate> known = known(issuedOn, invoicedOn);
        Optional<Deadline> reminder = profile.paymentReminder().map(stage -> evaluate(stage, known, calendar));
        reminder.ifPresent(due -> known.put(BaseEvent.REMINDER, LocalDate.ofInstant(due.executeAt(), Zones.TOKYO)));
        return new Terms(reminder, evaluate(profile.paymentConsequence(), known, calendar));
    }

    /** When the waiting ends now that the reminder has arrived; empty when the profile does not count from it. */
    Optional<Deadline> afterReminder(Invoice invoice, LocalDate remindedOn) {
        ServiceProfile profile = profiles.get(invoice.profile());
        DeadlineStage stage = profile.paymentConsequence();
        if (!stage.due().bases().contains(BaseEvent.REMINDER)) {
            return Optional.empty();
        }
        Map<BaseEvent, LocalDate> known = known(invoice.issuedOn(), invoice.invoicedOn());
        known.put(BaseEvent.REMINDER, remindedOn);
        return stage.evaluate(known, calendars.with(profile.closures()));
    }

    /** The deadline of a grace; rolls and executes as the profile's own. */
    Deadline graceUntil(Invoice invoice, LocalDate lastDay) {
        ServiceProfile profile = profiles.get(invoice.profile());
        DeadlineStage stage = profile.paymentConsequence();
        return deadlines.endingOn(lastDay, stage.roll(), stage.execute().time(), calendars.with(profile.closures()));
    }

    /** Whether the deadline itself revokes instead of a person deciding. */
    boolean revokeByThemselves(ProfileRef ref) {
        return profiles.get(ref).paymentConsequence().then() == Consequence.REVOKE;
    }

    private static Map<BaseEvent, LocalDate> known(LocalDate issuedOn, LocalDate invoicedOn) {
        return new EnumMap<>(Map.of(BaseEvent.ISSUE, issuedOn, BaseEvent.INVOICE, invoicedOn));
    }

    private static Deadline evaluate(DeadlineStage stage, Map<BaseEvent, LocalDate> known, BusinessCalendar calendar) {
        return stage.evaluate(known, calendar)
                .orElseThrow(() -> new IllegalStateException("a stage counts from an unknown day: " + stage.due()));
    }
}
