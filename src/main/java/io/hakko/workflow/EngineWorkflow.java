package io.hakko.workflow;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Refusal;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The engine behind {@link Workflow}. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class EngineWorkflow implements Workflow {

    private final Engine engine;
    private final RuntimeService runtime;

    EngineWorkflow(Engine engine, RuntimeService runtime) {
        this.engine = engine;
        this.runtime = runtime;
    }

    @Override
    public void start(String process, String businessKey, ProcessVariables variables) {
        engine.run(
                AuditScope.current().actor(),
                () -> runtime.startProcessInstanceByKey(process, businessKey, variables.toEngine()));
    }

    @Override
    public void correlate(String message, String businessKey, ProcessVariables variables) {
        try {
            engine.run(
                    AuditScope.current().actor(),
                    () -> runtime.createMessageCorrelation(message)
                            .processInstanceBusinessKey(businessKey)
                            .setVariables(variables.toEngine())
                            .correlate());
        } catch (MismatchingMessageCorrelationException gone) {
            throw notWaiting(gone);
        } catch (RuntimeException failed) {
            throw Rivals.isLostTo(failed) ? notWaiting(failed) : failed;
        }
    }

    @Override
    public void correlateAll(String message, ProcessVariable<String> filter, String value) {
        engine.run(
                AuditScope.current().actor(),
                () -> runtime.createMessageCorrelation(message)
                        .processInstanceVariableEquals(filter.name(), value)
                        .correlateAll());
    }

    private static Refusal notWaiting(Exception cause) {
        Refusal refusal = new Refusal(WorkflowRefusal.NOT_WAITING);
        refusal.initCause(cause);
        return refusal;
    }
}
