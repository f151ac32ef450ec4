package io.hakko.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CrlPublicationProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/repository/crl-publication.bpmn");

    @Test
    void signsPublishesAndVerifiesEachInItsOwnTransaction() {
        CaseWalk walk = MODEL.newCase("aosign-g2-7")
                .with("signCrlDelegate")
                .with("publishCrlDelegate")
                .with("verifyPublicationDelegate");

        ProcessInstance publication = walk.start("crl-publication", Map.of());
        assertThat(walk.called()).isEmpty();
        walk.run("serviceTask_signCrl");
        assertThat(walk.called()).containsExactly("signCrlDelegate");
        walk.run("serviceTask_publishCrl");
        assertThat(walk.called()).containsExactly("signCrlDelegate", "publishCrlDelegate");
        walk.run("serviceTask_verifyPublication");

        assertThat(walk.called()).containsExactly("signCrlDelegate", "publishCrlDelegate", "verifyPublicationDelegate");
        assertThat(publication).isEnded().hasPassed("endEvent_published");
    }
}
