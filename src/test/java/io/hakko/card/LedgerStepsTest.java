package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.card.domain.CardStep;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.LedgerStep;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Laws of the steps that a station takes in the ledger. */
class LedgerStepsTest {

    private static final Der KEY = Der.of(new byte[] {1, 2, 3});
    private static final String STATION = "station-1";
    private static final int WALKS = 40;
    private static final int WISHES = 30;

    private static StationBench bench;
    private static long serials;

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    private static Personalization reserved() {
        var application = bench.anApplication();
        bench.load(application);
        return bench.card(application);
    }

    private static List<LedgerStep> stepsFrom(Personalization card) {
        CardStep from = new CardStep(card.number(), card.version());
        return List.of(
                LedgerStep.keyed(from, KEY),
                LedgerStep.certified(from, new CertificateSerial(BigInteger.valueOf(++serials))),
                LedgerStep.written(from),
                LedgerStep.pinSet(from),
                LedgerStep.verified(from));
    }

    private static Optional<Personalization> take(LedgerStep step, String station) {
        return bench.ledger.advance(step, station, bench.clock.instant());
    }

    /** The same seed each time, so that a failure can be looked at. */
    @Test
    void whateverIsTriedTheLedgerOnlyTakesAllowedSteps() {
        Random wishes = new Random(20261129);
        for (int walk = 0; walk < WALKS; walk++) {
            Personalization card = reserved();
            new TransactionTemplate(bench.transactions).executeWithoutResult(status -> walk(card, wishes));
        }
    }

    private static void walk(Personalization begin, Random wishes) {
        Personalization card = begin;
        int rounds = 0;
        for (int i = 0; i < WISHES; i++) {
            LedgerStep wish = stepsFrom(card).get(wishes.nextInt(5));
            Optional<Personalization> taken = take(wish, STATION);

            assertThat(taken.isPresent())
                    .as("%s to %s", card.state(), wish.next())
                    .isEqualTo(card.state().allows(wish.next()));
            rounds += taken.isPresent() && wish.next() == LedgerState.PIN_SET ? 1 : 0;
            Personalization after = taken.orElse(card);
            assertThat(bench.ledger.find(card.number())).contains(after);
            if (taken.isPresent()) {
                assertThat(after.state()).isEqualTo(wish.next());
                assertThat(after.version()).isEqualTo(card.version() + 1);
                assertThat(after.publicKey()).isEqualTo(wish.publicKey().or(card::publicKey));
                assertThat(after.serial()).isEqualTo(wish.serial().or(card::serial));
            }
            assertThat(after.pinRound()).isEqualTo(rounds);
            card = after;
        }
    }

    @Test
    void aStepFromAnOldEntryIsNotTaken() {
        Personalization card = reserved();
        CardStep old = new CardStep(card.number(), card.version() - 1);
        assertThat(take(LedgerStep.keyed(old, KEY), STATION)).isEmpty();
        assertThat(take(LedgerStep.keyed(new CardStep(card.number(), card.version()), KEY), STATION))
                .isPresent();
        assertThat(take(LedgerStep.keyed(new CardStep(card.number(), card.version()), KEY), STATION))
                .isEmpty();
    }

    @Test
    void anotherStationTakesNoStep() {
        Personalization card = reserved();
        assertThat(take(LedgerStep.keyed(new CardStep(card.number(), card.version()), KEY), "station-2"))
                .isEmpty();
        assertThat(bench.ledger.find(card.number())).contains(card);
    }

    /** What a crash of the database may take away is what the station can do again; nothing else. */
    @ParameterizedTest
    @EnumSource(
            value = LedgerState.class,
            names = {"KEYED", "CERTIFIED", "WRITTEN", "PIN_SET", "VERIFIED"})
    void aStepOfTheStationDoesNotWaitForTheDisk(LedgerState next) {
        Personalization card = reserved();
        List<String> waits = new ArrayList<>();
        while (card.state() != next) {
            Personalization at = card;
            card = new TransactionTemplate(bench.transactions).execute(status -> {
                waitForTheDisk();
                Personalization after = stepsFrom(at).stream()
                        .filter(step -> step.next().compareTo(at.state()) > 0)
                        .map(step -> take(step, STATION))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow();
                waits.add(synchronousCommit());
                return after;
            });
        }
        assertThat(waits).isNotEmpty().containsOnly("off");
    }

    @Test
    void aSealedLetterAndASpoiledCardWaitForTheDisk() {
        String spoiled = new TransactionTemplate(bench.transactions).execute(status -> {
            waitForTheDisk();
            bench.book.spoil(reserved(), "test");
            return synchronousCommit();
        });
        assertThat(spoiled).isEqualTo("on");

        var application = bench.anApplication();
        bench.load(application);
        bench.station.workOnce();
        String sealed = new TransactionTemplate(bench.transactions).execute(status -> {
            waitForTheDisk();
            bench.seal(application);
            return synchronousCommit();
        });
        assertThat(bench.card(application).state()).isEqualTo(LedgerState.MAILER_PRINTED);
        assertThat(sealed).isEqualTo("on");
    }

    /** As in production; the databases of tests do not. */
    private static void waitForTheDisk() {
        bench.jdbc
                .sql("SELECT set_config('synchronous_commit', 'on', true)")
                .query(String.class)
                .single();
    }

    /** No index is written for them but that of the certificates. */
    @Test
    void stepsChangeTheRowInItsPlace() {
        long before = changedInPlace();
        var application = bench.anApplication();
        bench.load(application);
        bench.station.workOnce();
        assertThat(bench.card(application).state()).isEqualTo(LedgerState.VERIFIED);

        await().untilAsserted(() -> assertThat(changedInPlace()).isGreaterThanOrEqualTo(before + 4));
    }

    /** As the database counts it, which it does a little later. */
    private static long changedInPlace() {
        return bench.jdbc
                .sql("SELECT n_tup_hot_upd FROM pg_stat_all_tables WHERE relid = 'card.personalization'::regclass")
                .query(Long.class)
                .single();
    }

    private static String synchronousCommit() {
        return bench.jdbc.sql("SHOW synchronous_commit").query(String.class).single();
    }
}
