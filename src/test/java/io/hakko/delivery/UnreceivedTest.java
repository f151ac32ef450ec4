package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.delivery.DecideUnreceived.Decision;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.policy.DeliveryServices;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 未受領: how the waiting ends in services that differ in their stages (D-01, AMB-03). */
class UnreceivedTest extends DeliveryCase {

    @Test
    void leavesTheConsequenceToAManagerWhereTheServiceSaysSo() {
        LocalDate lastDay = unreceived();

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_decideUnreceived");
        assertThat(events()).contains("receipt.decisionDue").doesNotContain("receipt.overdue");
        assertThat(deadlines.inForce(application.value(), RECEIPT)).isEmpty();
        assertThat(unreceived.of(task("userTask_decideUnreceived"), MANAGER).lastDay())
                .isEqualTo(lastDay);
    }

    @Test
    void waitsForTheClosingBeforeItAsksTheManager() {
        cardIsPosted(DeliveryServices.DECIDE);
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        reach(RECEIPT_REMINDER);
        postReminder();
        reach(RECEIPT);
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        closeArrivalsThrough(lastDay);
        runDue();

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_decideUnreceived");
        assertThat(receipts.awaited(task("userTask_recordReceipt"), RECEPTION).lastDay())
                .isEqualTo(lastDay);
    }

    @Test
    void grantsTimeAndAsksAgain() {
        unreceived();
        LocalDate until = today().plusDays(10);
        decide(Decision.GRACE, Optional.of(until));

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(until);
        assertThat(inForce(RECEIPT).rolledLastDay()).isEqualTo(rolled(until));
        assertThat(variable("受領期限")).asString().startsWith(rolled(until).toString());
        assertThat(events()).containsSubsequence("receipt.decisionDue", "receipt.graceGranted", "deadline.armed");
        closeArrivalsThrough(rolled(until));
        reach(RECEIPT);

        assertThat(openTasks()).contains("userTask_decideUnreceived");
    }

    @Test
    void takesAReceiptWithinTheGraceAsInTime() {
        unreceived();
        decide(Decision.GRACE, Optional.of(today().plusDays(10)));
        passDays(5);
        receive(today());

        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void refusesAnImpossibleGrace() {
        unreceived();

        assertThatThrownBy(() -> decide(Decision.GRACE, Optional.empty())).hasMessage("/until delivery.graceMissing");
        assertThatThrownBy(() -> decide(Decision.GRACE, Optional.of(today()))).hasMessage("/until delivery.gracePast");
        assertThatThrownBy(() -> decide(Decision.GRACE, Optional.of(today().plusYears(9))))
                .hasMessage("/until delivery.graceAfterExpiry");
        assertThatThrownBy(() -> unreceived.decide(
                        task("userTask_decideUnreceived"),
                        MANAGER,
                        new DecideUnreceived(Decision.PROPOSE, Optional.empty(), " ")))
                .hasMessage("/reason delivery.reasonMissing");
        assertThat(openTasks()).contains("userTask_decideUnreceived");
    }

    @Test
    void asksTheManagerAboutALateReceiptInsteadAndAcceptsIt() {
        unreceived();
        receive(today());

        assertThat(openTasks()).containsExactly("userTask_decideLateReceipt");
        receipts.decideLate(
                task("userTask_decideLateReceipt"),
                MANAGER,
                new DecideLateReceipt(DecideLateReceipt.Decision.ACCEPT, "郵便の遅れが確認できたため"));

        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void stillTakesWhatArrivedInTime() {
        LocalDate lastDay = unreceived();

        receive(lastDay);

        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(openTasks()).isEmpty();
    }

    @Test
    void waitsAnewAfterADoubtDuringTheDecision() {
        LocalDate lastDay = unreceived();
        doubts();
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        passDays(14);
        doubts.investigate(
                task("userTask_investigateDoubt"),
                REVIEWER,
                new JudgeDoubt(Finding.CLEARED, "書類と一致する", "記載は登記のとおりです。"));
        runDue();
        postReply();
        runDue();

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(lastDay.plusDays(14));
    }

    @Test
    void revokesWithoutAReminderWhereTheServiceNeverReminds() {
        cardIsPosted(DeliveryServices.SILENT);
        assertThat(deadlines.inForce(application.value(), RECEIPT_REMINDER)).isEmpty();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);

        assertThat(events()).contains("receipt.overdue").doesNotContain("receipt.reminded");
    }

    /** AMB-03: only when 30 days from the dispatch and 10 from the reminder have passed. */
    @Test
    void countsTheLastStageFromTheReminderThatWasPosted() {
        cardIsPosted(DeliveryServices.DISPATCH);
        LocalDate posted = today();
        assertThat(inForce(RECEIPT_REMINDER).lastDay()).isEqualTo(posted.plusDays(20));
        reach(RECEIPT_REMINDER);
        passDays(8);
        postReminder();
        LocalDate reminded = today();

        assertThat(reminded).isAfter(posted.plusDays(20));
        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(reminded.plusDays(10));
    }

    @Test
    void doesNotRevokeBeforeTheReminderIsPosted() {
        cardIsPosted(DeliveryServices.DISPATCH);
        reach(RECEIPT_REMINDER);
        closeArrivalsThrough(today().plusDays(60));
        reach(RECEIPT);

        assertThat(events()).doesNotContain("receipt.overdue");
        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_postReceiptReminder");
        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(today().plusDays(10));
        postReminder();
        LocalDate reminded = today();
        reach(RECEIPT);

        assertThat(events()).contains("receipt.overdue");
        assertThat(today()).isAfter(reminded.plusDays(10));
    }

    /** Past the last day, with the arrivals closed and the reminder posted. */
    private LocalDate unreceived() {
        cardIsPosted(DeliveryServices.DECIDE);
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        reach(RECEIPT_REMINDER);
        postReminder();
        closeArrivalsThrough(lastDay);
        reach(RECEIPT);
        return lastDay;
    }

    private void decide(Decision decision, Optional<LocalDate> until) {
        unreceived.decide(
                task("userTask_decideUnreceived"), MANAGER, new DecideUnreceived(decision, until, "入院中と連絡があったため"));
    }
}
