package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.ApplicationView;
import io.hakko.application.EnterApplication;
import io.hakko.application.Examples;
import io.hakko.application.PresentedPaper;
import io.hakko.application.RegisterArrival;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.notice.LetterKind;
import io.hakko.notice.LetterView;
import io.hakko.review.domain.ReviewRefusal;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import io.hakko.shared.Yen;
import io.hakko.workflow.WorkflowRefusal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the arrival of the papers to acceptance, rejection or withdrawal. */
class ApplicationReviewTest extends ReviewCaseBase {

    @Test
    void acceptsACompleteApplicationAndFreezesItsPrice() {
        ApplicationNumber number = entered(fresh(Examples.corporation()));
        reviewComplete(number);
        reviews.approve(task(number, "userTask_approve"), APPROVER, Approval.accept());

        ApplicationView accepted = applications.of(number);
        assertThat(accepted.status()).isEqualTo("ACCEPTED");
        assertThat(accepted.price()).hasValueSatisfying(price -> {
            assertThat(price.product()).isEqualTo("3y30d");
            assertThat(price.purchaseCount()).isEqualTo(1);
            assertThat(price.unitPrice()).isEqualTo(Yen.of(42_900));
            assertThat(price.acceptedOn()).isEqualTo(today());
        });
        assertThat(events(number))
                .containsSubsequence(
                        "application.received", "application.entered", "review.complete", "application.accepted");
        assertThat(event(number, "application.accepted").detail()).contains("42900", "3y30d");
        assertThat(event(number, "application.accepted").actor()).isEqualTo(APPROVER.id());
        assertThat(open(number.value())).isEmpty();
        assertThat(instances(number)).isEqualTo(1);
    }

    /** A-FEE-05: two cards of five years ordered together. */
    @Test
    void countsTheCardsOrderedTogether() {
        ApplicationNumber number = entered(fresh(Examples.agent()));

        ReviewSheet.Quote quote = reviews.sheet(number).price();

        assertThat(quote.purchaseCount()).isEqualTo(2 + quote.held());
        assertThat(quote.held()).isZero();
        assertThat(quote.unitPrice()).isEqualTo(Yen.of(63_250));
    }

    @Test
    void handsOutWhatCardAndDeliveryNeed() {
        ApplicationNumber number = entered(fresh(Examples.read("aosign-former-name")));

        assertThat(applications.certificateContent(number)).satisfies(content -> {
            assertThat(content.name()).isEqualTo("本間 服子");
            assertThat(content.romajiName()).isEqualTo("Homma Fukuko");
            assertThat(content.corporateNumber()).isEmpty();
            assertThat(content.companyKey()).startsWith("CR-");
        });
        assertThat(applications.deliveryOf(number).holder().name()).isEqualTo("越中 服子");
        assertThat(applications.deliveryOf(number).agentDelivery()).isFalse();
    }

    /** D-09: the same company, however it is typed, has one key. */
    @Test
    void knowsACompanyWithoutCorporateNumberAgain() {
        ObjectNode other = fresh(Examples.soleProprietor());
        ((ObjectNode) other.at("/company")).put("name", "吉川　造園");

        String first = applications
                .certificateContent(entered(fresh(Examples.soleProprietor())))
                .companyKey();
        String second = applications.certificateContent(entered(other)).companyKey();

        assertThat(second).isEqualTo(first);
    }

    /** A-GEN-13. */
    @Test
    void countsAnArrivalOnAClosedDayAsOneOfTheNextBusinessDay() {
        LocalDate saturday = today().with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        moveTo(saturday, 10);

        assertThat(applications.of(arrive()).arrivedOn()).isEqualTo(calendar().onOrAfter(saturday));
    }

    @Test
    void registersNoArrivalOfTomorrow() {
        RegisterArrival tomorrow = new RegisterArrival(
                "aosign-g2", RegisterArrival.Channel.COUNTER, today().plusDays(1), Optional.empty());

        assertThat(codes(refused(() -> applications.registerArrival(tomorrow, RECEPTION))))
                .containsExactly(ApplicationRefusal.ARRIVAL_IN_FUTURE);
    }

