package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hakko.audit.AuditEntry;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.RevokeCertificate;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The station on a real database and simulated cards: the good way, cut wires, killed processes (D-06, D-07, D-08). */
class StationTest {

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
        bench.certificates.down(false);
        bench.process.nobodyWaits(false);
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
    }

    @Test
    void cardIsMadeShownSealedAndInspected() {
        ChipSerial chip = bench.load(application);
        assertThat(state()).isEqualTo(LedgerState.RESERVED);

        bench.station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
        List<Integer> lengths = new ArrayList<>();
        bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {
            lengths.add(pin.length);
            lengths.add(unblocking.length);
            for (byte digit : pin) {
                assertThat(digit).isBetween((byte) '0', (byte) '9');
            }
        });
        assertThat(lengths).containsExactly(8, 8);
        bench.station.sealed(number(), StationBench.ISSUER);

        IssuedCertificate issued = bench.certificates.live(application).get(0);
        FakeProcess.Message message =
                bench.process.messages(application.value()).get(0);
        assertThat(message.name()).isEqualTo("card.personalized");
        assertThat(message.variables())
                .isEqualTo(Map.of("certificateSerial", issued.serial().hex(), "cardNumber", number().value()));
        assertThat(bench.process.participations()).contains(application + " personalize hakko-taro");
        assertThat(bench.issued).contains(application);

        bench.inspect(application, true, "");
        assertThat(state()).isEqualTo(LedgerState.INSPECTED);
        assertThat(bench.process.completedWith())
                .isEqualTo(Map.of("inspectionPassed", true, "issuanceOutcome", "ready"));
        assertThat(bench.trail(application))
                .extracting(AuditEntry::event)
                .containsExactly("card.loaded", "card.ordered", "card.pinShown", "card.personalized", "card.inspected");
        assertThat(bench.card(application).chip()).isEqualTo(chip);
    }

    @Test
    void everyCardGetsANewNumberWithThePrefixOfItsProfile() {
        bench.load(application);
        CardNumber first = number();
        ApplicationNumber other = bench.anApplication();
        bench.load(other);

        String prefix = bench.profiles.get(StationBench.PROFILE).cardNumberPrefix();
        assertThat(first.value()).startsWith(prefix);
        assertThat(bench.card(other).number().value()).startsWith(prefix).isGreaterThan(first.value());
    }

    @Test
    void orderingTwiceMakesOneCard() {
        ChipSerial chip = bench.load(application);
        bench.order(application, chip);

        assertThat(bench.ledger.all(application)).hasSize(1);
    }

    @Test
    void emptyReaderOtherCardAndUsedChipAreRefusedBesideTheField() {
        ChipSerial chip = bench.blank();
        bench.wire.hand().remove();
        assertThatThrownBy(() -> loadCard(chip)).satisfies(refusal("/chipSerial", CardRefusal.NO_CARD));

        bench.wire.hand().insertBlank();
        assertThatThrownBy(() -> loadCard(chip)).satisfies(refusal("/chipSerial", CardRefusal.OTHER_CARD));

        bench.wire.hand().insert(chip);
        loadCard(chip);
        ApplicationNumber other = bench.anApplication();
        assertThatThrownBy(
                        () -> bench.cards.loadCard(TaskId.of(other.value()), StationBench.ISSUER, new LoadCard(chip)))
                .satisfies(refusal("/chipSerial", CardRefusal.CHIP_USED));
    }

    @Test
    void writtenCardIsNotBlank() {
        ChipSerial chip = bench.load(application);
        bench.station.workOnce();
        ApplicationNumber other = bench.anApplication();

        assertThatThrownBy(
                        () -> bench.cards.loadCard(TaskId.of(other.value()), StationBench.ISSUER, new LoadCard(chip)))
                .satisfies(refusal("/chipSerial", CardRefusal.NOT_BLANK));
    }

    @Test
    void secondCardForTheSameApplicationIsRefused() {
        bench.load(application);
        ChipSerial another = bench.wire.hand().insertBlank();

        assertThatThrownBy(() -> loadCard(another)).satisfies(refusal("", CardRefusal.CARD_EXISTS));
    }

    @Test
    void pinIsShownOnce() {
        bench.load(application);
        bench.station.workOnce();
        bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {});

        assertThatThrownBy(() -> bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {}))
                .satisfies(refusal("", CardRefusal.PIN_GONE));
    }

    @Test
    void pinIsWipedAfterItWasReadAndOpensTheCard() {
        bench.load(application);
        bench.station.workOnce();
        List<byte[]> kept = new ArrayList<>();
        bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {
            kept.add(pin);
            kept.add(unblocking);
            try (CardSession session = bench.wire.reader().open()) {
                assertThat(session.sign(pin, new byte[] {1})).hasSize(256);
            }
        });

        assertThat(kept).allSatisfy(array -> assertThat(array).containsOnly(0));
    }

    @Test
    void letterCannotBeSealedBeforeThePinWasShown() {
        bench.load(application);
        bench.station.workOnce();

        assertThatThrownBy(() -> bench.station.sealed(number(), StationBench.ISSUER))
                .satisfies(refusal("", CardRefusal.PIN_NOT_SHOWN));
    }

    @Test
    void lostPinIsReplacedByANewOneWhileTheCardIsStillThere() {
        bench.load(application);
        bench.station.workOnce();
        bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {});
        bench.restart();

        assertThatThrownBy(() -> bench.station.sealed(number(), StationBench.ISSUER))
                .satisfies(refusal("", CardRefusal.PIN_NOT_SHOWN));
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.card(application).pinRound()).isEqualTo(2);
        bench.seal(application);
        assertThat(bench.messages(application)).containsExactly("card.personalized");
        assertThat(bench.certificates.live(application)).hasSize(1);
    }

    @Test
    void lostPinOfACardThatIsGoneSpoilsIt() {
        bench.load(application);
        bench.station.workOnce();
        bench.wire.hand().remove();
        bench.restart();
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.messages(application)).containsExactly("card.spoiled");
    }

    @Test
    void cardMayBeTakenOutWhileItsPinWaits() {
        bench.load(application);
        bench.station.workOnce();
        bench.wire.hand().insertBlank();
        bench.station.workOnce();

        bench.seal(application);
        assertThat(state()).isEqualTo(LedgerState.MAILER_PRINTED);
    }

    @Test
    void orderedCardWaitsUntilItIsBackInTheReader() {
        ChipSerial chip = bench.load(application);
        bench.wire.hand().remove();
        bench.station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.RESERVED);

        bench.wire.hand().insert(chip);
        bench.station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
    }

    @Test
    void signerThatIsDownLetsTheCardWait() {
        bench.load(application);
        bench.certificates.down(true);
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.KEYED);
        assertThat(bench.station.status().cards())
                .filteredOn(card -> card.application().equals(application))
                .singleElement()
                .satisfies(card -> assertThat(card.problem()).isPresent());

        bench.certificates.down(false);
        bench.station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
    }

    @Test
    void spoiledCardIsRevokedBeforeTheRemakeIsSigned() {
        bench.load(application);
        bench.station.workOnce();
        bench.station.giveUp(number(), StationBench.ISSUER, "券面を汚した");
        assertThat(bench.messages(application)).containsExactly("card.spoiled");

        bench.spoil(application);
        bench.spoil(application);
        assertThat(bench.certificates.live(application)).isEmpty();
        assertThat(bench.certificates.ofApplication(application).get(0).revocation())
                .hasValueSatisfying(r -> assertThat(r.technical()).isTrue());

        CardNumber first = number();
        bench.load(application);
        bench.station.workOnce();
        bench.seal(application);
        bench.inspect(application, true, "");
        assertThat(bench.certificates.live(application)).hasSize(1);
        assertThat(number()).isNotEqualTo(first);
        assertThat(bench.trail(application))
                .filteredOn(entry -> entry.event().equals("card.spoiled"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("券面を汚した"));
    }

    @Test
    void revocationDuringIssuanceDestroysTheCardAndItsPin() {
        bench.load(application);
        bench.station.workOnce();
        bench.discardRevoked(application);
        bench.station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.SPOILED);
        assertThatThrownBy(() -> bench.station.revealPin(number(), StationBench.ISSUER, (pin, unblocking) -> {}))
                .satisfies(refusal("", CardRefusal.PIN_GONE));
        assertThat(bench.messages(application)).isEmpty();
    }

    @Test
    void faultWhileNobodyWaitsChangesNothing() {
        bench.load(application);
        bench.process.nobodyWaits(true);
        bench.wire.cutAt(12);
        bench.station.workOnce();

        assertThat(state()).isNotEqualTo(LedgerState.SPOILED);
    }

    @Test
    void inspectionRefusesACardThatIsNotInTheReader() {
        sealedCard();
        bench.wire.hand().remove();
        assertThatThrownBy(() -> bench.inspect(application, true, ""))
                .satisfies(refusal("/verdict", CardRefusal.NO_CARD));

        bench.wire.hand().insertBlank();
        assertThatThrownBy(() -> bench.inspect(application, true, ""))
                .satisfies(refusal("/verdict", CardRefusal.OTHER_CARD));
        assertThat(state()).isEqualTo(LedgerState.MAILER_PRINTED);
    }

    @Test
    void inspectionRefusesAnotherCertificateOrNumberByteForByte() {
        sealedCard();
        IssuedCertificate issued = bench.certificates.live(application).get(0);
        byte[] forged = issued.der().bytes();
        forged[forged.length - 1] ^= 1;
        write(number(), issued, forged);
        assertThatThrownBy(() -> bench.inspect(application, true, ""))
                .satisfies(refusal("/verdict", CardRefusal.CERTIFICATE_DIFFERS));

        write(CardNumber.of("4911", 99_999), issued, issued.der().bytes());
        assertThatThrownBy(() -> bench.inspect(application, true, ""))
                .satisfies(refusal("/verdict", CardRefusal.NUMBER_DIFFERS));

        write(number(), issued, issued.der().bytes());
        bench.inspect(application, true, "");
        assertThat(state()).isEqualTo(LedgerState.INSPECTED);
    }

    @Test
    void inspectionRefusesARevokedCertificate() {
        sealedCard();
        IssuedCertificate issued = bench.certificates.live(application).get(0);
        bench.certificates.revoke(new RevokeCertificate(issued.serial(), "A-S6", Optional.empty(), "test", false));

        assertThatThrownBy(() -> bench.inspect(application, true, ""))
                .satisfies(refusal("/verdict", CardRefusal.CERTIFICATE_REVOKED));
    }

    @Test
    void failedInspectionNeedsAReasonAndSpoilsTheCard() {
        sealedCard();
        assertThatThrownBy(() -> bench.inspect(application, false, " "))
                .satisfies(refusal("/reason", CardRefusal.REASON_MISSING));

        bench.inspect(application, false, "券面の氏名が誤り");
        assertThat(bench.process.completedWith()).isEqualTo(Map.of("inspectionPassed", false));
        assertThat(state()).isEqualTo(LedgerState.SPOILED);
        bench.spoil(application);
        assertThat(bench.certificates.live(application)).isEmpty();
    }

    /** At whatever command the wire is cut: the card is made, or spoiled and its process told; never two live ones. */
    @Test
    void cutWireAtAnyCommandLeavesACardThatGoesOnOrIsRemade() {
        bench.load(application);
        bench.wire.neverCut();
        bench.station.workOnce();
        int commands = bench.wire.commands();
        assertThat(commands).isGreaterThan(20);

        Set<LedgerState> ends = EnumSet.noneOf(LedgerState.class);
        for (int n = 1; n <= commands; n++) {
            bench.clearTable();
            bench.restart();
            application = bench.anApplication();
            bench.load(application);
            bench.wire.cutAt(n);
            bench.station.workOnce();
            bench.wire.neverCut();
            ends.add(state());
            if (state() == LedgerState.SPOILED) {
                assertThat(bench.messages(application)).containsExactly("card.spoiled");
                bench.spoil(application);
                assertThat(bench.certificates.live(application)).isEmpty();
            } else {
                assertThat(state()).isEqualTo(LedgerState.RESERVED);
                assertThat(bench.messages(application)).isEmpty();
            }
        }
        assertThat(ends).containsExactly(LedgerState.RESERVED, LedgerState.SPOILED);
    }

    @ParameterizedTest
    @EnumSource(
            value = LedgerState.class,
            names = {"KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED"})
    void killedBeforeAStateIsCommittedTheNextProcessFinishesTheCard(LedgerState state) {
        bench.load(application);
        bench.ledger.killBeforeCommitOf(state);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);

        bench.restart();
        bench.station.workOnce();
        assertFinishes();
    }

    @ParameterizedTest
    @EnumSource(
            value = LedgerState.class,
            names = {"KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED"})
    void killedAfterAStateIsCommittedTheNextProcessFinishesTheCard(LedgerState state) {
        bench.load(application);
        bench.ledger.killAfterCommitOf(state);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);
        assertThat(state()).isEqualTo(state);

        bench.restart();
        bench.station.workOnce();
        assertFinishes();
    }

    @ParameterizedTest
    @EnumSource(
            value = LedgerState.class,
            names = {"KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED"})
    void killedAtAStateWithTheCardGoneTheRemakeIsTheOnlyLiveCertificate(LedgerState state) {
        bench.load(application);
        bench.ledger.killAfterCommitOf(state);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);
        bench.wire.hand().remove();

        bench.restart();
        bench.station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.messages(application)).containsExactly("card.spoiled");
        bench.spoil(application);
        assertThat(bench.certificates.live(application)).isEmpty();

        bench.load(application);
        bench.station.workOnce();
        assertFinishes();
    }

    /** Signed, but the ledger never learnt of it: the certificate must not stay alive. */
    @Test
    void certificateSignedButNotRecordedIsRevokedWithItsCard() {
        bench.load(application);
        bench.ledger.killBeforeCommitOf(LedgerState.CERTIFIED);
        assertThat(catchThrowable(bench.station::workOnce)).isInstanceOf(FlakyLedger.Killed.class);
        assertThat(state()).isEqualTo(LedgerState.KEYED);
        assertThat(bench.certificates.live(application)).hasSize(1);
        bench.wire.hand().remove();

        bench.restart();
        bench.station.workOnce();
        bench.spoil(application);
        assertThat(bench.certificates.live(application)).isEmpty();
    }

    private void assertFinishes() {
        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.certificates.live(application)).hasSize(1);
        bench.seal(application);
        bench.inspect(application, true, "");
        assertThat(state()).isEqualTo(LedgerState.INSPECTED);
        assertThat(bench.certificates.live(application)).hasSize(1);
    }

    private void sealedCard() {
        bench.load(application);
        bench.station.workOnce();
        bench.seal(application);
    }

    private void write(CardNumber number, IssuedCertificate issued, byte[] certificate) {
        try (CardSession session = bench.wire.reader().open()) {
            session.write(number, LocalDate.of(2031, 1, 1), certificate);
        }
        assertThat(issued.isRevoked()).isFalse();
    }

    private void loadCard(ChipSerial chip) {
        bench.cards.loadCard(TaskId.of(application.value()), StationBench.ISSUER, new LoadCard(chip));
    }

    private LedgerState state() {
        return bench.card(application).state();
    }

    private CardNumber number() {
        Personalization card = bench.card(application);
        return card.number();
    }

    private static Consumer<Throwable> refusal(String pointer, RefusalCode code) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.violations().get(0).code()).isEqualTo(code);
            assertThat(refused.violations().get(0).pointer()).isEqualTo(pointer);
        });
    }
}
