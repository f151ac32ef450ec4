package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditRecord;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideMisissue.Decision;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterKind;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.DeliveryServices;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 内容の疑義: reminder and revocation stand still until it is answered (B-RCP-03, D-01, ADR 10). */
class ContentDoubtTest extends DeliveryCase {

    @Test
    void letsTheStagesStandStill() {
        cardIsPosted();
        passDays(10);
        doubts();

        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        assertThat(deadlines.suspendedSince(application.value(), RECEIPT)).contains(now());
        assertThat(deadlines.suspendedSince(application.value(), RECEIPT_REMINDER))
                .contains(now());
        assertThat(variable("受領期限")).asString().startsWith("停止中");
        closeArrivalsThrough(today().plusDays(90));
        passDays(90);

        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        assertThat(events())
                .containsSubsequence("doubt.reported", "deadline.suspended")
                .doesNotContain("receipt.overdue");
    }

    @Test
    void movesEachLastDayByTheDaysThatStoodStill() {
        cardIsPosted();
        LocalDate receiptBy = inForce(RECEIPT).lastDay();
        LocalDate remindBy = inForce(RECEIPT_REMINDER).lastDay();
        passDays(10);
        doubts();
        passDays(9);
        clearUp();
        passDays(2);
        postReply();
        runDue();

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(receiptBy.plusDays(11));
        assertThat(inForce(RECEIPT).rolledLastDay()).isEqualTo(rolled(receiptBy.plusDays(11)));
        assertThat(inForce(RECEIPT_REMINDER).lastDay()).isEqualTo(remindBy.plusDays(11));
        assertThat(variable("receiptDeadline"))
                .isEqualTo(Date.from(inForce(RECEIPT).executeAt()));
        assertThat(variable("受領期限"))
                .asString()
                .startsWith(inForce(RECEIPT).rolledLastDay().toString());
        assertThat(deadlines.suspendedSince(application.value(), RECEIPT)).isEmpty();
        assertThat(events())
                .containsSubsequence(
                        "doubt.reported",
                        "deadline.suspended",
                        "doubt.investigated",
                        "doubt.settled",
                        "deadline.resumed");
        receive(today());
        assertThat(applications.status(application)).isEqualTo("IN_USE");
    }

    @Test
    void tellsTheHolderWhatWasFoundAndTheNewLastDay() {
        cardIsPosted();
        LocalDate receiptBy = inForce(RECEIPT).lastDay();
        passDays(10);
        LocalDate reported = today();
        doubts();
        passDays(4);
        clearUp();

        WriteLetter letter = letters.of(application.value()).stream()
                .filter(written -> written.kind() == LetterKind.DOUBT_REPLY)
                .findFirst()
                .orElseThrow();

        assertThat(letter.recipient().name()).isEqualTo("例示 太郎");
        assertThat(letter.content()).isInstanceOfSatisfying(LetterContent.DoubtReply.class, reply -> {
            assertThat(reply.reportedOn()).isEqualTo(reported);
            assertThat(reply.reply()).isEqualTo("記載は登記事項証明書のとおりです。");
            assertThat(reply.receiptBy()).isEqualTo(rolled(receiptBy.plusDays(4)));
        });
    }

    @Test
    void countsFromTheDayOfTheReportWheneverItIsTypedIn() {
        cardIsPosted();
        LocalDate receiptBy = inForce(RECEIPT).lastDay();
        passDays(10);
        doubts(today().minusDays(3));
        clearUp();
        postReply();
        runDue();

        assertThat(inForce(RECEIPT).lastDay()).isEqualTo(receiptBy.plusDays(3));
    }

    @Test
    void doesNotRemindTwice() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        postReminder();
        doubts();
        clearUp();
        postReply();
        runDue();

        assertThat(waitsAt("event_receiptReminderDue")).isFalse();
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    @Test
    void writesAReminderAnewThatWasNotPosted() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        assertThat(openTasks()).contains("userTask_postReceiptReminder");
        doubts();
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        passDays(5);
        clearUp();
        postReply();
        runDue();
        reach(RECEIPT_REMINDER);

