package io.hakko.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.springframework.stereotype.Component;

/**
 * The duty of each user task, as the model says: extension property {@code hakko.duty}, and in {@code hakko.conflicts}
 * the duties that the same person must not have done on the same case (D-16).
 */
@Component
class Duties {

    /** What a user task is, which duties exclude it, and which groups may do it, whatever links a task has at runtime. */
    record Duty(String duty, List<String> conflicts, String taskName, List<String> groups) {}

    private final RepositoryService repository;
    private final Map<String, Map<String, Duty>> byDefinition = new ConcurrentHashMap<>();

    Duties(RepositoryService repository) {
        this.repository = repository;
    }

    Duty of(Task task) {
        Duty duty = byDefinition
                .computeIfAbsent(task.getProcessDefinitionId(), this::read)
                .get(task.getTaskDefinitionKey());
        if (duty == null) {
            throw new IllegalStateException("user task without duty: " + task.getTaskDefinitionKey());
        }
        return duty;
    }

    /** Japanese name of a duty: the name of a task that is it, or the one that a process gives it. */
    String nameOf(String duty) {
        return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .flatMap(definition -> Stream.concat(
                        byDefinition.computeIfAbsent(definition.getId(), this::read).values().stream()
                                .filter(known -> known.duty().equals(duty))
                                .map(Duty::taskName),
                        named(definition.getId(), duty)))
                .findFirst()
                .orElse(duty);
    }

    private Stream<String> named(String definitionId, String duty) {
        return repository.getBpmnModelInstance(definitionId).getModelElementsByType(Process.class).stream()
                .map(process -> property(process, "hakko.duty." + duty))
                .filter(name -> !name.isEmpty());
    }

    private Map<String, Duty> read(String definitionId) {
        BpmnModelInstance model = repository.getBpmnModelInstance(definitionId);
        Map<String, Duty> duties = new ConcurrentHashMap<>();
        for (UserTask task : model.getModelElementsByType(UserTask.class)) {
            duties.put(
                    task.getId(),
                    new Duty(
                            property(task, "hakko.duty"),
                            list(property(task, "hakko.conflicts")),
                            task.getName(),
                            List.copyOf(task.getCamundaCandidateGroupsList())));
        }
        return duties;
    }

    private static String property(BaseElement element, String name) {
        if (element.getExtensionElements() == null) {
            return "";
        }
        return element.getExtensionElements().getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                .flatMap(properties -> properties.getCamundaProperties().stream())
                .filter(property -> name.equals(property.getCamundaName()))
                // an empty attribute reads as null
                .map(property -> Optional.ofNullable(property.getCamundaValue()).orElse(""))
                .findFirst()
                .orElse("");
    }

    private static List<String> list(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }
}
