package io.hakko.story;

import io.hakko.application.PresentedPaper;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.Zones;
import io.hakko.review.PaperDeviation;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CaseNumber;
import io.hakko.shared.RevocationRequestNumber;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** One case being played: the chapters of which stories are made. */
final class CasePlay implements StoryTime.Routine {

    private static final int DAYS_UNTIL_CORRECTION = 7;
    private static final int DAYS_UNTIL_RECEIPT = 7;
    private static final int DAYS_UNTIL_PAYMENT = 7;
    private static final int DAYS_UNTIL_REVOCATION = 14;
    private static final int DAYS_UNTIL_RETURN = 12;
    private static final int DAYS_UNTIL_DOUBT = 5;
    private static final int DAYS_OF_INVESTIGATION = 28;
    private static final int PATIENCE_DAYS = 120;
    private static final String POST_REJECTION = "userTask_postRejectionNotice";
    private static final LocalTime LATE_MORNING = LocalTime.of(10, 0);

    private final CaseHands hands;
    private final StoryTime time;
    private final Staff staff;
    private final RevocationHands revocations;
    private final PaymentHands payments;
    private final DeliveryHands deliveries;
    private final CompromiseHands compromises;
    private final BusinessCalendar calendar;
    private final ApplicationNumber number;
    private final List<PaperDeviation> deviations;
    private int trackingNumbers;

    CasePlay(
            CaseHands hands,
            StoryTime time,
            Staff staff,
            RevocationHands revocations,
            PaymentHands payments,
            DeliveryHands deliveries,
            CompromiseHands compromises,
            BusinessCalendar calendar,
            ApplicationNumber number,
            List<PaperDeviation> deviations) {
        this.hands = hands;
        this.time = time;
        this.staff = staff;
        this.revocations = revocations;
        this.payments = payments;
        this.deliveries = deliveries;
        this.compromises = compromises;
        this.calendar = calendar;
        this.number = number;
        this.deviations = List.copyOf(deviations);
    }

    @Override
    public void closeTheDay() {
        hands.closeArrivals(staff);
    }

    /** The shipper takes every letter that waits to the post office on the day it is written. */
    @Override
    public void attend() {
        post(number.value(), "userTask_postReceiptReminder");
        post(number.value(), "userTask_postDoubtReply");
        payments.invoiceOf(number).map(invoice -> invoice.number().value()).ifPresent(invoice -> {
            post(invoice, "userTask_postInvoice");
            post(invoice, "userTask_postPaymentReminder");
        });
    }

    private void post(String businessKey, String element) {
        if (hands.letterWaits(businessKey, element)) {
            hands.postLetter(staff, businessKey, element, time.today(), trackingNumber());
        }
    }

    void reviewedAtOnce() {
        time.work(this);
        hands.findComplete(staff, number);
        time.work(this);
        hands.approve(staff, number);
        time.work(this);
    }

    void foundDeficient() {
        time.work(this);
        hands.findDeficient(staff, number);
        time.work(this);
        hands.postLetter(staff, number.value(), "userTask_postDeficiencyNotice", time.today(), trackingNumber());
        time.settle(this);
    }

    void corrected() {
        passDays(DAYS_UNTIL_CORRECTION);
        LocalDate issued = time.today().minusDays(1);
        List<PresentedPaper> papers = deviations.stream()
                .map(PaperDeviation::kind)
                .distinct()
                .map(kind -> new PresentedPaper(kind, issued, true, Optional.empty(), time.today()))
                .toList();
        hands.correct(staff, number, time.today(), papers);
        time.settle(this);
    }

    void issued() {
        hands.loadCard(staff, number);
        time.work(this);
        hands.makeCard(staff, number);
        time.work(this);
        hands.inspectCard(staff, number);
        time.work(this);
    }

    void firstCardBroke() {
        hands.loadCard(staff, number);
        time.work(this);
        hands.breakCard(staff, number);
        time.work(this);
    }

    void dispatched() {
        hands.pack(staff, number);
        time.work(this);
        hands.dispatch(staff, number, time.today(), trackingNumber(), trackingNumber());
        time.settle(this);
    }

    void received() {
        passDays(DAYS_UNTIL_RECEIPT);
        hands.receive(staff, number, time.today());
        time.settle(this);
    }

    /** The company pays a week after it has the invoice. */
    void paid() {
        passDays(DAYS_UNTIL_PAYMENT);
        pays();
    }

    /** The company pays today. */
    void pays() {
        payments.receiveAll(staff, number, time.today());
        time.settle(this);
    }

    void waitedForPaymentInVain() {
        ZonedDateTime end = time.now().plusDays(PATIENCE_DAYS);
        while (!payments.decisionWaits(number)) {
            if (time.now().isAfter(end)) {
                throw new IllegalStateException("nobody asked about the payment in %d days".formatted(PATIENCE_DAYS));
            }
            time.passToNext(this);
        }
    }

