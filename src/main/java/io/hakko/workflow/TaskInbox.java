package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The open user tasks. */
@Service
@Transactional(readOnly = true)
public class TaskInbox {

    private final Engine engine;
    private final TaskService taskService;
    private final EngineTasks tasks;

    TaskInbox(Engine engine, TaskService taskService, EngineTasks tasks) {
        this.engine = engine;
        this.taskService = taskService;
        this.tasks = tasks;
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

    private List<OpenTask> open(List<Task> found) {
        return found.stream().flatMap(task -> tasks.open(task).stream()).toList();
    }
}
