package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People at the station's page, and the station itself, at the same time. */
class StationTurnsTest {

    private static final long PATIENCE = 30;
    private static final String DESTROYED = "封筒が破れた";

    private static StationBench bench;

    private ApplicationNumber first = ApplicationNumber.of("AO", 2026, 1);
    private ApplicationNumber second = first;
    private final CountDownLatch making = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    /** One card is made and its PIN waits; the next one lies in the reader. */
    @BeforeEach
    void twoCards() {
        bench.clearTable();
        bench.restart();
        first = bench.anApplication();
        bench.load(first);
        bench.station.workOnce();
        second = bench.anApplication();
        bench.load(second);
    }

    @AfterEach
    void letGo() throws Exception {
        goOn.countDown();
        round.get(PATIENCE, TimeUnit.SECONDS);
        bench.certificates.beforeIssue(() -> {});
    }

    private void theSecondIsBeingMade() throws InterruptedException {
        bench.certificates.beforeIssue(() -> {
            making.countDown();
            try {
                if (!goOn.await(PATIENCE, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody let the station go on");
                }
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        round = CompletableFuture.runAsync(bench.station::workOnce);
        assertThat(making.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoSealsALetterDoesNotWaitForTheNextCard() throws Exception {
        theSecondIsBeingMade();

        CompletableFuture.runAsync(() -> bench.seal(first)).get(PATIENCE, TimeUnit.SECONDS);
        assertThat(state(first)).isEqualTo(LedgerState.MAILER_PRINTED);
        assertThat(state(second)).isEqualTo(LedgerState.KEYED);

        goOn.countDown();
        round.get(PATIENCE, TimeUnit.SECONDS);
        assertThat(state(second)).isEqualTo(LedgerState.VERIFIED);
        bench.seal(second);
        assertThat(state(second)).isEqualTo(LedgerState.MAILER_PRINTED);
    }

    @Test
    void whoGivesUpTheCardThatIsBeingMadeWaitsForTheStepsUnderWay() throws Exception {
        theSecondIsBeingMade();
        CardNumber number = bench.card(second).number();
        AtomicReference<Thread> person = new AtomicReference<>();
        CompletableFuture<Void> givenUp = CompletableFuture.runAsync(() -> {
            person.set(Thread.currentThread());
            bench.station.giveUp(number, StationBench.ISSUER, DESTROYED);
        });
        await().until(() ->
                person.get() != null && person.get().getState() == Thread.State.WAITING && !givenUp.isDone());
        assertThat(state(second)).isEqualTo(LedgerState.KEYED);

        goOn.countDown();
        givenUp.get(PATIENCE, TimeUnit.SECONDS);
        assertThat(state(second)).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.messages(second)).containsExactly("card.spoiled");
    }

    /** What the round knows of the first card is older than the jam; the card is not in the reader, but must not be spoiled. */
    @Test
    void aLetterReportedAsSpoiledBehindTheBackOfARoundDoesNotSpoilItsCard() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        Station station = bench.stationOver(
                office -> afterClaim(office, () -> meanwhile.get().run()));
        bench.wire.hand().remove();
        bench.clearTable();
        ApplicationNumber jammed = bench.anApplication();
        bench.load(jammed);
        station.workOnce();
        CardNumber number = bench.card(jammed).number();
        station.revealPin(number, StationBench.ISSUER, (pin, unblocking) -> {});
        bench.wire.hand().remove();

        meanwhile.set(() -> station.reportJam(number, StationBench.ISSUER, DESTROYED));
        station.workOnce();
        meanwhile.set(() -> {});

        assertThat(state(jammed)).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.jams.open(number)).map(MailerJam::reason).contains(DESTROYED);
        assertThat(bench.messages(jammed)).isEmpty();
    }

    /** As after a crash of the database: the ledger stands two steps before what the station has done. */
    @Test
    void aLedgerThatHasForgottenStepsGetsThemOnceMore() {
        CardNumber number = bench.card(second).number();
        bench.station.workOnce();
        assertThat(state(second)).isEqualTo(LedgerState.VERIFIED);
        forgetTheLastTwoSteps(number);

        bench.station.workOnce();
        assertThat(state(second)).isEqualTo(LedgerState.VERIFIED);
        bench.seal(second);
        bench.inspect(second, true, "");
        assertThat(state(second)).isEqualTo(LedgerState.INSPECTED);
        assertThat(bench.certificates.live(second)).hasSize(1);
    }

    @Test
    void aCardWhoseStepsAreForgottenAndThatIsGoneIsSpoiled() {
        CardNumber number = bench.card(second).number();
        bench.station.workOnce();
        forgetTheLastTwoSteps(number);
        bench.wire.hand().remove();

        bench.station.workOnce();
        assertThat(state(second)).isEqualTo(LedgerState.SPOILED);
        assertThat(bench.messages(second)).containsExactly("card.spoiled");
        assertThat(state(first)).as("whose PIN waits").isEqualTo(LedgerState.VERIFIED);
    }

    /** The ledger stands at the PIN before: the one that the station has is void, as nobody could write it down. */
    @Test
    void aLedgerThatHasForgottenANewPinGetsAnother() {
        CardNumber number = bench.card(second).number();
        bench.station.workOnce();
        bench.restart();
        bench.station.workOnce();
        assertThat(bench.card(second).pinRound()).isEqualTo(2);
        assertThat(bench.jdbc.sql("""
                                UPDATE card.personalization SET pin_round = 1, version = version - 3
                                 WHERE card_number = :number AND state = 'VERIFIED'""").param("number", number.value()).update()).isEqualTo(1);

        bench.station.workOnce();
        assertThat(state(second)).isEqualTo(LedgerState.VERIFIED);
        assertThat(bench.card(second).pinRound()).isEqualTo(2);
        bench.seal(second);
        assertThat(state(second)).isEqualTo(LedgerState.MAILER_PRINTED);
    }

    @Test
    void thePageDoesNotWaitForTheReader() throws Exception {
        theSecondIsBeingMade();

        StationStatus status =
                CompletableFuture.supplyAsync(bench.station::status).get(PATIENCE, TimeUnit.SECONDS);
        assertThat(status.inserted()).contains(bench.card(second).chip());
        assertThat(status.cards()).extracting(StationCard::application).contains(first, second);
    }

    /** The worker of a card may end at any time. */
    @Test
    void aSecretThatIsLostWhileItIsHandedOutIsToldAsGone() {
        CardSecrets lost = (CardSecrets) Proxy.newProxyInstance(
                CardSecrets.class.getClassLoader(),
                new Class<?>[] {CardSecrets.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "has" -> true;
                    case "wasShown" -> false;
                    case "markShown" -> throw new SecretLost("its worker is gone");
                    default -> throw new AssertionError(method);
                });
        Station station = new Station(bench.office.at(Seat.here("station-1")), bench.wire.reader(), lost);
        CardNumber number = bench.card(first).number();

        assertThatThrownBy(() -> station.revealPin(number, StationBench.ISSUER, (pin, unblocking) -> {}))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused ->
                                assertThat(refused.violations().get(0).code()).isEqualTo(CardRefusal.PIN_GONE));
    }

    private static void forgetTheLastTwoSteps(CardNumber number) {
        assertThat(bench.jdbc.sql("""
                                UPDATE card.personalization SET state = 'WRITTEN', pin_round = 0, version = version - 2
                                 WHERE card_number = :number AND state = 'VERIFIED'""").param("number", number.value()).update()).isEqualTo(1);
    }

    private static StationOffice afterClaim(StationOffice office, Runnable then) {
        return (StationOffice) Proxy.newProxyInstance(
                StationOffice.class.getClassLoader(),
                new Class<?>[] {StationOffice.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(office, arguments);
                        if (method.getName().equals("claim")) {
                            then.run();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private static LedgerState state(ApplicationNumber application) {
        return bench.card(application).state();
    }
}
