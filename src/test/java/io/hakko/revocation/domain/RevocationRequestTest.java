package io.hakko.revocation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationRequest.State;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationRequestTest {

    private static final Instant NOW = Instant.parse("2026-12-01T01:00:00Z");
    private static final Actor MANAGER = new Actor("manager1");
    private static final Actor APPROVER = new Actor("approver1");

    @Test
    void goesFromTheProposalToTheNotices() {
        RevocationRequest notified = request(State.REQUESTED)
                .decide(new Decision(true, "", APPROVER, NOW))
                .revoked(NOW)
                .notified();

        assertThat(notified.state()).isEqualTo(State.NOTIFIED);
        assertThat(notified.state().isOpen()).isFalse();
        assertThat(notified.revokedAt()).contains(NOW);
    }

    @Test
    void endsWhenItIsRefused() {
        RevocationRequest refused = request(State.REQUESTED).decide(new Decision(false, "誤り", APPROVER, NOW));

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThatIllegalStateException().isThrownBy(() -> refused.revoked(NOW));
        assertThatIllegalStateException().isThrownBy(() -> refused.decide(new Decision(true, "", APPROVER, NOW)));
    }

    @Test
    void isWithdrawnOnlyWhileNobodyHasDecided() {
        RevocationRequest withdrawn = request(State.REQUESTED).withdrawn();

        assertThat(withdrawn.state()).isEqualTo(State.WITHDRAWN);
        assertThat(withdrawn.state().isOpen()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> request(State.APPROVED).withdrawn());
        assertThatIllegalStateException().isThrownBy(() -> withdrawn.decide(new Decision(true, "", APPROVER, NOW)));
    }

    @Test
    void isNotDecidedByWhoProposedIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(State.REQUESTED).decide(new Decision(true, "", MANAGER, NOW)));
    }

    @Test
    void revokesNothingUndecided() {
        assertThatIllegalStateException()
                .isThrownBy(() -> request(State.REQUESTED).revoked(NOW));
        assertThatIllegalStateException()
                .isThrownBy(() -> request(State.APPROVED).notified());
    }

    @Test
    void isDecidedOnPaperOnlyAfterItsReview() {
        RevocationRequest asked = request(Origin.HOLDER, State.REQUESTED);

        assertThatIllegalStateException().isThrownBy(() -> asked.decide(new Decision(true, "", APPROVER, NOW)));
        assertThat(asked.examined()
                        .decide(new Decision(true, "", APPROVER, NOW))
                        .state())
                .isEqualTo(State.APPROVED);
    }

    @Test
    void isRefusedByItsReviewer() {
        RevocationRequest refused =
                request(Origin.COMPANY, State.REQUESTED).notInOrder(new Decision(false, "OTHER", APPROVER, NOW));

        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThatIllegalStateException().isThrownBy(refused::examined);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(Origin.COMPANY, State.REQUESTED)
                        .notInOrder(new Decision(false, "OTHER", MANAGER, NOW)));
    }

    @Test
    void isOvertakenOnlyWhileItIsOpen() {
        assertThat(request(State.REQUESTED).overtaken().state()).isEqualTo(State.OVERTAKEN);
        assertThat(State.OVERTAKEN.isOpen()).isFalse();
        assertThat(State.EXAMINED.isOpen()).isTrue();
        RevocationRequest refused = request(State.REQUESTED).decide(new Decision(false, "誤り", APPROVER, NOW));
        assertThatIllegalStateException().isThrownBy(refused::overtaken);
    }

    private static RevocationRequest request(State state) {
        return request(Origin.MANAGER, state);
    }

    private static RevocationRequest request(Origin origin, State state) {
        return new RevocationRequest(
                RevocationRequestNumber.of(2026, 1),
                CertificateSerial.ofHex("4D2A"),
                ApplicationNumber.of("AO-2026-000001"),
                CardNumber.of("1101", 1),
                new ProfileRef("aosign-g2", LocalDate.of(2026, 4, 1)),
                origin,
                "A-O6",
                Optional.empty(),
                Optional.empty(),
                "説明",
                MANAGER,
                NOW,
                state,
                Optional.empty(),
                Optional.empty());
    }
}
