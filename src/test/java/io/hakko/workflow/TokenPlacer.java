package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.springframework.context.ApplicationContext;

/**
 * Puts a token at any user task of any deployed process, with no case behind it: for tests of who may do what. The
 * instance has no rows; whoever is let in finds nothing.
 */
public final class TokenPlacer {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    /** A user task of a deployed process. */
    public record Place(String process, String element, List<String> roles, String formKey) {
        @Override
        public String toString() {
            return process + "/" + element;
        }
    }

    /** A token that waits. */
    public record Token(
            String instance,
            String task,
            String businessKey,
            String deployment,
            String definition,
            List<String> jobs) {}

    private final Engine engine;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final TaskService tasks;
    private final ManagementService management;

    public TokenPlacer(ApplicationContext context) {
        this.engine = context.getBean(Engine.class);
        this.runtime = context.getBean(RuntimeService.class);
        this.repository = context.getBean(RepositoryService.class);
        this.tasks = context.getBean(TaskService.class);
        this.management = context.getBean(ManagementService.class);
    }

    /** Every user task of the processes that the service deploys. */
    public List<Place> places() {
        return definitions().stream()
                .flatMap(definition ->
                        repository
                                .getBpmnModelInstance(definition.getId())
                                .getModelElementsByType(UserTask.class)
                                .stream()
                                .map(task -> new Place(
                                        definition.getKey(),
                                        task.getId(),
                                        task.getCamundaCandidateGroupsList(),
                                        task.getCamundaFormKey())))
                .toList();
    }

    /** A new token at a user task. */
    public Token place(Place place, String businessKey) {
        ProcessDefinition definition = definitions().stream()
                .filter(d -> d.getKey().equals(place.process()))
                .findFirst()
                .orElseThrow();
        Map<String, Object> variables = variables(repository.getBpmnModelInstance(definition.getId()));
        String instance = engine.call(
                Actor.PROCESS,
                () -> runtime.createProcessInstanceById(definition.getId())
                        .businessKey(businessKey)
                        .setVariables(variables)
                        .startBeforeActivity(place.element())
                        .execute()
                        .getId());
        return engine.call(Actor.PROCESS, () -> {
            Task task = tasks.createTaskQuery()
                    .processInstanceId(instance)
                    .taskDefinitionKey(place.element())
                    .singleResult();
            List<String> jobs = management.createJobQuery().processInstanceId(instance).list().stream()
                    .map(Job::getId)
                    .toList();
            return new Token(
                    instance, task.getId(), businessKey, definition.getDeploymentId(), definition.getId(), jobs);
        });
    }

    /** Takes the token away. */
    public void remove(Token token) {
        engine.run(Actor.PROCESS, () -> {
            boolean runs = runtime.createProcessInstanceQuery()
                            .processInstanceId(token.instance())
                            .count()
                    > 0;
            if (runs) {
                runtime.deleteProcessInstance(token.instance(), "end of test", true);
            }
        });
    }

    private List<ProcessDefinition> definitions() {
        return engine.call(
                Actor.PROCESS,
                () ->
                        repository
                                .createProcessDefinitionQuery()
                                .latestVersion()
                                .orderByProcessDefinitionKey()
                                .asc()
                                .list()
                                .stream()
                                .filter(definition -> !definition.getKey().endsWith("-test"))
                                .toList());
    }

    /** What timers and due dates of the model read. */
    private static Map<String, Object> variables(BpmnModelInstance model) {
        Date later = Date.from(Instant.parse("2099-01-01T00:00:00Z").plus(Duration.ofDays(1)));
        Map<String, Object> variables = new HashMap<>();
        model.getModelElementsByType(CamundaIn.class).stream()
                .filter(in -> in.getCamundaSource() != null)
                .forEach(in -> variables.put(in.getCamundaSource(), ""));
        model.getModelElementsByType(TimeDate.class).forEach(date -> put(variables, date.getTextContent(), later));
        model.getModelElementsByType(UserTask.class).stream()
                .filter(task -> task.getCamundaDueDate() != null)
                .forEach(task -> put(variables, task.getCamundaDueDate(), later));
        return variables;
    }

    private static void put(Map<String, Object> variables, String expression, Object value) {
        Matcher reference = REFERENCE.matcher(expression);
        while (reference.find()) {
            variables.put(reference.group(1), value);
        }
    }
}
