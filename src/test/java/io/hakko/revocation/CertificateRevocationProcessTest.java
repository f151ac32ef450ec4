package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CertificateRevocationProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/revocation/certificate-revocation.bpmn");

    private static final String SERIAL = "4d2a";
    private static final Instant ORIGINALS_DUE = Instant.parse("2026-12-09T07:00:00Z");

    private CaseWalk walk;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("RV-2026-000001")
                .with("revokeCertificateDelegate")
                .with("writeRevocationNoticesDelegate")
                .with("recordOvertakenDelegate")
                .with("writeRevocationRefusalDelegate", Map.of("letterId", "letter-1"))
                .with("raiseOriginalsAlarmDelegate");
    }

    @Test
    void revokesWithoutAskingWhenADeadlineDecided() {
        ProcessInstance revocation = start(false, false);
        assertThat(walk.tasks()).isEmpty();

        itIsRevokedAndNotified(revocation);

        assertThat(revocation).hasNotPassed("userTask_approveRevocation");
    }

    @Test
    void revokesWhatAPersonProposedAfterApproval() {
        ProcessInstance revocation = propose();

        approve(false);

        itIsRevokedAndNotified(revocation);
        assertThat(revocation).hasNotPassed("userTask_reviewRequest");
    }

    @Test
    void doesNothingWhenAProposalIsRefused() {
        ProcessInstance revocation = propose();

        walk.complete("userTask_approveRevocation", Map.of("revocationApproved", false, "refusalNoticeNeeded", false));

        assertThat(revocation).isEnded().hasPassed("endEvent_refused");
        assertThat(walk.called()).isEmpty();
    }

    @Test
    void endsWhenTheRequestIsWithdrawn() {
        ProcessInstance revocation = propose();

        walk.message("revocation.requestWithdrawn");

        assertThat(revocation).isEnded().hasPassed("endEvent_withdrawn");
        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.called()).isEmpty();
    }

    @Test
    void revokesWhatIsAskedOnPaperAfterReviewAndApproval() {
        ProcessInstance revocation = ask();
        assertThat(walk.task("userTask_reviewRequest")).hasCandidateGroup("reviewer");
        review(true);
        assertThat(revocation).isWaitingAtExactly("subProcess_examination", "userTask_approveRevocation");

        approve(false);

        itIsRevokedAndNotified(revocation);
    }

    @Test
    void tellsTheRequesterWhyARequestIsNotInOrder() {
        ProcessInstance revocation = ask();

        walk.complete(
                "userTask_reviewRequest",
                Map.of("requestInOrder", false, "revocationApproved", false, "refusalNoticeNeeded", true));

        theRefusalIsPosted(revocation);
        assertThat(revocation).hasPassed("endEvent_notInOrder").hasNotPassed("userTask_approveRevocation");
    }

    @Test
    void tellsTheRequesterWhyARequestIsNotApproved() {
        ProcessInstance revocation = ask();
        review(true);

        walk.complete("userTask_approveRevocation", Map.of("revocationApproved", false, "refusalNoticeNeeded", true));

        theRefusalIsPosted(revocation);
    }

    @Test
    void endsWhenTheCertificateIsRevokedForAnotherReasonDuringTheReview() {
        ProcessInstance revocation = ask();

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).isEmpty();
        walk.run("serviceTask_recordOvertaken");
        assertThat(revocation).isEnded().hasPassed("endEvent_overtaken");
        assertThat(walk.called()).containsExactly("recordOvertakenDelegate");
    }

    @Test
    void isNotTouchedByTheRevocationOfAnotherCertificate() {
        ProcessInstance revocation = ask();

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", "ffff");

        assertThat(revocation).isWaitingAtExactly("subProcess_examination", "userTask_reviewRequest");
    }

    @Test
    void waitsForTheOriginalsOfAFaxBesideTheNotices() {
        ProcessInstance revocation = faxIsRevoked();
        assertThat(walk.task("userTask_receiveOriginals"))
                .hasCandidateGroupAssociated("reception")
                .hasCandidateGroupAssociated("manager")
                .hasDueDate(Date.from(ORIGINALS_DUE));
        assertThat(walk.due("event_originalsOverdue")).isEqualTo(ORIGINALS_DUE);
        walk.complete("userTask_postRevocationNotices");
        assertThat(revocation).isNotEnded();

        walk.complete("userTask_receiveOriginals");

        assertThat(revocation).isEnded().hasPassed("endEvent_revoked", "endEvent_originalsSettled");
        assertThat(walk.jobs()).isEmpty();
    }

    @Test
    void alarmsWhenTheOriginalsOfAFaxStayAwayAndGoesOnWaiting() {
        ProcessInstance revocation = faxIsRevoked();
        walk.complete("userTask_postRevocationNotices");

        walk.fire("event_originalsOverdue");

        assertThat(walk.called()).endsWith("raiseOriginalsAlarmDelegate");
        assertThat(revocation).isWaitingAtExactly("userTask_receiveOriginals").hasPassed("endEvent_originalsAlarmed");
        walk.complete("userTask_receiveOriginals");
        assertThat(revocation).isEnded();
    }

    private ProcessInstance start(boolean approvalNeeded, boolean onPaper) {
        return walk.start(
                "certificate-revocation",
                Map.of(
                        "certificateSerial", SERIAL,
                        "approvalNeeded", approvalNeeded,
                        "onPaper", onPaper,
                        "originalsOutstanding", false));
    }

    private ProcessInstance propose() {
        ProcessInstance revocation = start(true, false);
        assertThat(revocation).isWaitingAtExactly("subProcess_examination", "userTask_approveRevocation");
        assertThat(walk.task("userTask_approveRevocation"))
                .hasCandidateGroupAssociated("approver")
                .hasCandidateGroupAssociated("manager");
        return revocation;
    }

    private ProcessInstance ask() {
        ProcessInstance revocation = start(true, true);
        assertThat(revocation).isWaitingAtExactly("subProcess_examination", "userTask_reviewRequest");
        return revocation;
    }

    private void review(boolean inOrder) {
        walk.complete("userTask_reviewRequest", Map.of("requestInOrder", inOrder));
    }

    private void approve(boolean originalsOutstanding) {
        Map<String, Object> variables = new HashMap<>(Map.of(
                "revocationApproved", true,
                "refusalNoticeNeeded", false,
                "originalsOutstanding", originalsOutstanding));
        if (originalsOutstanding) {
            variables.put("originalsDeadline", ORIGINALS_DUE);
        }
        walk.complete("userTask_approveRevocation", variables);
    }

    private ProcessInstance faxIsRevoked() {
        ProcessInstance revocation = ask();
        review(true);
        approve(true);
        walk.run("serviceTask_revoke");
        assertThat(walk.tasks()).containsExactly("userTask_receiveOriginals");
        walk.run("serviceTask_writeRevocationNotices");
        return revocation;
    }

    private void theRefusalIsPosted(ProcessInstance revocation) {
        walk.run("serviceTask_writeRevocationRefusal");
        assertThat(walk.called()).containsExactly("writeRevocationRefusalDelegate");
        assertThat(walk.task("userTask_postRevocationRefusal")).hasCandidateGroup("shipper");
        assertThat(walk.taskVariables("userTask_postRevocationRefusal")).containsEntry("letterId", "letter-1");
        walk.complete("userTask_postRevocationRefusal");
        assertThat(revocation).isEnded().hasPassed("endEvent_refused");
    }

    private void itIsRevokedAndNotified(ProcessInstance revocation) {
        walk.run("serviceTask_revoke");
        walk.run("serviceTask_writeRevocationNotices");
        assertThat(walk.called()).containsExactly("revokeCertificateDelegate", "writeRevocationNoticesDelegate");
        assertThat(walk.task("userTask_postRevocationNotices")).hasCandidateGroup("shipper");
        walk.complete("userTask_postRevocationNotices");
        assertThat(revocation).isEnded().hasPassed("endEvent_revoked").hasNotPassed("userTask_receiveOriginals");
    }
}
