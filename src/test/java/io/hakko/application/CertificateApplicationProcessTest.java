package io.hakko.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CertificateApplicationProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf(
            "processes/application/certificate-application.bpmn",
            stage("application-review"),
            stage("certificate-issuance"),
            stage("card-delivery"));

    private static final Instant TARGET = Instant.parse("2026-12-02T00:00:00Z");
    private static final Map<String, Object> CARD =
            Map.of("certificateSerial", "4d2a", "cardNumber", "1000000000000018");

    private CaseWalk walk;
    private ProcessInstance application;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000001").with("raiseIssueAlarmDelegate").with("closeIssueTargetDelegate");
    }

    @Test
    void endsWithTheCardInUse() {
        startWithoutTarget();
        review("accepted");
        issue(CARD);
        walk.run("callActivity_deliver");
        assertThat(application).isWaitingAtExactly("callActivity_deliver");
        assertThat(walk.taskVariables("stage_card-delivery")).containsExactlyInAnyOrderEntriesOf(CARD);
        walk.complete("stage_card-delivery", Map.of("deliveryOutcome", "inUse"));

        assertThat(application)
                .isEnded()
                .hasPassedInOrder(
                        "startEvent_documentsArrived",
                        "callActivity_review",
                        "gateway_accepted",
                        "callActivity_issue",
                        "endEvent_issueEnded",
                        "serviceTask_closeIssueTarget",
                        "gateway_reviewOutcome",
                        "gateway_issued",
                        "callActivity_deliver",
                        "gateway_received",
                        "endEvent_inUse");
    }

    @Test
    void watchesTheDayOfIssueUntilTheCardIsReady() {
        startWithTarget();
        assertThat(walk.due("event_issueTargetPassed")).isEqualTo(TARGET);
        review("accepted");
        walk.run("callActivity_issue");
        assertThat(walk.jobs()).contains("event_issueTargetPassed");
        walk.complete("stage_certificate-issuance", CARD);

        assertThat(walk.jobs()).containsExactly("callActivity_deliver");
        assertThat(walk.called()).containsExactly("closeIssueTargetDelegate");
    }

    @Test
    void raisesAnAlarmWhenTheDayOfIssueHasPassedAndNothingElse() {
        startWithTarget();
        walk.run("callActivity_review");

        walk.fire("event_issueTargetPassed");

        assertThat(walk.called()).containsExactly("raiseIssueAlarmDelegate");
        assertThat(application).isWaitingAtExactly("callActivity_review", "subProcess_untilIssued");
        walk.complete("stage_application-review", Map.of("reviewOutcome", "accepted"));
        issue(CARD);
        assertThat(walk.called()).containsExactly("raiseIssueAlarmDelegate", "closeIssueTargetDelegate");
        assertThat(application).isWaitingAtExactly("callActivity_deliver");
    }

    @Test
    void stopsWatchingWhenTheApplicationIsRejected() {
        startWithTarget();
        review("rejected");

        assertThat(application).isEnded().hasPassed("endEvent_rejected");
        assertThat(walk.jobs()).isEmpty();
        assertThat(walk.called()).containsExactly("closeIssueTargetDelegate");
    }

    @Test
    void endsWhenRejected() {
        startWithoutTarget();
        review("rejected");

        assertThat(application).isEnded().hasPassed("endEvent_rejected").hasNotPassed("callActivity_issue");
    }

    @Test
    void endsWhenWithdrawn() {
        startWithoutTarget();
        review("withdrawn");

        assertThat(application).isEnded().hasPassed("endEvent_withdrawn").hasNotPassed("callActivity_issue");
    }

    @Test
    void endsWhenRevokedBeforeTheCardWasReady() {
        startWithoutTarget();
        review("accepted");
        issue(Map.of("certificateSerial", "4d2a", "issuanceOutcome", "revoked"));

        assertThat(application).isEnded().hasPassed("endEvent_revokedBeforeUse").hasNotPassed("callActivity_deliver");
    }

    @Test
    void endsWhenRevokedBeforeReceipt() {
        startWithoutTarget();
        review("accepted");
        issue(CARD);
        walk.run("callActivity_deliver");
        walk.complete("stage_card-delivery", Map.of("deliveryOutcome", "revoked"));

        assertThat(application).isEnded().hasPassed("endEvent_revokedBeforeUse").hasNotPassed("endEvent_inUse");
    }

    private void startWithoutTarget() {
        application = walk.start("certificate-application", Map.of("profileId", "aosign-g2", "issueTargetSet", false));
    }

    private void startWithTarget() {
        application = walk.start(
                "certificate-application",
                Map.of("profileId", "aosign-g2", "issueTargetSet", true, "issueTargetAt", TARGET));
    }

    private void review(String outcome) {
        walk.run("callActivity_review");
        assertThat(walk.taskVariables("stage_application-review")).isEmpty();
        walk.complete("stage_application-review", Map.of("reviewOutcome", outcome));
    }

    private void issue(Map<String, Object> outcome) {
        walk.run("callActivity_issue");
        assertThat(walk.taskVariables("stage_certificate-issuance")).isEmpty();
        walk.complete("stage_certificate-issuance", outcome);
    }

    /** Stands for a called process: one task at which the test says how it ends. */
    private static BpmnModelInstance stage(String process) {
        return Bpmn.createExecutableProcess(process)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("stage_" + process)
                .endEvent()
                .done();
    }
}
