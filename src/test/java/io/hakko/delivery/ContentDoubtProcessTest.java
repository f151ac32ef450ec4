package io.hakko.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ContentDoubtProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/delivery/content-doubt.bpmn");

    private static final String SERIAL = "4d2c";

    private CaseWalk walk;
    private ProcessInstance doubt;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000003").with("writeDoubtReplyDelegate", Map.of("letterId", "7"));
        doubt = walk.start("content-doubt", Map.of("certificateSerial", SERIAL));
    }

    @Test
    void answersADoubtThatIsClearedUp() {
        assertThat(walk.task("userTask_investigateDoubt")).hasCandidateGroup("reviewer");
        walk.complete("userTask_investigateDoubt", Map.of("doubtFinding", "cleared"));
        walk.run("serviceTask_writeDoubtReply");

        assertThat(walk.task("userTask_postDoubtReply")).hasCandidateGroup("shipper");
        assertThat(walk.taskVariables("userTask_postDoubtReply")).containsEntry("letterId", "7");
        walk.complete("userTask_postDoubtReply");

        assertThat(doubt).isEnded().hasPassed("endEvent_doubtSettled");
    }

    @Test
    void waitsForTheSecondPersonWhenTheContentIsWrong() {
        walk.complete("userTask_investigateDoubt", Map.of("doubtFinding", "wrong"));
        assertThat(walk.task("userTask_decideMisissue")).hasCandidateGroup("manager");

        walk.complete("userTask_decideMisissue", Map.of("misissueDecision", "propose"));

        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.waitingFor("delivery.revocationRefused")).isEqualTo(1);
        walk.messageToAll("delivery.revocationRefused", "certificateSerial", SERIAL);
        assertThat(walk.tasks()).containsExactly("userTask_decideMisissue");
    }

    @Test
    void isInvestigatedAgainWhenTheManagerWantsIt() {
        walk.complete("userTask_investigateDoubt", Map.of("doubtFinding", "wrong"));

        walk.complete("userTask_decideMisissue", Map.of("misissueDecision", "reinvestigate"));

        assertThat(walk.tasks()).containsExactly("userTask_investigateDoubt");
    }
}
