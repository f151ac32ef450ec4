package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ApplicationReviewProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/review/application-review.bpmn");

    private static final Instant DEADLINE = Instant.parse("2026-12-21T07:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-12T07:00:00Z");

    private CaseWalk walk;
    private ProcessInstance review;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000001")
                .with("writeDeficiencyNoticeDelegate", Map.of("letterId", "1"))
                .with("checkCorrectionArrivalsDelegate", Map.of("arrivalsClosed", true))
                .with("rejectLapsedApplicationDelegate", Map.of("reviewOutcome", "rejected"))
                .with("writeRejectionNoticeDelegate", Map.of("letterId", "2"));
        review = walk.start("application-review");
    }

    @Test
    void acceptsWhatThreePeopleFoundInOrder() {
        assertThat(review).isWaitingAtExactly("userTask_receive");
        assertThat(walk.task("userTask_receive")).hasCandidateGroup("reception").isNotAssigned();

        walk.complete("userTask_receive");
        assertThat(review).isWaitingAtExactly("userTask_review");
        assertThat(walk.task("userTask_review")).hasCandidateGroup("reviewer");

        walk.complete("userTask_review", Map.of("documentsDeficient", false));
        assertThat(review).isWaitingAtExactly("userTask_approve");
        assertThat(walk.task("userTask_approve")).hasCandidateGroup("approver");

        approve("accept");
        assertThat(review)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_reviewRequested",
                        "userTask_receive",
                        "userTask_review",
                        "gateway_deficient",
                        "userTask_approve",
                        "gateway_approval",
                        "endEvent_accepted");
    }

    @Test
    void goesBackToReviewWhenTheApproverReturnsIt() {
        findNothing();

        approve("return");

        assertThat(review).isWaitingAtExactly("userTask_review");
    }

    @Test
    void writesAndPostsTheRejectionOfTheApprover() {
        findNothing();

        approve("reject");
        rejectionIsWrittenAndPosted();

        assertThat(walk.called()).containsExactly("writeRejectionNoticeDelegate");
    }

    @Test
    void reviewsAgainWhenCorrectedInTime() {
        notifyDeficiency(DEADLINE);
        assertThat(review)
                .isWaitingAtExactly("subProcess_awaitCorrection", "userTask_receiveCorrection")
                .hasPassed("serviceTask_writeDeficiencyNotice", "userTask_postDeficiencyNotice");
        assertThat(walk.task("userTask_receiveCorrection").getDueDate()).isEqualTo(DEADLINE);
        assertThat(walk.due("event_deficiencyDeadlinePassed")).isEqualTo(DEADLINE);

        walk.complete("userTask_receiveCorrection");

        assertThat(review).isWaitingAtExactly("userTask_review").hasPassed("endEvent_corrected");
        assertThat(walk.jobs()).isEmpty();
    }

    @Test
    void armsAFreshTimerInTheSecondRound() {
        notifyDeficiency(DEADLINE);
        walk.complete("userTask_receiveCorrection");

        findDeficiency(LATER);

        assertThat(walk.jobs()).containsExactly("event_deficiencyDeadlinePassed");
        assertThat(walk.due("event_deficiencyDeadlinePassed")).isEqualTo(LATER);
    }

    @Test
    void asksTheManagerWhenTheDeadlineLapsedAndArrivalsAreClosed() {
        notifyDeficiency(DEADLINE);

        walk.fire("event_deficiencyDeadlinePassed");

        assertThat(review)
                .isWaitingAtExactly("userTask_decideLapse")
                .hasPassed("endEvent_deficiencyLapsed", "event_deficiencyLapsed")
                .hasNotPassed("event_correctionArrivalsClosed");
        assertThat(walk.task("userTask_decideLapse")).hasCandidateGroup("manager");

        walk.complete("userTask_decideLapse", Map.of("lapseDecision", "reject"));
        rejectionIsWrittenAndPosted();
    }

    @Test
    void waitsForTheClosingOfArrivalsBeforeItLapses() {
        walk.with("checkCorrectionArrivalsDelegate", Map.of("arrivalsClosed", false));
        notifyDeficiency(DEADLINE);

        walk.fire("event_deficiencyDeadlinePassed");
        assertThat(review)
                .isWaitingAtExactly(
                        "subProcess_awaitCorrection", "userTask_receiveCorrection", "event_correctionArrivalsClosed");

        walk.message("application.arrivalsClosed");
        assertThat(review).isWaitingAtExactly("userTask_decideLapse");
    }

    @Test
    void stillTakesACorrectionWhileArrivalsAreOpen() {
        walk.with("checkCorrectionArrivalsDelegate", Map.of("arrivalsClosed", false));
        notifyDeficiency(DEADLINE);
        walk.fire("event_deficiencyDeadlinePassed");

        walk.complete("userTask_receiveCorrection");

        assertThat(review).isWaitingAtExactly("userTask_review").hasNotPassed("endEvent_deficiencyLapsed");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
    }

    @Test
    void armsAFreshTimerWhenTheManagerExtends() {
        notifyDeficiency(DEADLINE);
        walk.fire("event_deficiencyDeadlinePassed");

        walk.complete("userTask_decideLapse", Map.of("lapseDecision", "extend", "deficiencyDeadline", LATER));

        assertThat(review).isWaitingAtExactly("subProcess_awaitCorrection", "userTask_receiveCorrection");
        assertThat(walk.due("event_deficiencyDeadlinePassed")).isEqualTo(LATER);
        assertThat(walk.task("userTask_receiveCorrection").getDueDate()).isEqualTo(LATER);

        walk.fire("event_deficiencyDeadlinePassed");
        assertThat(review).isWaitingAtExactly("userTask_decideLapse");
    }

    @Test
    void rejectsByItselfWhereTheProfileSaysSo() {
        notifyDeficiency(DEADLINE, "reject");

        walk.fire("event_deficiencyDeadlinePassed");
        assertThat(walk.tasks()).isEmpty();
        walk.run("serviceTask_rejectLapsed");
        rejectionIsWrittenAndPosted();

        assertThat(walk.called())
                .endsWith(
                        "checkCorrectionArrivalsDelegate",
                        "rejectLapsedApplicationDelegate",
                        "writeRejectionNoticeDelegate");
    }

    @Test
    void endsWhenWithdrawnDuringReview() {
        walk.complete("userTask_receive");

        walk.message("application.withdrawn", Map.of("reviewOutcome", "withdrawn"));

        assertThat(review).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void endsWithItsTimerWhenWithdrawnWhileWaitingForCorrection() {
        notifyDeficiency(DEADLINE);

        walk.message("application.withdrawn", Map.of("reviewOutcome", "withdrawn"));

        assertThat(review).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(walk.jobs()).isEmpty();
    }

    private void findNothing() {
        walk.complete("userTask_receive");
        walk.complete("userTask_review", Map.of("documentsDeficient", false));
    }

    private void approve(String decision) {
        walk.complete("userTask_approve", Map.of("approvalDecision", decision));
    }

    private void notifyDeficiency(Instant deadline) {
        notifyDeficiency(deadline, "decide");
    }

    private void notifyDeficiency(Instant deadline, String consequence) {
        walk.complete("userTask_receive");
        findDeficiency(deadline, consequence);
    }

    private void findDeficiency(Instant deadline) {
        findDeficiency(deadline, "decide");
    }

    private void findDeficiency(Instant deadline, String consequence) {
        walk.complete("userTask_review", Map.of("documentsDeficient", true));
        walk.run("serviceTask_writeDeficiencyNotice");
        assertThat(walk.task("userTask_postDeficiencyNotice")).hasCandidateGroup("shipper");
        walk.complete(
                "userTask_postDeficiencyNotice",
                Map.of("deficiencyDeadline", deadline, "deficiencyConsequence", consequence));
    }

    private void rejectionIsWrittenAndPosted() {
        walk.run("serviceTask_writeRejectionNotice");
        assertThat(walk.task("userTask_postRejectionNotice")).hasCandidateGroup("shipper");
        walk.complete("userTask_postRejectionNotice");
        assertThat(review).isEnded().hasPassed("endEvent_rejected");
    }
}
