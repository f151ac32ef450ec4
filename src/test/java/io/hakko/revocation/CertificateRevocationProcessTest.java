package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CertificateRevocationProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/revocation/certificate-revocation.bpmn");

    private CaseWalk walk;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("R-2026-000001").with("revokeCertificateDelegate").with("writeRevocationNoticesDelegate");
    }

    @Test
    void revokesWithoutAskingWhenADeadlineDecided() {
        ProcessInstance revocation = walk.start("certificate-revocation", Map.of("approvalNeeded", false));
        assertThat(walk.tasks()).isEmpty();

        itIsRevokedAndNotified(revocation);

        assertThat(revocation).hasNotPassed("userTask_approveRevocation");
    }

    @Test
    void revokesWhatAPersonProposedAfterApproval() {
        ProcessInstance revocation = propose();

        walk.complete("userTask_approveRevocation", Map.of("revocationApproved", true));

        itIsRevokedAndNotified(revocation);
    }

    @Test
    void doesNothingWhenRefused() {
        ProcessInstance revocation = propose();

        walk.complete("userTask_approveRevocation", Map.of("revocationApproved", false));

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

    private ProcessInstance propose() {
        ProcessInstance revocation = walk.start("certificate-revocation", Map.of("approvalNeeded", true));
        assertThat(revocation).isWaitingAtExactly("userTask_approveRevocation");
        assertThat(walk.task("userTask_approveRevocation"))
                .hasCandidateGroupAssociated("approver")
                .hasCandidateGroupAssociated("manager");
        return revocation;
    }

    private void itIsRevokedAndNotified(ProcessInstance revocation) {
        walk.run("serviceTask_revoke");
        walk.run("serviceTask_writeRevocationNotices");
        assertThat(walk.called()).containsExactly("revokeCertificateDelegate", "writeRevocationNoticesDelegate");
        assertThat(walk.task("userTask_postRevocationNotices")).hasCandidateGroup("shipper");
        walk.complete("userTask_postRevocationNotices");
        assertThat(revocation).isEnded().hasPassed("endEvent_revoked");
    }
}
