package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hakko.audit.AuditEntry;
import io.hakko.ca.IssuedCertificate;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A simulated card that fails at each state of the ledger: it is spoiled, its certificate, signed or begun, is revoked
 * technically, and the remake has another number and another certificate, the only live one (ARCHITECTURE section 5, D-08).
 */
class CardFaultTest {

    private static StationBench bench;
    private ApplicationNumber application;

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    @BeforeEach
    void anApplication() {
        bench.wire.neverCut();
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
    }

    @Test
    void reservedCardThatFailsAtItsKeyIsRemade() {
        bench.load(application);
        bench.wire.cutAt(2 * commandsToLookAtACard() + 1);
        bench.station.workOnce();
        bench.wire.neverCut();

        assertSpoiledAt(LedgerState.RESERVED);
        assertThat(bench.certificates.ofApplication(application)).isEmpty();
        assertRemakeIsTheOnlyLiveOne();
    }

    @Test
    void reservedCardThatTheIssuerGivesUpIsRemade() {
        bench.load(application);
        bench.wire.hand().remove();
        bench.station.workOnce();
        bench.station.giveUp(card().number(), StationBench.ISSUER, "端子が曲がっている");

        assertSpoiledAt(LedgerState.RESERVED);
        assertRemakeIsTheOnlyLiveOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = LedgerState.class,
            names = {"KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED"})
    void cardThatNoLongerAnswersIsRemade(LedgerState state) {
        bench.load(application);
        bench.ledger.killAfterCommitOf(state);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);
        bench.restart();

        bench.wire.cutAt(commandsToLookAtACard() + 1);
        bench.station.workOnce();
        bench.wire.neverCut();

        assertSpoiledAt(state);
        assertRemakeIsTheOnlyLiveOne();
    }

    /** Begun: the authority has signed, but the ledger never learnt of it. */
    @Test
    void cardThatFailsWhileItsCertificateIsOnlyBegunIsRemade() {
        bench.load(application);
        bench.ledger.killBeforeCommitOf(LedgerState.CERTIFIED);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);
        bench.restart();
        assertThat(bench.certificates.live(application)).hasSize(1);

        bench.wire.cutAt(commandsToLookAtACard() + 1);
        bench.station.workOnce();
        bench.wire.neverCut();

        assertSpoiledAt(LedgerState.KEYED);
        assertRemakeIsTheOnlyLiveOne();
    }

    @Test
    void verifiedCardThatTheIssuerGivesUpIsRemade() {
        bench.load(application);
        bench.station.workOnce();
        bench.station.revealPin(card().number(), StationBench.ISSUER, (pin, unblocking) -> {});
        bench.station.giveUp(card().number(), StationBench.ISSUER, "券面を傷つけた");

        assertSpoiledAt(LedgerState.VERIFIED);
        assertRemakeIsTheOnlyLiveOne();
    }

    /** Also the way for a PIN letter that is damaged after it was sealed. */
    @Test
    void sealedCardThatFailsItsInspectionIsRemade() {
        bench.load(application);
        bench.station.workOnce();
        bench.seal(application);
        bench.inspect(application, false, "PIN封書が破れている");

        assertSpoiledAt(LedgerState.MAILER_PRINTED);
        assertRemakeIsTheOnlyLiveOne();
    }

    private void assertSpoiledAt(LedgerState state) {
        assertThat(card().state()).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.trail(application))
                .filteredOn(entry -> entry.event().equals("card.spoiled"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.before()).isEqualTo(state.name());
                    assertThat(entry.after()).isEqualTo("SPOILED");
                    assertThat(entry.reason()).isNotBlank();
                });
        if (state != LedgerState.MAILER_PRINTED) {
            assertThat(bench.messages(application)).containsExactly("card.spoiled");
        }
    }

    private void assertRemakeIsTheOnlyLiveOne() {
        CardNumber first = card().number();
        List<IssuedCertificate> before = bench.certificates.ofApplication(application);
        bench.spoil(application);
        assertThat(bench.certificates.ofApplication(application))
                .hasSameSizeAs(before)
                .allSatisfy(certificate -> assertThat(certificate.revocation())
                        .hasValueSatisfying(
                                revocation -> assertThat(revocation.technical()).isTrue()));

        bench.load(application);
        bench.station.workOnce();
        bench.seal(application);
        bench.inspect(application, true, "");

        assertThat(card().state()).isEqualTo(LedgerState.INSPECTED);
        assertThat(card().number()).isNotEqualTo(first);
        assertThat(bench.certificates.live(application))
                .singleElement()
                .satisfies(live -> assertThat(live.card()).isEqualTo(card().number()));
        assertThat(bench.certificates.ofApplication(application)).hasSize(before.size() + 1);
        assertThat(bench.certificates.mostLiveAtOnce()).isEqualTo(1);
        assertThat(bench.trail(application))
                .extracting(AuditEntry::event)
                .doesNotContain("revocation.requested", "letter.written");
    }

    /** How many commands it takes to see which card lies in the reader. */
    private static int commandsToLookAtACard() {
        bench.wire.neverCut();
        assertThat(bench.wire.reader().inserted()).isPresent();
        return bench.wire.commands();
    }

    private Personalization card() {
        return bench.card(application);
    }
}