    /** D-13, and one transaction for task and rows: nothing is stored and the task stays open. */
    @Test
    void storesNothingWithoutTheConfirmationAboutMyNumbers() {
        ApplicationNumber number = arrive();
        EnterApplication entry = new EnterApplication(fresh(Examples.corporation()), false);

        assertThat(codes(refused(() -> applications.enter(task(number, "userTask_receive"), RECEPTION, entry))))
                .containsExactly(ApplicationRefusal.MY_NUMBER_NOT_EXCLUDED);
        assertThat(applications.of(number).content()).isEmpty();
        assertThat(status(number)).isEqualTo("RECEIVED");
        assertThat(open(number.value())).containsExactly("userTask_receive");
        assertThat(events(number)).doesNotContain("application.entered");
    }

    /** D-16. */
    @Test
    void letsNobodyReviewWhatHeEnteredOrApproveWhatHeReviewed() {
        ApplicationNumber number = arrive();
        EnterApplication entry = new EnterApplication(fresh(Examples.corporation()), true);
        applications.enter(task(number, "userTask_receive"), EVERYBODY, entry);

        assertThat(codes(refused(() -> reviews.review(task(number, "userTask_review"), EVERYBODY, complete(number)))))
                .containsExactly(WorkflowRefusal.FOUR_EYES);
        assertThat(reviews.sheet(number).history()).isEmpty();

        reviewComplete(number);
        assertThat(codes(
                        refused(() -> reviews.approve(task(number, "userTask_approve"), EVERYBODY, Approval.accept()))))
                .containsExactly(WorkflowRefusal.FOUR_EYES);
        assertThat(status(number)).isEqualTo("ENTERED");
        assertThat(applications.of(number).price()).isEmpty();
    }

    @Test
    void refusesACompleteVerdictWhilePapersDeviate() {
        ApplicationNumber number = entered(deficientForm());

        List<Violation> violations =
                refused(() -> reviews.review(task(number, "userTask_review"), REVIEWER, complete(number)));

        assertThat(codes(violations))
                .containsExactlyInAnyOrder(
                        ReviewRefusal.PAPER_TOO_OLD, ReviewRefusal.PAPER_COPIED, ReviewRefusal.PAPER_MISSING);
        assertThat(violations.stream().map(Violation::pointer))
                .containsExactlyInAnyOrder("/papers/1", "/papers/2", "/papers");
    }

    @Test
    void wantsEveryCheckAnsweredBeforeACompleteVerdict() {
        ApplicationNumber number = entered(fresh(Examples.corporation()));
        List<ReviewVerdict.Check> answers = new java.util.ArrayList<>(allOk(number));
        answers.set(1, new ReviewVerdict.Check(answers.get(1).code(), Optional.empty()));
        answers.set(2, new ReviewVerdict.Check(answers.get(2).code(), Optional.of(false)));
        ReviewVerdict verdict = new ReviewVerdict(true, answers, List.of(), Optional.empty());

        assertThat(refused(() -> reviews.review(task(number, "userTask_review"), REVIEWER, verdict)))
                .containsExactly(
                        Violation.at("/checklist/1/result", ReviewRefusal.CHECK_UNANSWERED),
                        Violation.at("/checklist/2/result", ReviewRefusal.CHECK_FAILED));
    }

    @Test
    void wantsAFindingForADeficientVerdict() {
        ApplicationNumber number = entered(fresh(Examples.corporation()));

        assertThat(refused(() -> reviews.review(task(number, "userTask_review"), REVIEWER, deficient())))
                .containsExactly(Violation.at("/findings", ReviewRefusal.DEFICIENT_WITHOUT_FINDING));
    }

