package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.CardStep;
import io.hakko.card.domain.KeyOrigin;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationJob;
import io.hakko.card.domain.StationOffice;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.lang.reflect.Proxy;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The office of a station that stands elsewhere: claims, repeated and late steps, readers that are only reported. */
class StationElsewhereTest {

    private static final ReaderReport EMPTY = new ReaderReport("elsewhere", true, Optional.empty());
    private static final Der KEY = aKey();

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
    void anOrderedCard() {
        bench.clearTable();
        application = bench.anApplication();
        bench.load(application);
    }

    @Test
    void cardIsOneWorkersUntilItFallsSilent() {
        StationOffice first = worker("first");
        StationOffice second = worker("second");
        assertThat(first.claim(() -> EMPTY)).hasSize(1);
        assertThat(second.claim(() -> EMPTY)).isEmpty();

        pass(StationBench.LEASE.minusSeconds(1));
        bench.office.extend(Seat.elsewhere("station-1", "first"));
        pass(Duration.ofSeconds(2));
        assertThat(second.claim(() -> EMPTY)).isEmpty();

        pass(StationBench.LEASE);
        StationJob job = only(second.claim(() -> EMPTY));
        assertThatThrownBy(() -> first.keyed(job.step(), KEY, KeyOrigin.ON_CARD))
                .satisfies(refusal(CardRefusal.CLAIMED_ELSEWHERE));
        assertThatThrownBy(() -> first.spoil(number(), "x")).satisfies(refusal(CardRefusal.CLAIMED_ELSEWHERE));
        assertThat(second.keyed(job.step(), KEY, KeyOrigin.ON_CARD).state()).isEqualTo(LedgerState.KEYED);
    }

    @Test
    void nothingIsDoneWithoutAClaim() {
        StationOffice office = worker("nobody");
        StationJob job = only(office.jobs());

        assertThatThrownBy(() -> office.keyed(job.step(), KEY, KeyOrigin.ON_CARD))
                .satisfies(refusal(CardRefusal.CLAIMED_ELSEWHERE));
        assertThat(state()).isEqualTo(LedgerState.RESERVED);
    }

    @Test
    void anotherStationsCardIsNotTouched() {
        StationOffice other = bench.office.at(Seat.elsewhere("station-9", "worker"));
        assertThat(other.claim(() -> EMPTY)).isEmpty();

        assertThatThrownBy(() -> other.spoil(number(), "x")).satisfies(refusal(CardRefusal.OTHER_STATION));
        assertThatThrownBy(() -> other.givenUp(number(), StationBench.ISSUER, "x"))
                .satisfies(refusal(CardRefusal.OTHER_STATION));
        assertThatThrownBy(() -> other.certificateOf(number())).satisfies(refusal(CardRefusal.OTHER_STATION));
        CardStep step = new CardStep(number(), bench.card(application).version());
        assertThatThrownBy(() -> other.written(step)).satisfies(refusal(CardRefusal.OTHER_STATION));
        assertThat(state()).isEqualTo(LedgerState.RESERVED);
    }

    @Test
    void repeatedStepFindsItselfAndLateOneIsRefused() {
        StationOffice office = worker("worker");
        StationJob ordered = only(office.claim(() -> EMPTY));
        StationJob keyed = office.keyed(ordered.step(), KEY, KeyOrigin.ON_CARD);

        assertThat(office.keyed(ordered.step(), KEY, KeyOrigin.ON_CARD)).isEqualTo(keyed);
        assertThatThrownBy(() -> office.keyed(ordered.step(), Der.of(new byte[] {9}), KeyOrigin.ON_CARD))
                .satisfies(refusal(CardRefusal.STEP_NOT_ALLOWED));
        assertThatThrownBy(() -> office.pinSet(keyed.step())).satisfies(refusal(CardRefusal.STEP_NOT_ALLOWED));
        StationJob certified = office.certify(keyed.step());
        assertThat(certified.certificate()).contains(office.certificateOf(certified.number()));
        assertThat(office.certify(keyed.step())).isEqualTo(certified);
        StationJob written = office.written(certified.step());
        assertThatThrownBy(() -> office.certify(keyed.step())).satisfies(refusal(CardRefusal.STEP_NOT_ALLOWED));
        assertThat(office.written(certified.step())).isEqualTo(written);
        assertThat(bench.certificates.ofApplication(application)).hasSize(1);
    }

    @Test
    void keyMadeAnotherWayThanTheProfileSaysIsRefused() {
        StationOffice office = worker("worker");
        StationJob ordered = only(office.claim(() -> EMPTY));
        assertThat(ordered.keyOrigin()).isEqualTo(KeyOrigin.ON_CARD);

        assertThatThrownBy(() -> office.keyed(ordered.step(), KEY, KeyOrigin.IMPORTED))
                .satisfies(refusal(CardRefusal.STEP_NOT_ALLOWED));
        assertThat(state()).isEqualTo(LedgerState.RESERVED);
        assertThat(bench.trail(application)).noneMatch(entry -> entry.event().equals("card.keyImported"));
    }

    /** The card is not the worse for it, and the page says what is missing. */
    @Test
    void stationWithoutWorkersLeavesACardWhoseKeyIsImported() {
        StationOffice office = (StationOffice) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {StationOffice.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(bench.office.at(Seat.here("station-1")), arguments);
                    return result instanceof List<?> jobs
                            ? jobs.stream()
                                    .map(job -> imported((StationJob) job))
                                    .toList()
                            : result;
                });
        Station station = new Station(office, bench.wire.reader(), bench.wire.secrets());

