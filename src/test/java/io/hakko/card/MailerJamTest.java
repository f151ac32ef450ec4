package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditEntry;
import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PIN letter that is spoiled before it is sealed: a new PIN, but only under two persons (D-16, A-PIN-01). */
class MailerJamTest {

    private static final Actor SECOND = new Actor("hakko-jiro");
    private static StationBench bench;
    private ApplicationNumber application;
    private ChipSerial chip;
    private byte[] firstPin = {};

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    @BeforeEach
    void aCardWhosePinWasShown() {
        bench.wire.neverCut();
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
        chip = bench.load(application);
        bench.station.workOnce();
        firstPin = shown();
    }

    @Test
    void newPinIsSetAndShownOnceAfterTheOldLetterIsDestroyed() {
        jam();
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.station.workOnce();

        byte[] secondPin = shown();
        assertThat(opens(secondPin)).isTrue();
        assertThat(opens(firstPin)).isFalse();
        assertThatThrownBy(this::shown).satisfies(refusal("", CardRefusal.PIN_GONE));
        bench.station.sealed(number(), StationBench.ISSUER);
        bench.inspect(application, true, "");

        assertThat(state()).isEqualTo(LedgerState.INSPECTED);
        assertThat(bench.card(application).pinRound()).isEqualTo(2);
        assertThat(bench.certificates.ofApplication(application)).hasSize(1);
        assertThat(bench.trail(application))
                .extracting(AuditEntry::event)
                .containsSubsequence(
                        "card.pinShown",
                        "pin.mailerJammed",
                        "pin.mailerDestroyed",
                        "pin.renewed",
                        "card.pinShown",
                        "card.personalized");
        assertThat(entry("pin.mailerJammed").reason()).isEqualTo("用紙が詰まった");
        assertThat(entry("pin.mailerDestroyed").detail()).containsEntry("reportedBy", StationBench.ISSUER.id());
    }

    @Test
    void noNewPinIsSetBeforeTheOldLetterIsDestroyedNotEvenByANewProcess() {
        jam();
        bench.station.workOnce();
        bench.restart();
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.card(application).pinRound()).isEqualTo(1);
        assertThatThrownBy(this::shown).satisfies(refusal("", CardRefusal.PIN_GONE));
        assertThatThrownBy(() -> bench.station.sealed(number(), StationBench.ISSUER))
                .satisfies(refusal("", CardRefusal.PIN_NOT_SHOWN));
    }

    @Test
    void whoReportedItCannotConfirmThatTheLetterIsDestroyed() {
        jam();

        assertThatThrownBy(() -> bench.station.confirmMailerDestroyed(number(), StationBench.ISSUER))
                .satisfies(refusal("", CardRefusal.OWN_JAM));
        assertThat(bench.jams.open(number()))
                .hasValueSatisfying(jam -> assertThat(jam.isMailerDestroyed()).isFalse());
    }

    @Test
    void destructionIsConfirmedOnce() {
        assertThatThrownBy(() -> bench.station.confirmMailerDestroyed(number(), SECOND))
                .satisfies(refusal("", CardRefusal.NO_JAM));
        jam();
        bench.station.confirmMailerDestroyed(number(), SECOND);

        assertThatThrownBy(() -> bench.station.confirmMailerDestroyed(number(), SECOND))
                .satisfies(refusal("", CardRefusal.NO_JAM));
    }

    @Test
    void letterThatWasNeverBegunOrIsSealedCannotJam() {
        bench.station.sealed(number(), StationBench.ISSUER);
        assertThatThrownBy(this::jam).satisfies(refusal("", CardRefusal.PIN_NOT_SHOWN));

        application = bench.anApplication();
        bench.load(application);
        bench.station.workOnce();
        assertThatThrownBy(this::jam).satisfies(refusal("", CardRefusal.PIN_NOT_SHOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "印字は 1234-5678 まで", "１２３４５６７８と読める"})
    void whatLooksLikeAPinIsNoReason(String reason) {
        assertThatThrownBy(() -> bench.station.reportJam(number(), StationBench.ISSUER, reason))
                .satisfies(refusal("/reason", CardRefusal.REASON_WITH_DIGITS));
        assertThatThrownBy(() -> bench.station.giveUp(number(), StationBench.ISSUER, reason))
                .satisfies(refusal("/reason", CardRefusal.REASON_WITH_DIGITS));
    }

    @Test
    void reasonIsNeeded() {
        assertThatThrownBy(() -> bench.station.reportJam(number(), StationBench.ISSUER, " "))
                .satisfies(refusal("/reason", CardRefusal.REASON_MISSING));
    }

    @Test
    void cardThatIsOutOfTheReaderIsAwaitedForItsNewPin() {
        jam();
        bench.wire.hand().remove();
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.restart();
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.station.status().cards())
                .filteredOn(card -> card.application().equals(application))
                .singleElement()
                .satisfies(card -> {
                    assertThat(card.problem())
                            .hasValueSatisfying(
                                    problem -> assertThat(problem.code()).isEqualTo(CardRefusal.CARD_AWAITED));
                    assertThat(card.jam())
                            .hasValueSatisfying(
                                    jam -> assertThat(jam.destroyedBy()).contains(SECOND.id()));
                });

        bench.wire.hand().insert(chip);
        bench.station.workOnce();
        assertThat(opens(shown())).isTrue();
        assertThat(bench.jams.open(number())).isEmpty();
    }

    @Test
    void cardThatFailsAtItsNewPinIsSpoiled() {
        jam();
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.wire.neverCut();
        assertThat(bench.wire.reader().inserted()).contains(chip);
        bench.wire.cutAt(2 * bench.wire.commands() + 1);
        bench.station.workOnce();
        bench.wire.neverCut();

        assertThat(state()).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.messages(application)).containsExactly("card.spoiled");
    }

    @Test
    void secondLetterMayJamAsWell() {
        jam();
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.station.workOnce();
        shown();
        jam();

        assertThat(bench.jams.open(number())).map(MailerJam::pinRound).contains(2);
        bench.station.confirmMailerDestroyed(number(), SECOND);
        bench.station.workOnce();
        assertThat(opens(shown())).isTrue();
    }

    private void jam() {
        bench.station.reportJam(number(), StationBench.ISSUER, "用紙が詰まった");
    }

    private byte[] shown() {
        AtomicReference<byte[]> copy = new AtomicReference<>(new byte[0]);
        bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> copy.set(pin.clone()));
        return copy.get();
    }

    private boolean opens(byte[] pin) {
        try (CardSession session = bench.wire.reader().open()) {
            return session.sign(pin, new byte[] {1}).length > 0;
        } catch (CardFault wrongPin) {
            return false;
        }
    }

    private AuditEntry entry(String event) {
        return bench.trail(application).stream()
                .filter(entry -> entry.event().equals(event))
                .findFirst()
                .orElseThrow();
    }

    private LedgerState state() {
        return bench.card(application).state();
    }

    private CardNumber number() {
        return bench.card(application).number();
    }

    private static Consumer<Throwable> refusal(String pointer, RefusalCode code) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.violations().get(0).code()).isEqualTo(code);
            assertThat(refused.violations().get(0).pointer()).isEqualTo(pointer);
        });
    }
}
