package io.hakko.story;

import io.hakko.delivery.ContentDoubts;
import io.hakko.delivery.DecideLateReceipt;
import io.hakko.delivery.InvestigateReturn;
import io.hakko.delivery.JudgeDoubt;
import io.hakko.delivery.ReceiptView;
import io.hakko.delivery.Receipts;
import io.hakko.delivery.RecordReturn;
import io.hakko.delivery.ReportDoubt;
import io.hakko.delivery.ReturnedMail;
import io.hakko.delivery.SendAgain;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The hands of the authority's people when the receipt does not simply come. */
@Component
@Profile("embedded")
public class DeliveryHands {

    private static final String RECORD = "userTask_recordReceipt";

    private final TaskInbox inbox;
    private final Receipts receipts;
    private final ReturnedMail returnedMail;
    private final ContentDoubts doubts;

    DeliveryHands(TaskInbox inbox, Receipts receipts, ReturnedMail returnedMail, ContentDoubts doubts) {
        this.inbox = inbox;
        this.receipts = receipts;
        this.returnedMail = returnedMail;
        this.doubts = doubts;
    }

    /** When the consequence of the missing receipt will run. */
    public Instant receiptDue(ApplicationNumber number) {
        return find(number, RECORD).due().orElseThrow();
    }

    /** 遅れた受領書の扱いを決める: it is accepted. */
    public void acceptLateReceipt(Staff staff, ApplicationNumber number) {
        receipts.decideLate(
                task(number, "userTask_decideLateReceipt"),
                staff.manager(),
                new DecideLateReceipt(DecideLateReceipt.Decision.ACCEPT, "郵便の遅れが消印で確認できたため"));
    }

    /** 受領書を登録する: every parcel came back. */
    public void comesBack(Staff staff, ApplicationNumber number, LocalDate on) {
        TaskId task = task(number, RECORD);
        List<String> parcels = receipts.awaited(task, staff.reception()).out().stream()
                .map(ReceiptView.Out::content)
                .toList();
        returnedMail.record(task, staff.reception(), RecordReturn.notFetched(on, parcels));
    }

    /** 返戻の理由を調べる: the holder was not at home. */
    public void reachHolder(Staff staff, ApplicationNumber number) {
        returnedMail.investigate(
                task(number, "userTask_investigateReturn"),
                staff.reception(),
                InvestigateReturn.absent("不在であったが、次は受け取れるとのこと"));
    }

    /** 郵便物を再び差し出す. */
    public void sendAgain(
            Staff staff,
            ApplicationNumber number,
            CardNumber card,
            LocalDate on,
            String cardTracking,
            String pinTracking) {
        returnedMail.sendAgain(
                task(number, "userTask_sendAgain"),
                staff.shipper(),
                new SendAgain(on, card.value(), Optional.of(cardTracking), Optional.of(pinTracking), true));
    }

    /** 受領書を登録する: the holder calls and doubts the content. */
    public void doubts(Staff staff, ApplicationNumber number, LocalDate on) {
        doubts.report(task(number, RECORD), staff.reception(), ReportDoubt.byPhone(on, "商号の表記が申込書と異なるのではないか"));
    }

    /** 内容の疑義を調べる: the content is right. */
    public void clearUp(Staff staff, ApplicationNumber number) {
        doubts.investigate(
                task(number, "userTask_investigateDoubt"),
                staff.secondReviewer(),
                JudgeDoubt.cleared("記載事項は登記事項証明書の記載と一致する", "電子証明書の商号は登記事項証明書の記載のとおりであり、誤りはございません。"));
    }

    private TaskId task(ApplicationNumber number, String element) {
        return find(number, element).id();
    }

    private OpenTask find(ApplicationNumber number, String element) {
        return inbox.ofCase(number.value()).stream()
                .filter(task -> task.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open task " + element + " of " + number));
    }
}
