package io.hakko.workflow;

import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AlarmProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/workflow/alarm.bpmn");

    private CaseWalk walk;
    private ProcessInstance alarm;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("AL-2026-000001");
        alarm = walk.start("alarm");
    }

    @Test
    void endsWhenAManagerHasTakenNote() {
        assertThat(alarm).isWaitingAtExactly("userTask_acknowledgeAlarm");
        assertThat(walk.task("userTask_acknowledgeAlarm")).hasCandidateGroup("manager");

        walk.complete("userTask_acknowledgeAlarm");

        assertThat(alarm).isEnded().hasPassed("endEvent_acknowledged");
    }

    @Test
    void endsWhenItsCauseIsGone() {
        walk.message("workflow.alarmCleared");

        assertThat(alarm).isEnded().hasPassed("endEvent_cleared").hasNotPassed("endEvent_acknowledged");
    }
}
