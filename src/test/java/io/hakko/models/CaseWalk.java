package io.hakko.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** Walks one case through a model, each step by the id of its element. */
public final class CaseWalk {

    private final ProcessEngine engine;
    private final String businessKey;
    private final List<String> called = new ArrayList<>();

    CaseWalk(ProcessEngine engine, String businessKey) {
        this.engine = engine;
        this.businessKey = businessKey;
    }

    /** Names a delegate that only takes note of being called. */
    public CaseWalk with(String delegate) {
        return with(delegate, Map.of());
    }

    /** Names a delegate that answers with variables. */
    public CaseWalk with(String delegate, Map<String, Object> answer) {
        ModelEngine.register(delegate, execution -> {
            assertThat(execution.getProcessBusinessKey()).isEqualTo(businessKey);
            called.add(delegate);
            answer.forEach((name, value) -> set(execution, name, value));
        });
        return this;
    }

    public ProcessInstance start(String process) {
        return start(process, Map.of());
    }

    public ProcessInstance start(String process, Map<String, Object> variables) {
        return engine.getRuntimeService().startProcessInstanceByKey(process, businessKey, toEngine(variables));
    }

    /** Delegates called so far, in their order. */
    public List<String> called() {
        return List.copyOf(called);
    }

    /** The open task of an element. */
    public Task task(String element) {
        Task task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey(element)
                .singleResult();
        assertThat(task).as("open task " + element).isNotNull();
        return task;
    }

    /** Variables that the task of an element sees. */
    public Map<String, Object> taskVariables(String element) {
        return engine.getTaskService().getVariables(task(element).getId());
    }

    public void complete(String element) {
        complete(element, Map.of());
    }

    public void complete(String element, Map<String, Object> variables) {
        engine.getTaskService().complete(task(element).getId(), toEngine(variables));
    }

    /** The pending job of an element: a timer, or what continues an asynchronous task. */
    public Job job(String element) {
        Job job = engine.getManagementService()
                .createJobQuery()
                .activityId(element)
                .singleResult();
        assertThat(job).as("job of " + element).isNotNull();
        return job;
    }

    /** Runs the asynchronous task of this id. */
    public void run(String element) {
        engine.getManagementService().executeJob(job(element).getId());
    }

    /** Fires the timer of this id. */
    public void fire(String timer) {
        run(timer);
    }

    /** When the timer of this id is due. */
    public Instant due(String timer) {
        return job(timer).getDuedate().toInstant();
    }

    /** Elements for which a job is pending. */
    public List<String> jobs() {
        return engine.getManagementService().createJobQuery().list().stream()
                .map(job -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId())
                .sorted()
                .toList();
    }

    /** Elements with an open task. */
    public List<String> tasks() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    /** How many instances wait for a message. */
    public long waitingFor(String message) {
        return engine.getRuntimeService()
                .createEventSubscriptionQuery()
                .eventType("message")
                .eventName(message)
                .count();
    }

    /** Sends a message to the one instance of this case that waits for it. */
    public void message(String name, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(name)
                .processInstanceBusinessKey(businessKey)
                .setVariables(toEngine(variables))
                .correlate();
    }

    public void message(String name) {
        message(name, Map.of());
    }

    /** Sends a message to every instance that waits for it and has this value. */
    public void messageToAll(String name, String variable, String value) {
        engine.getRuntimeService()
                .createMessageCorrelation(name)
                .processInstanceVariableEquals(variable, value)
                .correlateAll();
    }

    /** Value of a variable of a running or ended instance. */
    public Object variable(ProcessInstance instance, String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    private static void set(DelegateExecution execution, String name, Object value) {
        execution.setVariable(name, engineValue(value));
    }

    private static Map<String, Object> toEngine(Map<String, Object> variables) {
        Map<String, Object> converted = new java.util.HashMap<>();
        variables.forEach((name, value) -> converted.put(name, engineValue(value)));
        return converted;
    }

    private static Object engineValue(Object value) {
        return value instanceof Instant instant ? Date.from(instant) : value;
    }
}
