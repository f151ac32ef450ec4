package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditRecord;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.DecideUnreachable.Decision;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnedParcel.Cause;
import io.hakko.delivery.domain.ReturnedParcel.Slip;
import io.hakko.notice.LetterKind;
import io.hakko.policy.DeliveryServices;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 返戻: from the parcel that came back to its new posting (A-DLV-05). */
class ReturnedMailTest extends DeliveryCase {

    @Autowired
    private JdbcClient jdbc;

    @Test
    void sendsAReturnedParcelAgainAndTheDeadlineFromTheIssueGoesOn() {
        cardIsPosted();
        Deadline receipt = inForce(RECEIPT);
        Deadline reminder = inForce(RECEIPT_REMINDER);
        passDays(12);
        comesBack();

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_investigateReturn");
        investigate(true);
        passDays(1);
        sendAgain(3, 4);

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(inForce(RECEIPT)).isEqualTo(receipt);
        assertThat(inForce(RECEIPT_REMINDER)).isEqualTo(reminder);
        assertThat(events())
                .containsSubsequence("card.dispatched", "mail.returned", "return.investigated", "card.redispatched");
        AuditRecord again = last("card.redispatched");
        assertThat(again.actor()).isEqualTo(SHIPPER.id());
        assertThat(again.before()).isEqualTo("RETURNED");
        assertThat(again.after()).isEqualTo("POSTED");
        assertThat(again.detail()).contains(trackingNumber(3), today().toString());
        assertThat(trackingNumbers()).isEqualTo(trackingNumber(3));
        receive(today());
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void keepsWhatTheFirstPostingWas() {
        cardIsPosted();
        LocalDate posted = today();
        passDays(12);
        comesBack();

        ReturnedMailView.Returned returned = returnedMail
                .toInvestigate(task("userTask_investigateReturn"), RECEPTION)
                .parcels()
                .get(0);

        assertThat(returned.postedOn()).isEqualTo(posted);
        assertThat(returned.trackingNumber()).contains(trackingNumber(1));
        assertThat(returned.returnedOn()).isEqualTo(today());
        assertThat(returned.slipLabel()).isEqualTo("保管期間経過");
        assertThat(returned.times()).isOne();
    }

    @Test
    void countsAnewFromTheNewDispatchWhereTheServiceCountsFromIt() {
        cardIsPosted(DeliveryServices.DISPATCH);
        passDays(12);
        comesBack();
        investigate(true);
        passDays(2);
        sendAgain(3, 4);
        LocalDate sent = today();
        runDue();

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(inForce(RECEIPT_REMINDER).lastDay()).isEqualTo(sent.plusDays(20));
        assertThat(inForce(RECEIPT).lastDay()).isAfterOrEqualTo(sent.plusDays(30));
        assertThat(variable("receiptDeadline"))
                .isEqualTo(Date.from(inForce(RECEIPT).executeAt()));
        reach(RECEIPT_REMINDER);
        assertThat(openTasks()).contains("userTask_postReceiptReminder");
    }

    @Test
    void remindsAnewAfterADispatchAnew() {
        cardIsPosted(DeliveryServices.DISPATCH);
        reach(RECEIPT_REMINDER);
        postReminder();
        comesBack();
        investigate(true);
        sendAgain(3, 4);
        runDue();

        assertThat(receipts.awaited(task("userTask_recordReceipt"), RECEPTION).remindedOn())
                .isEmpty();
        reach(RECEIPT_REMINDER);
        postReminder();

        assertThat(letters.of(application.value()).stream()
                        .filter(letter -> letter.kind() == LetterKind.RECEIPT_REMINDER))
                .hasSize(2);
        assertThat(inForce(RECEIPT).lastDay()).isAfterOrEqualTo(today().plusDays(10));
    }

    @Test
    void knowsWhichOfTwoParcelsCameBack() {
        cardAndPinArePosted(DeliveryFakes.PROFILE);
        passDays(12);

        assertThatThrownBy(this::comesBack).hasMessage("/parcels delivery.parcelMissing");
        comesBack(ParcelContent.PIN);
        assertThatThrownBy(() -> comesBack(ParcelContent.PIN)).hasMessage("/parcels delivery.parcelNotOut");
        investigate(true);
        assertThat(returnedMail.toSendAgain(task("userTask_sendAgain"), SHIPPER).parcels())
                .extracting(ReturnedMailView.Returned::content)
                .containsExactly("PIN");
        sendAgain(9, 4);

        assertThat(trackingNumbers()).isEqualTo(trackingNumber(1) + " " + trackingNumber(4));
    }

    @Test
    void takesASecondParcelIntoTheSameCare() {
        cardAndPinArePosted(DeliveryFakes.PROFILE);
        passDays(12);
        comesBack(ParcelContent.CARD);
        investigate(true);
        comesBack(ParcelContent.PIN);

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_sendAgain");
        sendAgain(3, 4);

        assertThat(trackingNumbers()).isEqualTo(trackingNumber(3) + " " + trackingNumber(4));
        assertThat(last("card.redispatched").detail()).contains("CARD PIN");
    }

    @Test
    void bothParcelsMayComeBackAtOnce() {
        cardAndPinArePosted(DeliveryFakes.PROFILE);
        passDays(12);

        comesBack(ParcelContent.CARD, ParcelContent.PIN);

        assertThat(last("mail.returned").detail()).contains("CARD PIN");
    }

    @Test
    void refusesAnImpossibleReturn() {
        cardIsPosted();
        LocalDate posted = today();

        assertThatThrownBy(() -> record(posted.plusDays(1))).hasMessage("/arrivedOn delivery.arrivedInFuture");
        assertThatThrownBy(() -> record(posted.minusDays(1))).hasMessage("/arrivedOn delivery.arrivedBeforePosting");
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    private void record(LocalDate returnedOn) {
        returnedMail.record(
                task("userTask_recordReceipt"), RECEPTION, new RecordReturn(returnedOn, Set.of(), Slip.OTHER));
    }

    @Test
    void refusesAnImpossiblePostingAnew() {
        cardIsPosted();
        passDays(12);
        comesBack();
        investigate(true);
        LocalDate returned = today();

        assertThatThrownBy(() -> sendAgain(returned.minusDays(1), card.value(), trackingNumber(3)))
                .hasMessage("/postedOn delivery.postedBeforeReturn");
        assertThatThrownBy(() -> sendAgain(returned.plusDays(1), card.value(), trackingNumber(3)))
                .hasMessage("/postedOn delivery.postedInFuture");
        assertThatThrownBy(() -> sendAgain(returned, "", trackingNumber(3)))
                .hasMessage("/cardNumber delivery.cardNumberMissing");
        assertThatThrownBy(() -> sendAgain(returned, card.value(), trackingNumber(1)))
                .hasMessage("/cardTrackingNumber delivery.trackingNumberUsed");
        assertThatThrownBy(() -> sendAgain(returned, card.value(), ""))
                .hasMessage("/cardTrackingNumber delivery.trackingNumberMissing");
        assertThat(openTasks()).contains("userTask_sendAgain");
    }

    @Test
    void refusesAnIndividualNumberInANote() {
        cardIsPosted();
        comesBack();

        assertThatThrownBy(() -> returnedMail.investigate(
                        task("userTask_investigateReturn"),
                        RECEPTION,
                        new InvestigateReturn(Cause.ABSENCE, true, "1234 5678 9018")))
                .hasMessage("/note delivery.myNumber");
        assertThatThrownBy(() -> returnedMail.investigate(
                        task("userTask_investigateReturn"), RECEPTION, new InvestigateReturn(Cause.ABSENCE, true, " ")))
                .hasMessage("/note delivery.noteMissing");
    }

    @Test
    void keepsAParcelUntilItsHolderMakesContact() {
        unreachable();
        decide(Decision.KEEP, Optional.empty());

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_awaitContact");
        returnedMail.contacted(task("userTask_awaitContact"), SHIPPER, "来週は在宅とのこと");
        assertThat(returnedMail
                        .toSendAgain(task("userTask_sendAgain"), SHIPPER)
                        .parcels()
                        .get(0)
                        .finding())
                .hasValueSatisfying(finding -> assertThat(finding.note()).isEqualTo("来週は在宅とのこと"));
        assertThat(events()).containsSubsequence("return.investigated", "return.decided", "return.contacted");
    }

    @Test
    void sendsAgainWhenTheManagerSaysSo() {
        unreachable();

        decide(Decision.RESEND, Optional.empty());

        assertThat(openTasks()).contains("userTask_sendAgain");
    }

    @Test
    void refusesAnIncompleteDecision() {
        unreachable();

        assertThatThrownBy(() -> returnedMail.decide(
                        task("userTask_decideUnreachable"),
                        MANAGER,
                        new DecideUnreachable(Decision.PROPOSE, Optional.empty(), " ")))
                .hasMessage("/reason delivery.reasonMissing, /reasonCode delivery.reasonCodeMissing");
        assertThatThrownBy(() -> decide(Decision.PROPOSE, Optional.of("A-S1")))
                .hasMessage("/reasonCode delivery.reasonCodeUnknown");
        assertThat(openTasks()).contains("userTask_decideUnreachable");
    }

    @Test
    void revokesByTheTimerWhileTheParcelLiesInTheHouse() {
        cardIsPosted();
        passDays(12);
        comesBack();
        reach(RECEIPT_REMINDER);
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);

        assertThat(events()).containsSubsequence("mail.returned", "receipt.overdue");
        assertThat(openTasks()).isEmpty();
    }

    @Test
    void aReceiptInTimeEndsTheCareForAParcel() {
        cardAndPinArePosted(DeliveryFakes.PROFILE);
        passDays(12);
        comesBack(ParcelContent.PIN);

        receive(today());

        assertThat(openTasks()).isEmpty();
        assertThat(applications.status(application)).isEqualTo("IN_USE");
    }

    @Test
    void startsItsCareAnewAfterADoubt() {
        cardAndPinArePosted(DeliveryFakes.PROFILE);
        passDays(5);
        comesBack(ParcelContent.PIN);
        doubts();
        assertThat(openTasks()).containsExactly("userTask_investigateDoubt");
        doubts.investigate(
                task("userTask_investigateDoubt"),
                REVIEWER,
                new JudgeDoubt(Finding.CLEARED, "書類と一致する", "記載は登記のとおりです。"));
        runDue();
        postReply();
        runDue();

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_investigateReturn");
    }

    private void unreachable() {
        cardIsPosted();
        passDays(12);
        comesBack();
        investigate(false);
    }

    private void investigate(boolean reached) {
        returnedMail.investigate(
                task("userTask_investigateReturn"),
                RECEPTION,
                new InvestigateReturn(Cause.ABSENCE, reached, "不在票に気づかなかったとのこと"));
    }

    private void decide(Decision decision, Optional<String> reasonCode) {
        returnedMail.decide(
                task("userTask_decideUnreachable"),
                MANAGER,
                new DecideUnreachable(decision, reasonCode, "電話にも書面にも応答がないため"));
    }

    private void sendAgain(int cardNumber, int pinNumber) {
        returnedMail.sendAgain(
                task("userTask_sendAgain"),
                SHIPPER,
                new SendAgain(
                        today(),
                        card.value(),
                        Optional.of(trackingNumber(cardNumber)),
                        Optional.of(trackingNumber(pinNumber)),
                        false));
    }

    private void sendAgain(LocalDate on, String typedCard, String number) {
        returnedMail.sendAgain(
                task("userTask_sendAgain"),
                SHIPPER,
                new SendAgain(on, typedCard, Optional.of(number), Optional.empty(), false));
    }

    private String trackingNumbers() {
        return String.join(
                " ",
                jdbc.sql("SELECT tracking_number FROM delivery.parcel WHERE card_number = :card ORDER BY content")
                        .param("card", card.value())
                        .query(String.class)
                        .list());
    }

    private AuditRecord last(String event) {
        return records.ofKey(application.value()).stream()
                .filter(entry -> entry.event().equals(event))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
