package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaCompromiseProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/revocation/ca-compromise.bpmn");

    @Test
    void doesNothingWhenTheSecondManagerRefuses() {
        CaseWalk walk = MODEL.newCase("CS-2026-000001").with("requestRevocationsDelegate");
        ProcessInstance compromise = walk.start("ca-compromise", Map.of());
        assertThat(walk.task("userTask_approveCompromise")).hasCandidateGroup("manager");

        walk.complete("userTask_approveCompromise", Map.of("compromiseApproved", false));

        assertThat(compromise).isEnded().hasPassed("endEvent_compromiseRefused");
        assertThat(walk.called()).isEmpty();
    }

    @Test
    void requestsRevocationsUntilNoneIsLeftAndAwaitsTheAnnouncement() {
        CaseWalk walk =
                MODEL.newCase("CS-2026-000002").with("requestRevocationsDelegate", Map.of("moreCertificates", true));
        ProcessInstance compromise = walk.start("ca-compromise", Map.of());
        walk.complete("userTask_approveCompromise", Map.of("compromiseApproved", true));

        walk.run("serviceTask_requestRevocations");
        assertThat(walk.tasks()).isEmpty();
        walk.with("requestRevocationsDelegate", Map.of("moreCertificates", false));
        walk.run("serviceTask_requestRevocations");

        assertThat(walk.called()).containsExactly("requestRevocationsDelegate", "requestRevocationsDelegate");
        assertThat(walk.task("userTask_announceCompromise")).hasCandidateGroup("manager");
        walk.complete("userTask_announceCompromise");
        assertThat(compromise).isEnded().hasPassed("endEvent_compromiseAnnounced");
    }
}
