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

    @ParameterizedTest
    @CsvSource({
        "18m, 2026-11-24T10:00+09:00, 2028-05-24T23:59:59+09:00",
        "18m, 2026-08-31T10:00+09:00, 2028-02-29T23:59:59+09:00",
        "42m, 2026-11-24T10:00+09:00, 2030-05-23T23:59:59+09:00"
    })
    void endsAsItSays(String product, OffsetDateTime issuedAt, OffsetDateTime notAfter) {
        assertThat(profile.validity(product, issuedAt.toInstant()).notAfter()).isEqualTo(notAfter.toInstant());
    }

    @Test
    void remindsOnItsOwnDayAtItsOwnTime() {
        Deadline deadline = profile.receiptReminder()
                .orElseThrow()
                .evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar)
                .orElseThrow();

        assertThat(deadline.lastDay()).isEqualTo("2026-12-06");
        assertThat(deadline.rolledLastDay()).isEqualTo("2026-12-07");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-08T01:30:00Z");
    }

    @Test
    void knowsTheRevocationOnlyAfterTheReminder() {
        DeadlineStage stage = profile.receiptConsequence();

        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar)).isEmpty();
        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY, BaseEvent.REMINDER, DAY.plusDays(14)), calendar))
                .hasValueSatisfying(deadline -> assertThat(deadline.lastDay()).isEqualTo("2026-12-22"));
        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY, BaseEvent.REMINDER, DAY.plusDays(2)), calendar))
                .hasValueSatisfying(deadline -> assertThat(deadline.lastDay()).isEqualTo("2026-12-19"));
    }

    @Test
    void asksForPaymentFortyFiveDaysAfterTheInvoice() {
        Deadline deadline = profile.paymentConsequence()
                .evaluate(Map.of(BaseEvent.INVOICE, DAY.minusDays(8)), calendar)
                .orElseThrow();

        assertThat(profile.paymentReminder()).isEmpty();
        assertThat(deadline.lastDay()).isEqualTo("2026-12-31");
        assertThat(deadline.rolledLastDay()).isEqualTo("2027-01-05");
        assertThat(deadline.executeAt()).isEqualTo("2027-01-06T00:30:00Z");
    }

    @Test
    void rejectsWithoutRolling() {
        Deadline deadline = profile.deficiency().deadline(LocalDate.of(2026, 12, 5), calendar);

        assertThat(profile.deficiency().consequence()).isEqualTo(Consequence.REJECT);
        assertThat(deadline.rolledLastDay()).as("a Sunday").isEqualTo("2026-12-20");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-21T01:00:00Z");
    }

    @Test
    void hasTiersOfItsOwn() {
        assertThat(profile.price("18m", 1)).isEqualTo(Yen.of(21_000));
        assertThat(profile.price("18m", 2)).isEqualTo(Yen.of(19_800));
        assertThat(profile.price("18m", 9)).isEqualTo(Yen.of(18_600));
        assertThat(profile.price("42m", 9)).isEqualTo(Yen.of(45_999));
    }

    @Test
    void addsTaxRoundedDown() {
        TaxRule tax = profile.fees().tax();

        assertThat(tax.payable(Yen.of(45_999), DAY)).isEqualTo(Yen.of(50_598));
        assertThat(tax.taxOf(Yen.of(1_999), DAY)).isEqualTo(Yen.of(199));
        assertThat(tax.taxOf(Yen.of(11_000), LocalDate.of(2019, 9, 30))).isEqualTo(Yen.of(880));
    }

    @Test
    void recordsWhatItRecords() {
        CertificateProfile certificate = profile.certificate();

        assertThat(RecordedItem.values())
                .filteredOn(item -> certificate.records(item, Scope.CORPORATION))
                .containsExactly(
                        RecordedItem.NAME,
                        RecordedItem.ROMAJI_NAME,
                        RecordedItem.COMPANY_NAME,
                        RecordedItem.CORPORATE_NUMBER);
        assertThat(certificate.records(RecordedItem.CORPORATE_NUMBER, Scope.CORPORATION_UNREGISTERED))
                .isFalse();
    }

    @Test
    void doesWithoutWhatItDoesNotHave() {
        assertThat(profile.fees().reader()).isEmpty();
        assertThat(profile.fees().refund()).isEmpty();
        assertThat(profile.pin().unblocking()).isEmpty();
        assertThat(profile.delivery().agent()).isEqualTo(List.of());
        assertThat(profile.certificate().names()).containsExactly(NameKind.REAL);
    }

    @Test
    void judgesTheAgeOfAPaperAtItsOwnReceipt() {
        assertThat(profile.documents().freshEnough(DAY.minusMonths(6), DAY, DAY.plusDays(1)))
                .isFalse();
        assertThat(profile.documents().freshEnough(DAY.plusDays(1).minusMonths(6), DAY, DAY.plusDays(1)))
                .isTrue();
    }
}
