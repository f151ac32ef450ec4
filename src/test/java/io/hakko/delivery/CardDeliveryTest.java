package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditRecord;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.delivery.domain.StandStill;
import io.hakko.notice.LetterId;
import io.hakko.notice.LetterKind;
import io.hakko.notice.PostingChannel;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the card that passed inspection to the card in use. */
class CardDeliveryTest extends DeliveryCase {

    @Autowired
    private ReceiptStages stages;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void bringsACardToItsHolder() {
        cardIsPosted();
        LocalDate posted = today();
        moveTo(now().plusSeconds(3 * 24 * 3600));
        receive(today());

        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(events())
                .containsSubsequence("card.packed", "card.dispatched", "deadline.armed", "receipt.confirmed");
        assertThat(deadlines.inForce(application.value(), RECEIPT)).isEmpty();
        assertThat(deadlines.inForce(application.value(), RECEIPT_REMINDER)).isEmpty();
        AuditRecord dispatched = records.ofKey(application.value()).stream()
                .filter(entry -> entry.event().equals("card.dispatched"))
                .findFirst()
                .orElseThrow();
        assertThat(dispatched.actor()).isEqualTo(SHIPPER.id());
        assertThat(dispatched.detail()).contains(card.value(), trackingNumber(1), posted.toString());
    }

