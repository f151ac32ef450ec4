package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hakko.delivery.domain.ContentDoubt;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What arrives, against the consequence of the deadline: one lawful end, and a clear answer to who comes second. */
class DeliveryRaceTest extends DeliveryCase {

    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @Autowired
    private JdbcClient jdbc;

    private LocalDate lastDay;

    private enum Arrival {
        RECEIPT,
        DOUBT
    }

    @BeforeEach
    void bringTheDeadlineToItsCheck() {
        cardIsPosted();
        lastDay = inForce(RECEIPT).rolledLastDay();
        closeArrivalsThrough(lastDay);
        reach(RECEIPT_REMINDER);
        postReminder();
        passDeadlineWithoutItsConsequence();
    }

    private void passDeadlineWithoutItsConsequence() {
        moveClockTo(inForce(RECEIPT).executeAt());
        runOnly("event_receiptDeadlinePassed");
        assertThat(waitsAt("serviceTask_checkReceiptArrivals")).isTrue();
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Arrival.class)
    void arrivalThatCommitsFirstWins(Arrival arrival) throws Exception {
        Future<String> consequence = second(() -> arrive(arrival), () -> runOnly("serviceTask_checkReceiptArrivals"));

        assertThat(consequence.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotEqualTo("done");
        runDue();
        assertThat(events()).doesNotContain("receipt.overdue");
        if (arrival == Arrival.RECEIPT) {
            assertThat(applications.status(application)).isEqualTo("IN_USE");
            assertThat(deliveryEnded()).isTrue();
        } else {
            assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        }
    }

    @ParameterizedTest
    @EnumSource(Arrival.class)
    void consequenceThatCommitsFirstWins(Arrival arrival) throws Exception {
        Future<String> late = second(() -> runOnly("serviceTask_checkReceiptArrivals"), () -> arrive(arrival));

        assertThat(late.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("workflow.taskGone");
        runDue();
        assertThat(events()).contains("receipt.overdue").doesNotContain("receipt.confirmed", "doubt.reported");
        assertThat(jdbc.sql("SELECT count(*) FROM delivery.receipt WHERE card_number = :card")
                        .param("card", card.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Arrival.class)
    void oneOfTwoArrivalsIsTaken(Arrival first) throws Exception {
        Arrival other = first == Arrival.RECEIPT ? Arrival.DOUBT : Arrival.RECEIPT;

        Future<String> second = second(() -> arrive(first), () -> arrive(other));

        assertThat(second.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("workflow.taskGone");
        assertThat(events().stream().filter(List.of("receipt.confirmed", "doubt.reported")::contains))
                .containsExactly(first == Arrival.RECEIPT ? "receipt.confirmed" : "doubt.reported");
    }

    private void arrive(Arrival arrival) {
        if (arrival == Arrival.RECEIPT) {
            receipts.record(task("userTask_recordReceipt"), RECEPTION, new RecordReceipt(lastDay, true));
        } else {
            doubts.report(
                    task("userTask_recordReceipt"),
                    RECEPTION,
                    new ReportDoubt(lastDay, ContentDoubt.Channel.PHONE, "商号の表記が違うのではないか"));
        }
    }

    /** Lets both begin, the first commit while the second waits for it, and gives what became of the second. */
    private Future<String> second(Runnable first, Runnable second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Future<?> holding = threads.submit(() -> transaction.executeWithoutResult(status -> {
            first.run();
            done.countDown();
            awaitQuietly(commit);
        }));
        done.await();
        Future<String> waiting = threads.submit(() -> {
            try {
                second.run();
                return "done";
            } catch (RuntimeException refused) {
                return String.valueOf(refused.getMessage());
            }
        });
        await().until(this::somebodyWaitsForALock);
        commit.countDown();
        holding.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return waiting;
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
                .query(Boolean.class)
                .single();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
