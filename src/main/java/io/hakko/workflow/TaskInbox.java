package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The open user tasks. */
@Service
@Transactional(readOnly = true)
public class TaskInbox {

    private final Engine engine;
    private final TaskService taskService;
    private final RuntimeService runtime;

    TaskInbox(Engine engine, TaskService taskService, RuntimeService runtime) {
        this.engine = engine;
        this.taskService = taskService;
        this.runtime = runtime;
    }

    /** Every open task of a case, oldest first. */
    public List<OpenTask> ofCase(String businessKey) {
        return open(engine.call(
                Actor.PROCESS,
                () -> taskService
                        .createTaskQuery()
                        .processInstanceBusinessKey(businessKey)
                        .orderByTaskCreateTime()
                        .asc()
                        .list()));
    }

    /** Every open task at one element of a process, oldest first. */
    public List<OpenTask> at(String process, String element) {
        return open(engine.call(
                Actor.PROCESS,
                () -> taskService
                        .createTaskQuery()
                        .processDefinitionKey(process)
                        .taskDefinitionKey(element)
                        .orderByTaskCreateTime()
                        .asc()
                        .list()));
    }

    /** The open tasks of these cases in one process. */
    public List<OpenTask> ofCases(String process, Collection<String> businessKeys) {
        if (businessKeys.isEmpty()) {
            return List.of();
        }
        return open(engine.call(
                Actor.PROCESS,
                () -> taskService
                        .createTaskQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKeyIn(businessKeys.toArray(String[]::new))
                        .orderByTaskCreateTime()
                        .asc()
                        .list()));
    }

    /** A task whose case a rival has ended since it was read is left out. */
    private List<OpenTask> open(List<Task> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        Set<String> ids = found.stream().map(Task::getProcessInstanceId).collect(Collectors.toSet());
        Map<String, ProcessInstance> instances =
                engine
                        .call(
                                Actor.PROCESS,
                                () -> runtime.createProcessInstanceQuery()
                                        .processInstanceIds(ids)
                                        .list())
                        .stream()
                        .collect(Collectors.toMap(ProcessInstance::getId, Function.identity()));
        return found.stream()
                .flatMap(task -> Optional.ofNullable(instances.get(task.getProcessInstanceId()))
                        .map(instance -> EngineTasks.open(task, instance))
                        .stream())
                .toList();
    }
}
