package io.hakko.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArrivalClosingProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/application/arrival-closing.bpmn");

    private CaseWalk walk;
    private ProcessInstance closing;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("2026-11-24");
        closing = walk.start("arrival-closing");
    }

    @Test
    void endsWhenReceptionClosesTheDay() {
        assertThat(closing).isWaitingAtExactly("userTask_closeArrivals");
        assertThat(walk.task("userTask_closeArrivals")).hasCandidateGroup("reception");

        walk.complete("userTask_closeArrivals");

        assertThat(closing).isEnded().hasPassed("endEvent_closed");
    }

    @Test
    void endsWhenALaterDayIsClosed() {
        walk.message("application.laterDayClosed");

        assertThat(closing).isEnded().hasPassed("endEvent_coveredByLaterDay").hasNotPassed("endEvent_closed");
        assertThat(walk.tasks()).isEmpty();
    }
}