    /** The money comes on the next day, before a manager has decided. */
    void paidBeforeTheDecision() {
        passDays(1);
        pays();
    }

    void revokedForNonPayment() {
        time.work(this);
        payments.decideToRevoke(staff, number);
        time.work(this);
        revocations.approve(staff);
        time.work(this);
        revocations.postNotices(staff, time.today(), trackingNumber(), trackingNumber());
        time.settle(this);
    }

    /** After the last day, in the morning of the day on which the consequence would run, and a manager accepts it. */
    void receivedLateAndAccepted() {
        ZonedDateTime consequence = deliveries.receiptDue(number).atZone(Zones.TOKYO);
        time.passTo(consequence.with(LATE_MORNING), this);
        hands.receive(staff, number, time.today());
        time.work(this);
        deliveries.acceptLateReceipt(staff, number);
        time.settle(this);
    }

    /** Nobody fetches the parcels; the post office brings them back. */
    void cameBack() {
        passDays(DAYS_UNTIL_RETURN);
        deliveries.comesBack(staff, number, time.today());
        time.work(this);
    }

    void sentAgain() {
        deliveries.reachHolder(staff, number);
        time.work(this);
        deliveries.sendAgain(
                staff, number, hands.lastCertificate(number).card(), time.today(), trackingNumber(), trackingNumber());
        time.settle(this);
    }

    void doubted() {
        passDays(DAYS_UNTIL_DOUBT);
        deliveries.doubts(staff, number, time.today());
        time.work(this);
    }

    /** It takes so long that without the standstill the card would have been revoked. */
    void clearedUp() {
        passDays(DAYS_OF_INVESTIGATION);
        deliveries.clearUp(staff, number);
        time.work(this);
    }

    void waitedForReceiptInVain() {
        ZonedDateTime end = time.now().plusDays(PATIENCE_DAYS);
        while (!hands.lastCertificate(number).isRevoked()) {
            if (time.now().isAfter(end)) {
                throw new IllegalStateException("the certificate was not revoked in %d days".formatted(PATIENCE_DAYS));
            }
            time.passToNext(this);
        }
        time.work(this);
        revocations.postNotices(staff, time.today(), trackingNumber(), trackingNumber());
        time.settle(this);
    }

    void rejected() {
        time.work(this);
        hands.findComplete(staff, number);
        time.work(this);
        hands.reject(staff, number);
        time.work(this);
        postRejection();
    }

    void waitedForCorrectionInVain() {
        ZonedDateTime end = time.now().plusDays(PATIENCE_DAYS);
        while (!hands.letterWaits(number.value(), POST_REJECTION)) {
            if (time.now().isAfter(end)) {
                throw new IllegalStateException("the application was not rejected in %d days".formatted(PATIENCE_DAYS));
            }
            if (hands.managerHasToDecide(number)) {
                time.work(this);
                hands.rejectLapsed(staff, number);
                time.settle(this);
            } else {
                time.passToNext(this);
            }
        }
        time.work(this);
        postRejection();
    }

    private void postRejection() {
        hands.postLetter(staff, number.value(), POST_REJECTION, time.today(), trackingNumber());
        time.settle(this);
    }

    void revokedOnPaper(RevocationCause cause) {
        passDays(DAYS_UNTIL_REVOCATION);
        RevocationRequestNumber request =
                revocations.register(staff, hands.lastCertificate(number), cause, time.today());
        time.work(this);
        revocations.findInOrder(staff, request);
        time.work(this);
        revocations.approve(staff, request);
        time.work(this);
        revocations.postNotices(staff, time.today(), trackingNumber(), trackingNumber());
        time.settle(this);
    }

    /** A manager learns of it in the morning; the other one agrees; the world is told on the same day. */
    void authorityCompromised() {
        passDays(DAYS_UNTIL_REVOCATION);
        CaseNumber compromise = compromises.propose(staff, hands.lastCertificate(number));
        time.work(this);
        compromises.approve(staff, compromise);
        time.work(this);
        revocations.postNotices(staff, time.today(), trackingNumber(), trackingNumber());
        time.work(this);
        compromises.announce(staff, compromise, time.today());
        time.settle(this);
    }

    private void passDays(int days) {
        LocalDate day = calendar.onOrAfter(time.today().plusDays(days));
        time.passTo(day.atTime(LATE_MORNING).atZone(Zones.TOKYO), this);
    }

    /** An invented postal item number of eleven digits whose last is the first ten modulo 7 (DATA.md 5). */
    private String trackingNumber() {
        trackingNumbers++;
        long ten = 1_000_000_000L + trackingNumbers;
        return "%010d%d".formatted(ten, ten % 7);
    }
}
