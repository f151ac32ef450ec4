package io.hakko.revocation.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.revocation.domain.CaCompromise.Announcement;
import io.hakko.revocation.domain.CaCompromise.State;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CaCompromiseStatesTest {

    private static final Actor MANAGER = new Actor("manager");
    private static final Actor OTHER = new Actor("manager2");
    private static final Instant NOW = Instant.parse("2026-12-01T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);

    private final CaCompromise proposed =
            CaCompromise.proposed(CaseNumber.of(2026, 1), "diacert-plus", "鍵が見つからない", MANAGER, NOW);

    @Test
    void goesFromProposalToAnnouncement() {
        CaCompromise revoking = proposed.decide(new Decision(true, "", OTHER, NOW));
        CaCompromise further =
                revoking.requested(CertificateSerial.ofHex("0A"), 100).requested(CertificateSerial.ofHex("0B"), 7);

        assertThat(further.requested()).isEqualTo(107);
        assertThat(further.lastSerial()).contains(CertificateSerial.ofHex("0B"));
        assertThat(further.allRequested()
                        .announced(new Announcement(TODAY, TODAY, MANAGER))
                        .state())
                .isEqualTo(State.ANNOUNCED);
    }

    @Test
    void nobodyDecidesAboutHisOwnProposal() {
        assertThatThrownBy(() -> proposed.decide(new Decision(true, "", MANAGER, NOW)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusedOneGoesNowhere() {
        CaCompromise refused = proposed.decide(new Decision(false, "誤報", OTHER, NOW));

        assertThatThrownBy(() -> refused.decide(new Decision(true, "", OTHER, NOW)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(refused::allRequested).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsAnnouncedBeforeEveryRevocationIsRequested() {
        CaCompromise revoking = proposed.decide(new Decision(true, "", OTHER, NOW));

        assertThatThrownBy(() -> revoking.announced(new Announcement(TODAY, TODAY, MANAGER)))
                .isInstanceOf(IllegalStateException.class);
    }
}