        station.workOnce();

        assertThat(state()).isEqualTo(LedgerState.RESERVED);
        assertThat(station.status().cards())
                .singleElement()
                .satisfies(card -> assertThat(card.problem())
                        .hasValueSatisfying(
                                problem -> assertThat(problem.code()).isEqualTo(CardRefusal.KEY_NEEDS_WORKER)));
    }

    /** Not even its key is made; the card is made as soon as there are workers. */
    @Test
    void cardWaitsUntouchedWhileNoWorkerIsReady() {
        AtomicBoolean ready = new AtomicBoolean();
        CardSecrets vault = bench.wire.secrets();
        CardSecrets secrets = (CardSecrets) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CardSecrets.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("requireReady") && !ready.get()) {
                        throw new Refusal(CardRefusal.WORKER_NOT_READY, "reader");
                    }
                    return method.invoke(vault, arguments);
                });
        Station station = new Station(bench.office.at(Seat.here("station-1")), bench.wire.reader(), secrets);

        station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.RESERVED);
        assertThat(station.status().cards())
                .singleElement()
                .satisfies(card -> assertThat(card.problem())
                        .hasValueSatisfying(
                                problem -> assertThat(problem.code()).isEqualTo(CardRefusal.WORKER_NOT_READY)));

        ready.set(true);
        station.workOnce();
        assertThat(state()).isEqualTo(LedgerState.VERIFIED);
    }

    private static StationJob imported(StationJob job) {
        return new StationJob(
                job.number(),
                job.application(),
                job.chip(),
                job.operator(),
                job.state(),
                job.pinRound(),
                job.version(),
                job.pinDigits(),
                job.tries(),
                KeyOrigin.IMPORTED,
                job.jam(),
                job.certificate());
    }

    /** The PIN was set anew while the answer was under way: the ledger counts one round, as the card has one PIN. */
    @Test
    void pinRoundIsCountedOnceForOnePin() {
        StationOffice office = worker("worker");
        StationJob written = office.written(office.certify(
                        office.keyed(only(office.claim(() -> EMPTY)).step(), KEY, KeyOrigin.ON_CARD)
                                .step())
                .step());

        office.pinSet(written.step());
        StationJob set = office.pinSet(written.step());
        assertThat(set.pinRound()).isEqualTo(1);
        office.verified(set.step());
        assertThat(office.verified(set.step()).state()).isEqualTo(LedgerState.VERIFIED);
    }

    @Test
    void personWorksAtTheReaderWhereHeIsSignedIn() {
        Places places = new StationPlaces(bench.wire.reader(), bench.desks, bench.clock, "station-1");
        Actor issuer = new Actor("somebody");
        assertThat(places.of(issuer).station()).isEqualTo("station-1");

        bench.desks.signIn(
                "token",
                "station-7",
                issuer.id(),
                bench.clock.instant(),
                bench.clock.instant().plusSeconds(60));
        assertThat(places.of(issuer).station()).isEqualTo("station-7");
        assertThat(places.of(issuer).reader().isConnected()).isFalse();
        StationOffice office = bench.office.at(Seat.elsewhere("station-7", "worker"));
        var chip = bench.wire.hand().insertBlank();
        office.claim(() -> new ReaderReport(
                "R", true, Optional.of(new ReaderReport.Reading(chip, true, Optional.empty(), Optional.empty()))));
        assertThat(places.of(issuer).reader().inserted()).contains(chip);
        assertThat(places.of(issuer).reader().open().isBlank()).isTrue();

        pass(Duration.ofSeconds(11));
        assertThat(places.of(issuer).reader().inserted())
                .as("said too long ago")
                .isEmpty();
        pass(Duration.ofSeconds(50));
        assertThat(places.of(issuer).station()).as("signed out by time").isEqualTo("station-1");
    }

    @Test
    void tokenIsGoodAtItsStationOnlyAndForItsTime() {
        var now = bench.clock.instant();
        bench.desks.signIn("a-token", "station-8", "somebody-else", now, now.plusSeconds(60));

        assertThat(bench.desks.signedIn("a-token", "station-9", now, now.plusSeconds(60)))
                .isEmpty();
        assertThat(bench.desks.signedIn("a-token", "station-8", now.plusSeconds(59), now.plusSeconds(119)))
                .contains("somebody-else");
        assertThat(bench.desks.signedIn("a-token", "station-8", now.plusSeconds(119), now.plusSeconds(180)))
                .isEmpty();
        bench.desks.signIn("b-token", "station-8", "somebody-else", now, now.plusSeconds(60));
        bench.desks.signOut("b-token", "station-8");
        assertThat(bench.desks.signedIn("b-token", "station-8", now, now.plusSeconds(60)))
                .isEmpty();
    }

    private static Der aKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Der.of(generator.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void pass(Duration time) {
        bench.clock.moveTo(bench.clock.instant().plus(time));
    }

    private static StationOffice worker(String name) {
        return bench.office.at(Seat.elsewhere("station-1", name));
    }

    private static StationJob only(List<StationJob> jobs) {
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    private CardNumber number() {
        return bench.card(application).number();
    }

    private LedgerState state() {
        return bench.card(application).state();
    }

    private static Consumer<Throwable> refusal(CardRefusal code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused ->
                                assertThat(refused.violations().get(0).code()).isEqualTo(code));
    }
}
