package io.hakko.workflow;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.DelegateInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Refuses every completion of a user task and every start of a process that does not come from one of our use cases, so
 * that the domain command and four eyes cannot be passed by through the engine's own REST. Also opens the audit scope
 * around delegates, so that the trail names the element that acted.
 */
final class GuardPlugin extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
        if (listeners == null) {
            listeners = new ArrayList<>();
            configuration.setCustomPostBPMNParseListeners(listeners);
        }
        listeners.add(new Guard());
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        DelegateInterceptor plain = configuration.getDelegateInterceptor();
        configuration.setDelegateInterceptor(invocation -> {
            BaseDelegateExecution where = invocation.getContextExecution();
            if (where instanceof DelegateExecution execution && execution.getProcessDefinitionId() != null) {
                Actor outer = AuditScope.current().actor();
                Actor actor = outer.isPerson() ? outer : Actor.PROCESS;
                try (var scope =
                        AuditScope.open(actor, keyOf(execution.getProcessDefinitionId()), activityOf(execution))) {
                    plain.handleInvocation(invocation);
                }
            } else {
                plain.handleInvocation(invocation);
            }
        });
    }

    private static String keyOf(String definitionId) {
        int colon = definitionId.indexOf(':');
        return colon < 0 ? definitionId : definitionId.substring(0, colon);
    }

    private static String activityOf(DelegateExecution execution) {
        String id = execution.getCurrentActivityId();
        return id == null ? "" : id;
    }

    private static String text(String key) {
        return ResourceBundle.getBundle("messages.workflow", Locale.JAPANESE).getString(key);
    }

    /** Adds the refusing listeners to each user task and each process. */
    private static final class Guard extends AbstractBpmnParseListener {

        private static final TaskListener ONLY_BY_USE_CASE = task -> {
            if (!Engine.isInsideUseCase()) {
                throw new BadUserRequestException(text("workflow.completionOutsideDesk"));
            }
        };

        private static final ExecutionListener ONLY_STARTED_BY_USE_CASE = execution -> {
            if (execution.getSuperExecution() == null && !Engine.isInsideUseCase()) {
                throw new BadUserRequestException(text("workflow.startOutsideDesk"));
            }
        };

        @Override
        public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
            ((UserTaskActivityBehavior) activity.getActivityBehavior())
                    .getTaskDefinition()
                    .addTaskListener(TaskListener.EVENTNAME_COMPLETE, ONLY_BY_USE_CASE);
        }

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            process.addListener(ExecutionListener.EVENTNAME_START, ONLY_STARTED_BY_USE_CASE);
        }
    }
}