    /** D-03, D-05: the deadline runs from the registered posting; what comes in time goes back to the reviewer. */
    @Test
    void goesThroughADeficiencyRound() {
        ApplicationNumber number = notified(deficientForm());
        LocalDate posted = today();

        assertThat(status(number)).isEqualTo("DEFICIENT");
        assertThat(deadline(number).lastDay()).isEqualTo(posted.plusDays(20));
        assertThat(event(number, "deficiency.notified").detail())
                .contains(deadline(number).rolledLastDay().toString());
        assertThat(letters.ofCase(number.value()).stream().map(LetterView::kind))
                .containsExactly(LetterKind.DEFICIENCY_NOTICE);
        assertThat(reviews.sheet(number).lastRound()).hasValueSatisfying(round -> {
            assertThat(round.number()).isEqualTo(1);
            assertThat(round.findings()).hasSize(3).allMatch(ReviewSheet.FindingLine::automatic);
        });

        moveTo(posted.plusDays(10), 10);
        reviews.receiveCorrection(task(number, "userTask_receiveCorrection"), RECEPTION, correction(today()));

        assertThat(status(number)).isEqualTo("ENTERED");
        assertThat(deadlines.inForce(number.value(), ApplicationReviewProcess.DEFICIENCY))
                .isEmpty();
        assertThat(reviews.sheet(number).findings()).isEmpty();
        reviewComplete(number);
        assertThat(open(number.value())).containsExactly("userTask_approve");
        assertThat(events(number))
                .containsSubsequence(
                        "review.deficient", "deficiency.notified", "correction.received", "review.complete");
    }

    @Test
    void refusesACorrectionThatCameTooLateOrWithAMyNumber() {
        ApplicationNumber number = notified(deficientForm());
        LocalDate late = deadline(number).rolledLastDay().plusDays(1);
        moveTo(late, 9);
        CorrectionReceived unchecked = new CorrectionReceived(late, List.of(), Optional.of("訂正印"), false);

        assertThat(codes(refused(() ->
                        reviews.receiveCorrection(task(number, "userTask_receiveCorrection"), RECEPTION, unchecked))))
                .containsExactly(ReviewRefusal.MY_NUMBER_NOT_EXCLUDED, ReviewRefusal.ARRIVED_TOO_LATE);
        assertThat(status(number)).isEqualTo("DEFICIENT");
    }

    /** D-04: typed in late, but arrived in time, counts as long as the arrivals are not closed. */
    @Test
    void acceptsWhatArrivedInTimeEvenAfterTheDeadline() {
        ApplicationNumber number = notified(deficientForm());
        LocalDate lastDay = deadline(number).rolledLastDay();
        passDeadline(number);

        assertThat(open(number.value())).containsExactly("userTask_receiveCorrection");
        reviews.receiveCorrection(task(number, "userTask_receiveCorrection"), RECEPTION, correction(lastDay));

        assertThat(open(number.value())).containsExactly("userTask_review");
        closeToday();
        assertThat(open(number.value())).containsExactly("userTask_review");
    }

    /** D-03, D-04: the consequence waits for the closing; the manager extends, then rejects. */
    @Test
    void lapsesAfterTheClosingAndAsksTheManager() {
        ApplicationNumber number = notified(deficientForm());
        passDeadline(number);
        assertThat(open(number.value())).containsExactly("userTask_receiveCorrection");

        closeToday();
        assertThat(open(number.value())).containsExactly("userTask_decideLapse");
        assertThat(deadlines.inForce(number.value(), ApplicationReviewProcess.DEFICIENCY))
                .isEmpty();

        LocalDate extended = calendar().nextAfter(today().plusDays(7));
        assertThat(codes(refused(() -> reviews.decideLapse(
                        task(number, "userTask_decideLapse"), MANAGER, LapseDecision.extend(today(), "郵便事故")))))
                .containsExactly(ReviewRefusal.EXTENSION_NOT_LATER);
        reviews.decideLapse(task(number, "userTask_decideLapse"), MANAGER, LapseDecision.extend(extended, "郵便事故のため"));
        assertThat(open(number.value())).containsExactly("userTask_receiveCorrection");
        assertThat(deadline(number).rolledLastDay()).isEqualTo(extended);

        moveTo(extended, 10);
        closeToday();
        passDeadline(number);
        assertThat(open(number.value())).containsExactly("userTask_decideLapse");
        reviews.decideLapse(task(number, "userTask_decideLapse"), MANAGER, LapseDecision.reject("連絡がつかないため"));
        runDue(number);

        assertThat(status(number)).isEqualTo("REJECTED");
        assertThat(event(number, "application.rejected").actor()).isEqualTo(MANAGER.id());
        assertThat(letters.ofCase(number.value()).stream().map(LetterView::kind))
                .containsExactly(LetterKind.DEFICIENCY_NOTICE, LetterKind.REJECTION_NOTICE);
        post(number, "userTask_postRejectionNotice");
        assertThat(instances(number)).isZero();
    }

