package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CertificateIssuanceProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/card/certificate-issuance.bpmn");

    private static final String SERIAL = "4d2a";

    private CaseWalk walk;
    private ProcessInstance issuance;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000001")
                .with("orderPersonalizationDelegate")
                .with("spoilCardDelegate")
                .with("discardRevokedCardDelegate", Map.of("issuanceOutcome", "revoked"));
        issuance = walk.start("certificate-issuance");
    }

    @Test
    void endsWithACardThatPassedInspection() {
        assertThat(issuance).isWaitingAtExactly("userTask_loadCard");
        assertThat(walk.task("userTask_loadCard")).hasCandidateGroup("issuer");
        walk.complete("userTask_loadCard");
        walk.run("serviceTask_orderPersonalization");
        assertThat(issuance).isWaitingAtExactly("gateway_personalization");
        assertThat(issuance).isWaitingFor("card.personalized", "card.spoiled", "revocation.certificateRevoked");

        walk.message("card.personalized", Map.of("certificateSerial", SERIAL, "cardNumber", "1000000000000018"));
        assertThat(issuance).isWaitingAtExactly("userTask_inspectCard");
        assertThat(walk.task("userTask_inspectCard")).hasCandidateGroup("inspector");
        inspect(true);

        assertThat(issuance).isEnded().hasPassed("endEvent_cardReady").hasNotPassed("serviceTask_spoilCard");
        assertThat(walk.variable(issuance, "certificateSerial")).isEqualTo(SERIAL);
    }

    @Test
    void loadsAnotherCardWhenOneWasSpoiled() {
        walk.complete("userTask_loadCard");
        walk.run("serviceTask_orderPersonalization");

        walk.message("card.spoiled");
        assertThat(walk.tasks()).isEmpty();
        walk.run("serviceTask_spoilCard");

        assertThat(issuance).isWaitingAtExactly("userTask_loadCard").hasNotPassed("userTask_inspectCard");
        assertThat(walk.called()).containsExactly("orderPersonalizationDelegate", "spoilCardDelegate");
    }

    @Test
    void loadsAnotherCardWhenOneFailedInspection() {
        personalize();

        inspect(false);
        walk.run("serviceTask_spoilCard");
        assertThat(issuance).isWaitingAtExactly("userTask_loadCard");

        personalize();
        inspect(true);
        assertThat(issuance).isEnded().hasPassed("endEvent_cardReady");
    }

    @Test
    void discardsACardWhoseCertificateIsRevokedBeforeInspection() {
        personalize();

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);
        assertThat(walk.tasks()).isEmpty();
        walk.run("serviceTask_discardRevokedCard");

        assertThat(issuance)
                .isEnded()
                .hasPassed("endEvent_revoked")
                .variables()
                .containsEntry("issuanceOutcome", "revoked");
    }

    @Test
    void isNotTouchedByTheRevocationOfAnotherCertificate() {
        personalize();

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", "ffff");

        assertThat(issuance).isWaitingAtExactly("userTask_inspectCard");
    }

    private void personalize() {
        walk.complete("userTask_loadCard");
        walk.run("serviceTask_orderPersonalization");
        walk.message("card.personalized", Map.of("certificateSerial", SERIAL, "cardNumber", "1000000000000018"));
    }

    private void inspect(boolean passed) {
        walk.complete("userTask_inspectCard", Map.of("inspectionPassed", passed));
    }
}
