package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.shared.Yen;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service nobody thought of when the code was written. */
class InventedProfileTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final ServiceProfile profile = InventedProfiles.read(InventedProfiles.TSUBAKI);
    private final BusinessCalendar calendar = BusinessCalendars.byRule(profile.closures());

    /** The examples of RULES 5. */
    @ParameterizedTest
    @CsvSource({
        "1y, 2026-09-15T10:00+09:00, 2027-09-30T23:59:59+09:00",
        "2y, 2026-09-15T10:00+09:00, 2028-09-30T23:59:59+09:00",
        "3y, 2026-09-15T10:00+09:00, 2029-09-30T23:59:59+09:00",
        "4y10m, 2026-09-15T10:00+09:00, 2031-07-31T23:59:59+09:00",
        "1y, 2026-01-31T10:00+09:00, 2027-01-31T23:59:59+09:00"
    })
    void endsWithTheMonth(String product, OffsetDateTime issuedAt, OffsetDateTime notAfter) {
        assertThat(profile.validity(product, issuedAt.toInstant()).notAfter()).isEqualTo(notAfter.toInstant());
    }

    @Test
    void remindsTwentyDaysAfterDispatch() {
        DeadlineStage stage = profile.receiptReminder().orElseThrow();

        Deadline deadline =
                stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar).orElseThrow();

        assertThat(deadline.lastDay()).isEqualTo("2026-12-14");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-15T07:00:00Z");
    }

    @Test
    void knowsTheRevocationOnlyAfterTheReminder() {
        DeadlineStage stage = profile.receiptConsequence();

        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar)).isEmpty();
        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY, BaseEvent.REMINDER, DAY.plusDays(21)), calendar))
                .hasValueSatisfying(deadline -> assertThat(deadline.lastDay()).isEqualTo("2026-12-25"));
        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY, BaseEvent.REMINDER, DAY.plusDays(2)), calendar))
                .hasValueSatisfying(deadline -> assertThat(deadline.lastDay()).isEqualTo("2026-12-24"));
    }

    @Test
    void asksForPaymentUntilTheEndOfTheNextMonth() {
        Deadline deadline = profile.paymentConsequence()
                .evaluate(Map.of(BaseEvent.INVOICE, DAY), calendar)
                .orElseThrow();

        assertThat(profile.paymentReminder()).isEmpty();
        assertThat(deadline.lastDay()).isEqualTo("2026-12-31");
        assertThat(deadline.rolledLastDay()).isEqualTo("2027-01-05");
        assertThat(deadline.executeAt()).isEqualTo("2027-01-06T00:30:00Z");
    }

    @Test
    void rejectsWithoutRolling() {
        Deadline deadline = profile.deficiency().deadline(LocalDate.of(2026, 11, 29), calendar);

        assertThat(profile.deficiency().consequence()).isEqualTo(Consequence.REJECT);
        assertThat(deadline.rolledLastDay()).isEqualTo("2026-12-19");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-21T01:00:00Z");
    }

    @Test
    void addsTaxRoundedDown() {
        TaxRule tax = profile.fees().tax();

        assertThat(profile.price("1y", 7)).isEqualTo(Yen.of(11_000));
        assertThat(tax.payable(Yen.of(11_000), DAY)).isEqualTo(Yen.of(12_100));
        assertThat(tax.taxOf(Yen.of(1_999), DAY)).isEqualTo(Yen.of(199));
        assertThat(tax.taxOf(Yen.of(11_000), LocalDate.of(2019, 9, 30))).isEqualTo(Yen.of(880));
    }

    @Test
    void awaitsTheOriginalsOfAFax() {
        Deadline deadline = profile.revocation()
                .onPaper()
                .originals()
                .orElseThrow()
                .evaluate(Map.of(BaseEvent.FAX, DAY), calendar)
                .orElseThrow();

        assertThat(deadline.lastDay()).isEqualTo("2026-12-04");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-07T02:00:00Z");
    }

    @Test
    void doesWithoutWhatItDoesNotHave() {
        assertThat(profile.fees().reader()).isEmpty();
        assertThat(profile.fees().refund()).isEmpty();
        assertThat(profile.pin().unblocking()).isEmpty();
        assertThat(profile.review().issueBusinessDays()).isEmpty();
        assertThat(profile.delivery().agent()).isEqualTo(List.of());
    }

    @Test
    void judgesTheAgeOfAPaperAtItsOwnReceipt() {
        assertThat(profile.documents().freshEnough(DAY.minusMonths(6), DAY, DAY.plusDays(1)))
                .isFalse();
        assertThat(profile.documents().freshEnough(DAY.plusDays(1).minusMonths(6), DAY, DAY.plusDays(1)))
                .isTrue();
    }
}