    @Test
    void returnsToTheReviewerAndRejectsWithAReason() {
        ApplicationNumber number = entered(fresh(Examples.corporation()));
        reviewComplete(number);
        assertThat(codes(refused(
                        () -> reviews.approve(task(number, "userTask_approve"), APPROVER, new Approval.Return(" ")))))
                .containsExactly(ReviewRefusal.REASON_NEEDED);

        reviews.approve(task(number, "userTask_approve"), APPROVER, new Approval.Return("印影を再確認してください"));
        assertThat(reviews.sheet(number).history())
                .last()
                .satisfies(line -> assertThat(line.detail()).contains("印影を再確認"));
        reviewComplete(number);
        reviews.approve(
                task(number, "userTask_approve"),
                APPROVER,
                new Approval.Reject("FALSE_APPLICATION", Optional.of("登記の記載と異なる")));
        runDue(number);

        assertThat(status(number)).isEqualTo("REJECTED");
        assertThat(open(number.value())).containsExactly("userTask_postRejectionNotice");
        assertThat(codes(refused(() -> applications.withdraw(number, RECEPTION, "取りやめ", today()))))
                .containsExactly(ApplicationRefusal.ALREADY_DECIDED);
    }

    @Test
    void asksAgainWhenThePriceHasChanged() {
        ApplicationNumber number = entered(fresh(Examples.corporation()));
        reviewComplete(number);

        assertThat(codes(refused(() -> reviews.approve(
                        task(number, "userTask_approve"), APPROVER, new Approval.Accept(Optional.of(Yen.of(1)))))))
                .containsExactly(ReviewRefusal.PRICE_CHANGED);
        assertThat(status(number)).isEqualTo("ENTERED");
    }

    /** B-GEN-11. */
    @Test
    void withdrawsBeforeAcceptanceOnly() {
        ApplicationNumber number = notified(deficientForm());
        applications.withdraw(number, RECEPTION, "申込者の都合", today());

        assertThat(status(number)).isEqualTo("WITHDRAWN");
        assertThat(instances(number)).isZero();
        assertThat(deadlines.inForce(number.value(), ApplicationReviewProcess.DEFICIENCY))
                .isEmpty();
        assertThat(event(number, "application.withdrawn").reason()).isEqualTo("申込者の都合");

        ApplicationNumber accepted = entered(fresh(Examples.corporation()));
        reviewComplete(accepted);
        reviews.approve(task(accepted, "userTask_approve"), APPROVER, Approval.accept());
        assertThat(codes(refused(() -> applications.withdraw(accepted, RECEPTION, "取りやめ", today()))))
                .containsExactly(ApplicationRefusal.ALREADY_DECIDED);
    }

    /** D-04: one closing covers all earlier days; a day is opened once. */
    @Test
    void closesEarlierDaysToo() {
        sweep();
        sweep();
        LocalDate first = today();
        assertThat(open(first.toString())).containsExactly("userTask_closeArrivals");
        assertThat(closings.closedThrough(first)).isFalse();

        moveTo(calendar().nextAfter(first), 9);
        closeToday();

        assertThat(open(first.toString())).isEmpty();
        assertThat(closings.closedThrough(first)).isTrue();
        assertThat(closings.closedThrough(today().plusDays(1))).isFalse();
    }

    private CorrectionReceived correction(LocalDate arrivedOn) {
        return new CorrectionReceived(
                arrivedOn,
                List.of(
                        paper("RESIDENCE_RECORD", arrivedOn),
                        paper("SEAL_REGISTRATION", arrivedOn),
                        paper("COMPANY_SEAL_CERTIFICATE", arrivedOn)),
                Optional.empty(),
                true);
    }

    private static PresentedPaper paper(String kind, LocalDate arrivedOn) {
        return new PresentedPaper(kind, arrivedOn.minusDays(2), true, Optional.empty(), arrivedOn);
    }

    /** The example with a residence record that is too old today. */
    private ObjectNode deficientForm() {
        ObjectNode form = fresh(Examples.deficient());
        ((ObjectNode) form.at("/papers/1"))
                .put("issuedOn", today().minusMonths(4).toString());
        return form;
    }

    private static List<RefusalCode> codes(List<Violation> violations) {
        return violations.stream().map(Violation::code).toList();
    }
}
