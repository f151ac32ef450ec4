package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The service is killed (SIGKILL) at named points of a case and started again: the case goes on to its end, and after
 * every start and at the end nothing is lost or doubled ({@link Invariants}). Writes {@code target/fire/kill-matrix.md}.
 */
class ProcessDeathFireTest {

    private static final Path HOME = Fire.home("process-death");
    private static final Path MATRIX = Path.of("target", "fire", "kill-matrix.md");
    private static final String SERVICE = "aosign-g2";

    private static FireDatabase database;
    private static CardProcess cards;
    private static ServiceProcess service;
    private static Invariants invariants;

    private KillMatrix matrix;

    @BeforeAll
    static void start() throws IOException {
        Fire.again(HOME);
        Files.deleteIfExists(MATRIX);
        database = FireDatabase.start(HOME);
        cards = CardProcess.start(HOME.resolve("cards.log"));
        service = ServiceProcess.on(database, cards, HOME).start();
        service.say("engage");
        invariants = new Invariants(database, HOME);
    }

    @AfterAll
    static void stop() {
        service.close();
        cards.close();
        database.close();
    }

    @BeforeEach
    void aMatrix() {
        service.say("work");
        matrix = new KillMatrix(service, database, invariants);
    }

    @AfterEach
    void write(TestInfo test) {
        matrix.write(MATRIX, test.getTestMethod().orElseThrow().getName());
    }

    /** The points that matter most, one after the other in the life of one card. */
    @Test
    void cardLivesThroughElevenDeaths() {
        List<String> before = applications();
        matrix.kill("audit.application.received.before", "arrive", SERVICE);
        assertThat(applications()).as("an arrival nobody was told of").isEqualTo(before);
        String number = arrived();

        killAlong(
                number,
                "audit.application.accepted.after",
                "job.orderPersonalization.before",
                "ledger.KEYED.after",
                "key.sign.done",
                "ledger.PIN_SET.after",
                "ledger.MAILER_PRINTED.before",
                "audit.card.dispatched.after");
        service.say("play", number, "end");
        assertThat(status(number)).isEqualTo("IN_USE");

        String request = service.say("revoke", number);
        killAlong(request, "journal.revoked.before", "crl.signed.before", "target.http.done");
        service.say("play", request, "end");

        matrix.done();
        assertThat(status(number)).isEqualTo("REVOKED");
        matrix.assertAllSound();
        invariants.checkAtRest(service);
    }

    @Test
    @Tag("chaos")
    void arrivalReviewAndApproval() {
        matrix.kill("audit.application.received.after", "arrive", SERVICE);
        String number = applications().get(applications().size() - 1);
        invariants.acknowledged(number);
        killAlong(
                number,
                "audit.application.entered.before",
                "audit.application.entered.after",
                "audit.review.complete.before",
                "audit.review.complete.after",
                "audit.application.accepted.before",
                "audit.card.loaded.before",
                "audit.card.loaded.after");
        endInUse(number);
    }

    @Test
    @Tag("chaos")
    void keyAndCertificate() {
        String number = arrived();
        killAlong(
                number,
                "job.orderPersonalization.begin",
                "ledger.RESERVED.before",
                "ledger.RESERVED.after",
                "ledger.KEYED.begin",
                "ledger.KEYED.before",
                "journal.prepared.before",
                "journal.prepared.after",
                "key.sign.begin",
                "journal.issued.before",
                "journal.issued.after",
                "ledger.CERTIFIED.before",
                "ledger.CERTIFIED.after",
                "ledger.WRITTEN.begin",
                "ledger.WRITTEN.before",
                "ledger.WRITTEN.after");
        endInUse(number);
    }

    @Test
    @Tag("chaos")
    void pinLetterAndInspection() {
        String number = arrived();
        killAlong(
                number,
                "ledger.PIN_SET.begin",
                "ledger.PIN_SET.before",
                "ledger.VERIFIED.before",
                "ledger.VERIFIED.after",
                "audit.card.pinShown.before",
                "audit.card.pinShown.after",
                "ledger.MAILER_PRINTED.after",
                "ledger.INSPECTED.before",
                "ledger.INSPECTED.after");
        endInUse(number);
    }

    @Test
    @Tag("chaos")
    void deliveryReceiptAndMoney() {
        String number = arrived();
        killAlong(
                number,
                "job.prepareDispatch.begin",
                "job.prepareDispatch.before",
                "audit.card.dispatched.before",
                "audit.receipt.confirmed.before",
                "audit.receipt.confirmed.after",
                "audit.payment.recorded.before",
                "audit.payment.settled.after");
        endInUse(number);
    }

