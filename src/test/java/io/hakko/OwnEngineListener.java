package io.hakko;

import io.hakko.calendar.MovableClock;
import io.hakko.workflow.EngineTime;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Several contexts live in one JVM of the tests, but the engine's web applications find their engine by name in a static
 * register, and the engine keeps its time in a static field. Before each class both are made those of its own context.
 */
public final class OwnEngineListener implements TestExecutionListener {

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext context = test.getApplicationContext();
        ProcessEngines.registerProcessEngine(context.getBean(ProcessEngine.class));
        context.getBean(EngineTime.class)
                .moveTo(context.getBean(MovableClock.class).instant());
    }
}