        assertThat(openTasks()).contains("userTask_postReceiptReminder");
        List<LocalDate> lastDays = letters.of(application.value()).stream()
                .map(WriteLetter::content)
                .filter(LetterContent.ReceiptReminder.class::isInstance)
                .map(content -> ((LetterContent.ReceiptReminder) content).receiptBy())
                .toList();
        assertThat(lastDays).hasSize(2);
        assertThat(lastDays.get(1)).isEqualTo(inForce(RECEIPT).rolledLastDay()).isAfter(lastDays.get(0));
    }

    @Test
    void standsStillEvenWhenTheConsequenceOnlyWaitsForTheClosing() {
        cardIsPosted();
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        reach(RECEIPT_REMINDER);
        postReminder();
        reach(RECEIPT);
        assertThat(deadlines.awaitingClosingThrough(lastDay)).contains(application.value());
        doubts();

        assertThat(deadlines.awaitingClosingThrough(lastDay)).doesNotContain(application.value());
        assertThat(variable("受領期限")).asString().startsWith("停止中");
        closeArrivalsThrough(lastDay);
        runDue();
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        passDays(7);
        clearUp();
        postReply();
        runDue();

        assertThat(events()).doesNotContain("receipt.overdue");
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(waitsAt("event_receiptDeadlinePassed")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive", "review", "approve", "personalize", "inspect"})
    void isNotInvestigatedByWhoHadAHandInTheApplication(String duty) {
        cardIsPosted();
        doubts();
        transaction.executeWithoutResult(status -> tasks.participated(application.value(), duty, REVIEWER));

        assertThatThrownBy(() -> judge(Finding.CLEARED, "書類と一致する", "記載のとおりです。")).hasMessage("workflow.fourEyes");
    }

    @Test
    void isInvestigatedOnceMoreWhenTheManagerWantsIt() {
        cardIsPosted();
        doubts();
        judge(Finding.WRONG, "商号が登記と異なる", "");
        assertThat(doubts.toDecide(task("userTask_decideMisissue"), MANAGER).reason())
                .contains("商号が登記と異なる");
        decide(Decision.REINVESTIGATE);
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        clearUp();
        postReply();
        runDue();

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(events())
                .containsSubsequence("doubt.investigated", "doubt.decided", "doubt.investigated", "doubt.settled");
    }

    @Test
    void takesADoubtAfterItsLastDayAndSaysSo() {
        cardIsPosted(DeliveryServices.DISPATCH);
        LocalDate last = rolled(today().plusDays(20));
        assertThat(receipts.awaited(task("userTask_recordReceipt"), RECEPTION).lastDayForDoubts())
                .contains(last);
        moveTo(last.plusDays(1).atTime(9, 0).atZone(Zones.TOKYO).toInstant());
        doubts();

        assertThat(doubts.toInvestigate(task("userTask_investigateDoubt"), REVIEWER)
                        .late())
                .isTrue();
        assertThat(detail("doubt.reported")).contains("\"late\":true");
    }

    @Test
    void takesADoubtOnItsLastDayAsInTime() {
        cardIsPosted(DeliveryServices.DISPATCH);
        moveTo(rolled(today().plusDays(20)).atTime(9, 0).atZone(Zones.TOKYO).toInstant());
        doubts();

        assertThat(doubts.toInvestigate(task("userTask_investigateDoubt"), REVIEWER)
                        .late())
                .isFalse();
    }

    @Test
    void showsTheReviewerWhatIsRecorded() {
        cardIsPosted();
        doubts();

        DoubtView shown = doubts.toInvestigate(task("userTask_investigateDoubt"), REVIEWER);

        assertThat(shown.items()).contains(new DoubtView.Item("商号・名称", "例示建設株式会社"));
        assertThat(shown.text()).isEqualTo("商号の表記が違うのではないか");
        assertThat(shown.toString()).doesNotContain("商号");
    }

    @Test
    void keepsWhatTheHolderSaysOutOfTheTrail() {
        cardIsPosted();
        doubts();

        assertThat(records.ofKey(application.value()))
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("商号の表記"));
    }

    @Test
    void refusesAnImpossibleReport() {
        cardIsPosted();
        LocalDate posted = today();

        assertThatThrownBy(() -> doubts(posted.plusDays(1))).hasMessage("/arrivedOn delivery.arrivedInFuture");
        assertThatThrownBy(() -> doubts(posted.minusDays(1))).hasMessage("/arrivedOn delivery.arrivedBeforePosting");
        assertThatThrownBy(() -> report("１２３４５６７８９０１８")).hasMessage("/text delivery.myNumber");
        assertThatThrownBy(() -> report(" ")).hasMessage("/text delivery.textMissing");
        assertThatThrownBy(() -> report("あ".repeat(1001))).hasMessage("/text delivery.textTooLong");
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    private void report(String text) {
        doubts.report(
                task("userTask_recordReceipt"), RECEPTION, new ReportDoubt(today(), ContentDoubt.Channel.POST, text));
    }

    @Test
    void refusesAnIncompleteVerdict() {
        cardIsPosted();
        doubts();

        assertThatThrownBy(() -> judge(Finding.CLEARED, " ", " "))
                .hasMessage("/reason delivery.reasonMissing, /reply delivery.replyMissing");
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
    }

    private void clearUp() {
        judge(Finding.CLEARED, "登記事項証明書と一致する", "記載は登記事項証明書のとおりです。");
        runDue();
    }

    private void judge(Finding finding, String reason, String reply) {
        doubts.investigate(task("userTask_investigateDoubt"), REVIEWER, new JudgeDoubt(finding, reason, reply));
    }

    private void decide(Decision decision) {
        doubts.decide(task("userTask_decideMisissue"), MANAGER, new DecideMisissue(decision, "もう一度確かめるため"));
    }

    private String detail(String event) {
        return records.ofKey(application.value()).stream()
                .filter(entry -> entry.event().equals(event))
                .map(AuditRecord::detail)
                .findFirst()
                .orElseThrow();
    }
}
