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

class ReturnedMailProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/delivery/returned-mail.bpmn");

    private static final String SERIAL = "4d2b";

    private CaseWalk walk;
    private ProcessInstance mail;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000002");
        mail = walk.start("returned-mail", Map.of("certificateSerial", SERIAL));
    }

    @Test
    void sendsAgainWhatTheHolderCanReceive() {
        assertThat(walk.task("userTask_investigateReturn")).hasCandidateGroup("reception");
        assertThat(walk.task("userTask_investigateReturn")).hasCandidateGroup("shipper");
        walk.complete("userTask_investigateReturn", Map.of("returnFinding", "resend"));

        assertThat(walk.task("userTask_sendAgain")).hasCandidateGroup("shipper");
        walk.complete("userTask_sendAgain", Map.of("returnOutcome", "countOn"));

        assertThat(mail).isEnded().hasPassed("endEvent_sentAgain").hasNotPassed("userTask_decideUnreachable");
    }

    @Test
    void sendsAgainWhenTheManagerSaysSo() {
        unreachable();
        assertThat(walk.task("userTask_decideUnreachable")).hasCandidateGroup("manager");

        walk.complete("userTask_decideUnreachable", Map.of("unreachableDecision", "resend"));

        assertThat(walk.tasks()).containsExactly("userTask_sendAgain");
    }

    @Test
    void keepsItUntilTheHolderMakesContact() {
        unreachable();
        walk.complete("userTask_decideUnreachable", Map.of("unreachableDecision", "keep"));
        assertThat(walk.tasks()).containsExactly("userTask_awaitContact");

        walk.complete("userTask_awaitContact");

        assertThat(walk.tasks()).containsExactly("userTask_sendAgain");
    }

    @Test
    void asksTheManagerAgainWhenTheSecondPersonRefusesToRevoke() {
        unreachable();
        walk.complete("userTask_decideUnreachable", Map.of("unreachableDecision", "propose"));
        assertThat(walk.tasks()).isEmpty();

        walk.messageToAll("delivery.revocationRefused", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).containsExactly("userTask_decideUnreachable");
    }

    private void unreachable() {
        walk.complete("userTask_investigateReturn", Map.of("returnFinding", "unreachable"));
    }
}
