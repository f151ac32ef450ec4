package io.hakko.billing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hakko.billing.domain.Invoice.State;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceTest {

    private static final ApplicationNumber APPLICATION = ApplicationNumber.of("AO-2026-000001");

    @ParameterizedTest
    @CsvSource({
        "OPEN, OVERDUE, true",
        "OPEN, REVOKING, true",
        "OPEN, WRITTEN_OFF, false",
        "OPEN, REVOCATION_PROPOSED, false",
        "OVERDUE, OPEN, true",
        "OVERDUE, REVOCATION_PROPOSED, true",
        "OVERDUE, WRITTEN_OFF, true",
        "OVERDUE, REVOKED, false",
        "REVOCATION_PROPOSED, OVERDUE, true",
        "REVOCATION_PROPOSED, REVOKED, true",
        "REVOCATION_PROPOSED, WRITTEN_OFF, false",
        "REVOKING, REVOKED, true",
        "REVOKING, OVERDUE, false",
        "SETTLED, OVERDUE, false",
        "WRITTEN_OFF, OPEN, false",
        "REVOKED, OVERDUE, false"
    })
    void becomesOnlyWhatItCan(State from, State to, boolean possible) {
        assertThat(from.canBecome(to)).isEqualTo(possible);
    }

    @ParameterizedTest
    @EnumSource
    void takesAPaymentUntilSomethingFinalHappened(State state) {
        boolean waits = state == State.OPEN || state == State.OVERDUE || state == State.REVOCATION_PROPOSED;

        assertThat(state.takesPayment()).isEqualTo(waits);
    }

    @Test
    void refusesWhatCannotBe() {
        Invoice settled = invoice(State.OPEN).become(State.SETTLED);

        assertThatIllegalStateException().isThrownBy(() -> settled.become(State.OVERDUE));
    }

    @Test
    void waitsForItsParcelUntilThatLeavesOrIsCancelled() {
        Invoice enclosed = invoice(State.OPEN);

        assertThat(enclosed.waitsForParcel()).isTrue();
        assertThat(enclosed.sent(LocalDate.of(2026, 11, 25)).waitsForParcel()).isFalse();
        assertThat(enclosed.withoutParcel().waitsForParcel()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IV-2026-1", "RV-2026-000001", "IV-26-000001", "iv-2026-000001"})
    void hasANumberOfOneForm(String other) {
        assertThat(InvoiceNumber.of(2026, 12).value()).isEqualTo("IV-2026-000012");
        assertThatIllegalArgumentException().isThrownBy(() -> InvoiceNumber.of(other));
    }

    @Test
    void onlyAGraceHasALastDay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> decision(UnpaidDecision.Answer.WRITE_OFF, Optional.of(LocalDate.of(2027, 2, 1))));
        assertThatIllegalArgumentException().isThrownBy(() -> decision(UnpaidDecision.Answer.GRACE, Optional.empty()));
    }

    private static UnpaidDecision decision(UnpaidDecision.Answer answer, Optional<LocalDate> until) {
        return new UnpaidDecision(
                InvoiceNumber.of(2026, 1),
                answer,
                until,
                "理由",
                new Actor("manager"),
                Instant.parse("2027-01-15T01:00:00Z"));
    }

    private static Invoice invoice(State state) {
        return new Invoice(
                InvoiceNumber.of(2026, 1),
                new ProfileRef("aosign-g2", LocalDate.of(2026, 4, 1)),
                LocalDate.of(2026, 11, 24),
                LocalDate.of(2026, 11, 24),
                10,
                Yen.of(42_900),
                Yen.of(3_900),
                Yen.of(42_900),
                "letter",
                Optional.of(APPLICATION),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state);
    }
}
