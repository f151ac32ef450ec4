package io.hakko.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** The nodes entered and flows taken by every instance, by process. */
final class Footprints {

    private final Map<String, Set<String>> byProcess = new ConcurrentHashMap<>();

    Set<String> of(String process) {
        return byProcess.getOrDefault(process, Set.of());
    }

    void clear() {
        byProcess.clear();
    }

    void follow(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryEventHandlers(new ArrayList<>(List.of(new EnteredNodes())));
        configuration.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(new TakenFlows())));
    }

    private void add(String process, String element) {
        byProcess.computeIfAbsent(process, p -> ConcurrentHashMap.newKeySet()).add(element);
    }

    private final class EnteredNodes implements HistoryEventHandler {
        @Override
        public void handleEvent(HistoryEvent event) {
            if (event instanceof HistoricActivityInstanceEventEntity activity) {
                add(activity.getProcessDefinitionKey(), activity.getActivityId());
            }
        }

        @Override
        public void handleEvents(List<HistoryEvent> events) {
            events.forEach(this::handleEvent);
        }
    }

    private final class TakenFlows extends AbstractBpmnParseListener {
        @Override
        public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
            String flow = transition.getId();
            transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                    execution -> add(keyOf(execution.getProcessDefinitionId()), flow));
        }
    }

    private static String keyOf(String definitionId) {
        return definitionId.substring(0, definitionId.indexOf(':'));
    }
}
