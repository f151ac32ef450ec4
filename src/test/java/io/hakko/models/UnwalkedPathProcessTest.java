package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Proof that path tests fail when a path of their model is not walked. */
class UnwalkedPathProcessTest {

    private final ExtensionContext anyContext = mock(ExtensionContext.class);
    private final ModelEngine model = ModelEngine.walkingEveryPathOf("processes/workflow/alarm.bpmn");

    @BeforeEach
    void prepare() {
        model.beforeAll(anyContext);
        model.beforeEach(anyContext);
    }

    @Test
    void failsNamingTheNodesAndFlowsThatWereNotWalked() {
        CaseWalk walk = model.newCase("AL-2026-000001");
        walk.start("alarm");
        walk.complete("userTask_acknowledgeAlarm");

        assertThat(model.unwalked())
                .containsExactlyInAnyOrder("event_alarmCleared", "flow_alarmClearedToCleared", "endEvent_cleared");
        assertThatThrownBy(() -> model.afterAll(anyContext))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("alarm.bpmn")
                .hasMessageContaining("endEvent_cleared");
    }

    @Test
    void failsWhenNothingWasWalked() {
        assertThat(model.unwalked()).hasSize(8);
        assertThatThrownBy(() -> model.afterAll(anyContext)).isInstanceOf(AssertionError.class);
    }
}