    @Test
    @Tag("chaos")
    void revocationAndItsCrl() {
        String number = arrived();
        service.say("play", number, "end");
        matrix.kill("audit.revocation.requested.before", "revoke", number);
        String request = service.say("revoke", number);
        killAlong(
                request,
                "audit.revocation.examined.before",
                "audit.revocation.examined.after",
                "audit.revocation.approved.before",
                "audit.revocation.approved.after",
                "job.revokeCertificate.begin",
                "crl.numbered.done",
                "crl.requested.done",
                "journal.revoked.after",
                "job.signCrl.begin",
                "key.signCrl.begin",
                "key.signCrl.done",
                "crl.signed.after",
                "target.http.done",
                "job.publishCrl.before",
                "job.publishCrl.after",
                "job.verifyPublication.begin",
                "crl.published.before",
                "crl.published.after");
        service.say("play", request, "end");
        matrix.done();
        assertThat(status(number)).isEqualTo("REVOKED");
        matrix.assertAllSound();
        invariants.checkAtRest(service);
    }

    /** Nobody sends the receipt: the timer revokes (A-RCV). */
    @Test
    @Tag("chaos")
    void revocationByTheReceiptTimer() {
        String number = arrived();
        service.say("play", number, "userTask_recordReceipt");
        for (String point : List.of(
                "job.declareReceiptOverdue.begin",
                "job.declareReceiptOverdue.before",
                "audit.revocation.requested.before",
                "journal.revoked.before",
                "journal.revoked.after")) {
            matrix.kill(point, "pass", "P45D");
        }
        service.say("pass", "P45D");
        matrix.done();
        assertThat(status(number)).isEqualTo("REVOKED");
        matrix.assertAllSound();
        invariants.checkAtRest(service);
    }

    /** The job executor had locked the job: it is taken up again when the lock has expired, five minutes later. */
    @Test
    @Tag("chaos")
    void jobOfTheExecutorIsTakenUpAgain() {
        String number = arrived();
        service.say("play", number, "IN_USE");
        service.stop();
        ServiceProcess byItself = ServiceProcess.on(database, cards, HOME)
                .name("by-itself")
                .runsByItself(true)
                .start();
        try {
            String request = byItself.say("revoke", number);
            byItself.arm("key.signCrl.done");
            var doing = byItself.begin("play", request, "end");
            byItself.awaitReached("key.signCrl.done", doing, Duration.ofSeconds(120));
            byItself.kill();
            byItself.start();
            invariants.check(byItself);
            Instant now = Instant.parse(byItself.say("now").split(" ")[0]);
            byItself.say("move", now.plus(Duration.ofMinutes(6)).toString());
            byItself.say("play", request, "end");
            invariants.checkAtRest(byItself);
        } finally {
            byItself.close();
            service.start();
        }
    }

    /** Another node goes on with the case at once; nothing it needs was in the memory of the dead one. */
    @Test
    @Tag("chaos")
    void anotherNodeGoesOnAtOnce() {
        ServiceProcess second =
                ServiceProcess.on(database, cards, HOME).name("node-2").start();
        try {
            String number = arrived();
            service.killAt("journal.issued.before", "play", number, "end");
            Instant at = Instant.parse(readClock());
            second.say("move", at.toString());
            second.say("play", number, "end");
            assertThat(status(number)).isEqualTo("IN_USE");
            service.start();
            invariants.checkAtRest(second, service);
        } finally {
            second.close();
            if (!service.isAlive()) {
                service.start();
            }
        }
    }

    private static String readClock() {
        try {
            return Files.readString(HOME.resolve("clock")).strip();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void endInUse(String number) {
        service.say("play", number, "end");
        matrix.done();
        assertThat(status(number)).isEqualTo("IN_USE");
        matrix.assertAllSound();
        invariants.checkAtRest(service);
    }

    private void killAlong(String key, String... points) {
        for (String point : points) {
            matrix.kill(point, "play", key, "end");
        }
    }

    private static String arrived() {
        String number = service.say("arrive", SERVICE);
        invariants.acknowledged(number);
        return number;
    }

    private static List<String> applications() {
        return database.sql()
                .sql("SELECT number FROM application.application ORDER BY number")
                .query(String.class)
                .list();
    }

    private static String status(String number) {
        return database.sql()
                .sql("SELECT status FROM application.application WHERE number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }
}