    @Test
    void enclosesTheIssueNoticeAndPostsItWithTheParcel() {
        cardIsPosted();

        assertThat(letters.of(application.value())).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(LetterKind.ISSUE_NOTICE);
            assertThat(letter.recipient().name()).isEqualTo("例示 太郎");
        });
        String letter = jdbc.sql("SELECT issue_notice FROM delivery.dispatch WHERE card_number = :card")
                .param("card", card.value())
                .query(String.class)
                .single();
        assertThat(letters.posting(LetterId.of(letter))).hasValueSatisfying(posting -> {
            assertThat(posting.channel()).isEqualTo(PostingChannel.RESTRICTED);
            assertThat(posting.trackingNumber()).contains(trackingNumber(1));
        });
    }

    @Test
    void preparesADispatchOnce() {
        cardIsReady(false);
        runDue();

        assertThat(transaction.<Boolean>execute(status -> dispatches.prepare(application)))
                .isFalse();
        assertThat(letters.of(application.value())).hasSize(1);
    }

    @Test
    void armsWhatTheProfileSays() {
        ReceiptStages.Terms terms = stages.of(basis(LocalDate.of(2026, 11, 24)));
        ReceiptStages.Terms overTheNewYear = stages.of(basis(LocalDate.of(2026, 11, 26)));

        assertThat(terms.reminder().map(Deadline::executeAt)).contains(tokyo(2026, 12, 15));
        assertThat(terms.receipt())
                .isEqualTo(new Deadline(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 24), tokyo(2026, 12, 25)));
        assertThat(overTheNewYear.receipt())
                .isEqualTo(new Deadline(LocalDate.of(2026, 12, 26), LocalDate.of(2026, 12, 28), tokyo(2027, 1, 4)));
        assertThat(stages.countFromReminder(DeliveryFakes.PROFILE)).isFalse();
        assertThat(stages.countFromDispatch(DeliveryFakes.PROFILE)).isFalse();
    }

    private static ReceiptStages.Basis basis(LocalDate issuedAndPostedOn) {
        return new ReceiptStages.Basis(DeliveryFakes.PROFILE, issuedAndPostedOn, issuedAndPostedOn, StandStill.NONE);
    }

    private static Instant tokyo(int year, int month, int day) {
        return LocalDate.of(year, month, day).atTime(16, 0).atZone(Zones.TOKYO).toInstant();
    }

    @Test
    void refusesToPackAnotherCard() {
        cardIsReady(false);
        runDue();

        assertThatThrownBy(() -> pack(CardNumber.of("1101", 1).value(), true))
                .hasMessage("/cardNumber delivery.cardNumberDiffers");
        assertThatThrownBy(() -> pack("1101000000000427", true)).hasMessage("/cardNumber delivery.cardNumberInvalid");
        assertThatThrownBy(() -> pack(" ", false))
                .hasMessage("/cardNumber delivery.cardNumberMissing, /allEnclosed delivery.notAllEnclosed");
        assertThat(openTasks()).containsExactly("userTask_packCard");
    }

    private void pack(String number, boolean allEnclosed) {
        dispatches.packCard(task("userTask_packCard"), SHIPPER, new PackParcel(number, allEnclosed));
    }

    @Test
    void refusesAnImpossiblePosting() {
        cardIsReady(false);
        runDue();
        packCard();

        assertThatThrownBy(() -> post(today().plusDays(1), trackingNumber(1), false))
                .hasMessage("/postedOn delivery.postedInFuture");
        assertThatThrownBy(() -> post(today().minusDays(1), trackingNumber(1), false))
                .hasMessage("/postedOn delivery.postedBeforePacking");
        assertThatThrownBy(() -> post(today(), "", false))
                .hasMessage("/cardTrackingNumber delivery.trackingNumberMissing");
        assertThatThrownBy(() -> post(today(), "12345", false))
                .hasMessage("/cardTrackingNumber delivery.trackingNumberMalformed");
        assertThatThrownBy(() -> post(today(), "12345678906", false))
                .hasMessage("/cardTrackingNumber delivery.trackingNumberUnusual");
        assertThat(openTasks()).containsExactly("userTask_postParcels");

        post(today(), "12345678906", true);

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    private void post(LocalDate on, String number, boolean confirmed) {
        dispatches.post(
                task("userTask_postParcels"),
                SHIPPER,
                new PostParcels(on, Optional.of(number), Optional.empty(), confirmed));
    }

    @Test
    void keepsThePinAwayFromTheAgent() {
        cardIsReady(true);
        runDue();
        ParcelView cardParcel = dispatches.cardParcel(task("userTask_packCard"), SHIPPER);
        packCard();
        ParcelView pinParcel = dispatches.pinParcel(task("userTask_packPin"), SHIPPER_2);

        assertThat(cardParcel.name()).isEqualTo("見本 花子");
        assertThat(cardParcel.items()).containsExactly("ICカード", "請求書");
        assertThat(cardParcel.invoice()).isPresent();
        assertThat(cardParcel.issueNotice()).isEmpty();
        assertThat(pinParcel.name()).isEqualTo("例示 太郎");
        assertThat(pinParcel.channelLabel()).isEqualTo("簡易書留");
        assertThat(pinParcel.items()).containsExactly("PIN通知書（封かん済み）", "発行通知書");
        assertThat(pinParcel.issueNotice()).isPresent();
        assertThat(pinParcel.invoice()).isEmpty();
        assertThatThrownBy(() -> jdbc.sql("UPDATE delivery.parcel SET recipient = 'AGENT' WHERE card_number = :card")
                        .param("card", card.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void letsAnotherPersonPackThePin() {
        cardIsReady(true);
        runDue();
        packCard();
        PackParcel packed = new PackParcel(card.value(), true);

        assertThatThrownBy(() -> dispatches.packPin(task("userTask_packPin"), SHIPPER, packed))
                .hasMessage("workflow.fourEyes");
        dispatches.packPin(task("userTask_packPin"), SHIPPER_2, packed);
        PostParcels sameNumber =
                new PostParcels(today(), Optional.of(trackingNumber(1)), Optional.of(trackingNumber(1)), false);
        assertThatThrownBy(() -> dispatches.post(task("userTask_postParcels"), SHIPPER, sameNumber))
                .hasMessage("/pinTrackingNumber delivery.trackingNumbersEqual");
        post();

        assertThat(events()).containsSubsequence("card.packed", "pin.packed", "card.dispatched");
    }

    @Test
    void remindsWhenTheStageExecutesAndTheLetterIsPosted() {
        cardIsPosted();
        Deadline receipt = inForce(RECEIPT);
        reach(RECEIPT_REMINDER);

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_postReceiptReminder");
        assertThat(events()).doesNotContain("receipt.reminded");
        postReminder();

        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(events()).contains("receipt.reminded");
        assertThat(inForce(RECEIPT)).isEqualTo(receipt);
        assertThat(receipts.awaited(task("userTask_recordReceipt"), RECEPTION).remindedOn())
                .contains(today());
    }

    @Test
    void refusesAnImpossibleReceipt() {
        cardIsPosted();
        LocalDate posted = today();

        assertThatThrownBy(() -> receive(posted.plusDays(1))).hasMessage("/arrivedOn delivery.arrivedInFuture");
        assertThatThrownBy(() -> receive(posted.minusDays(1))).hasMessage("/arrivedOn delivery.arrivedBeforePosting");
        assertThatThrownBy(() ->
                        receipts.record(task("userTask_recordReceipt"), RECEPTION, new RecordReceipt(posted, false)))
                .hasMessage("/sealMatches delivery.sealDiffers");
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(applications.status(application)).isEqualTo("ISSUED");
    }

    @Test
    void takesOneReceiptPerCard() {
        cardIsPosted();
        var task = task("userTask_recordReceipt");
        RecordReceipt receipt = new RecordReceipt(today(), true);
        receipts.record(task, RECEPTION, receipt);

        assertThatThrownBy(() -> receipts.record(task, RECEPTION, receipt)).hasMessage("workflow.taskGone");
        assertThat(jdbc.sql("SELECT count(*) FROM delivery.receipt WHERE card_number = :card")
                        .param("card", card.value())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void countsWhatArrivedInTimeWheneverItIsTypedIn() {
        cardIsPosted();
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        moveTo(inForce(RECEIPT).executeAt().minusSeconds(3600));
        receive(lastDay);

        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void asksTheManagerAboutALateReceipt() {
        lateReceipt();

        assertThat(openTasks()).containsExactly("userTask_decideLateReceipt");
        assertThat(deadlines.inForce(application.value(), RECEIPT)).isEmpty();
        ReceiptView late = receipts.late(task("userTask_decideLateReceipt"), MANAGER);
        assertThat(late.arrivedOn()).contains(today());
        assertThat(late.lastDay()).isBefore(today());
        assertThatThrownBy(() -> decideLate(Decision.ACCEPT, " ")).hasMessage("/reason delivery.reasonMissing");
        decideLate(Decision.ACCEPT, "郵便の遅れが消印で確認できたため");

        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(events()).containsSubsequence("receipt.arrivedLate", "receipt.confirmed");
    }

    @Test
    void revokesWhenTheManagerDoesNotAcceptALateReceipt() {
        lateReceipt();
        decideLate(Decision.REVOKE, "期限を過ぎており、事情の説明もないため");
        runDue();

        assertThat(events()).containsSubsequence("receipt.arrivedLate", "receipt.refused", "receipt.overdue");
        assertThat(openTasks()).isEmpty();
        assertThat(deliveryEnded()).isFalse();
    }

    private void lateReceipt() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        postReminder();
        moveTo(inForce(RECEIPT).executeAt().minusSeconds(3600));
        receive(today());
    }

    private void decideLate(Decision decision, String reason) {
        receipts.decideLate(task("userTask_decideLateReceipt"), MANAGER, new DecideLateReceipt(decision, reason));
    }

    @Test
    void waitsForTheClosingOfTheLastDay() {
        cardIsPosted();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay().minusDays(1));
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        reach(RECEIPT_REMINDER);
        reach(RECEIPT);

        assertThat(events()).doesNotContain("receipt.overdue");
        assertThat(openTasks()).contains("userTask_recordReceipt");
        assertThat(deadlines.awaitingClosingThrough(lastDay)).contains(application.value());
        closeArrivalsThrough(lastDay);
        assertThat(deadlines.awaitingClosingThrough(lastDay)).doesNotContain(application.value());
        runDue();

        assertThat(events()).contains("receipt.overdue");
        assertThat(openTasks()).isEmpty();
    }

    @Test
    void lateReceiptStopsAConsequenceThatWaitsForTheClosing() {
        cardIsPosted();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay().minusDays(1));
        LocalDate lastDay = inForce(RECEIPT).rolledLastDay();
        reach(RECEIPT_REMINDER);
        reach(RECEIPT);
        receive(today());
        closeArrivalsThrough(lastDay);
        runDue();

        assertThat(events()).doesNotContain("receipt.overdue");
        assertThat(openTasks()).contains("userTask_decideLateReceipt");
    }

    @Test
    void namesTheListOfTheParcelsForPosting() {
        cardIsReady(true);
        runDue();
        packCard();
        dispatches.packPin(task("userTask_packPin"), SHIPPER_2, new PackParcel(card.value(), true));

        assertThat(dispatches.parcels(task("userTask_postParcels"), SHIPPER))
                .extracting(ParcelView::content)
                .isEqualTo(List.of("CARD", "PIN"));
    }
}
