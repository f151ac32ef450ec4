package io.hakko.workflow;

import io.hakko.audit.AuditScope;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The engine behind {@link Tasks}. */
@Service
class EngineTasks implements Tasks {

    private final Engine engine;
    private final TaskService taskService;
    private final RuntimeService runtime;
    private final Duties duties;
    private final Participations participations;
    private final JdbcClient jdbc;

    EngineTasks(
            Engine engine,
            TaskService taskService,
            RuntimeService runtime,
            Duties duties,
            Participations participations,
            JdbcClient jdbc) {
        this.engine = engine;
        this.taskService = taskService;
        this.runtime = runtime;
        this.duties = duties;
        this.participations = participations;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public OpenTask read(TaskId id, String element, Actor actor) {
        Task task = find(id, actor).orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE));
        return admit(task, element, actor);
    }

    @Override
    @Transactional
    public void complete(TaskId id, String element, Actor actor, TaskWork work) {
        lock(id);
        Task task = find(id, actor).orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE));
        OpenTask open = admit(task, element, actor);
        try (var scope = AuditScope.open(actor, open.process(), element)) {
            ProcessVariables variables = perform(work, open, actor);
            // the work may have waited for a rival who brought the case to another end
            if (find(id, actor).isEmpty()) {
                throw new Refusal(WorkflowRefusal.TASK_GONE);
            }
            participations.record(open.businessKey(), duties.of(task).duty(), actor);
            engine.run(actor, () -> {
                if (task.getAssignee() == null) {
                    taskService.setAssignee(task.getId(), actor.id());
                }
                taskService.complete(task.getId(), variables.toEngine());
            });
        } catch (RuntimeException failed) {
            throw Rivals.isLostTo(failed) ? refusal(WorkflowRefusal.OVERTAKEN, failed) : failed;
        }
    }

    @Override
    @Transactional
    public void claim(TaskId id, String element, Actor actor, Optional<Actor> from) {
        lock(id);
        Task task = find(id, actor).orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE));
        admit(task, element, actor, from);
        engine.run(actor, () -> taskService.setAssignee(task.getId(), actor.id()));
    }

    @Override
    @Transactional
    public void giveBack(TaskId id, Actor actor) {
        lock(id);
        find(id, actor)
                .filter(task -> actor.id().equals(task.getAssignee()))
                .ifPresent(task -> engine.run(actor, () -> taskService.setAssignee(task.getId(), null)));
    }

    /** What the domain finds impossible because a rival was first is no fault of the program: the task is gone. */
    private ProcessVariables perform(TaskWork work, OpenTask open, Actor actor) {
        try {
            return work.perform(open);
        } catch (IllegalStateException impossible) {
            throw find(open.id(), actor).isEmpty() ? refusal(WorkflowRefusal.TASK_GONE, impossible) : impossible;
        }
    }

    private static Refusal refusal(WorkflowRefusal code, RuntimeException cause) {
        Refusal refusal = new Refusal(code);
        refusal.initCause(cause);
        return refusal;
    }

    @Override
    @Transactional(readOnly = true)
    public void requireCandidate(TaskId id, Actor actor) {
        admitCandidate(find(id, actor).orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE)), actor);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<OpenTask> find(TaskId id) {
        return find(id, Actor.PROCESS).flatMap(this::open);
    }

    @Override
    @Transactional(readOnly = true)
    public <T> Optional<T> variable(TaskId id, ProcessVariable<T> variable) {
        return find(id, Actor.PROCESS)
                .flatMap(task -> engine.call(
                        Actor.PROCESS,
                        () -> variable.fromValue(runtime.getVariable(task.getExecutionId(), variable.name()))));
    }

    @Override
    @Transactional
    public void participated(String businessKey, String duty, Actor actor) {
        participations.record(businessKey, duty, actor);
    }

    /** The rival waits here until the first has committed, and then finds the task gone. */
    private void lock(TaskId id) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", "task:" + id.value())
                .query((row, n) -> Boolean.TRUE)
                .single();
    }

    private Optional<Task> find(TaskId id, Actor actor) {
        return engine.call(
                actor,
                () -> Optional.ofNullable(taskService
                        .createTaskQuery()
                        .taskId(id.value())
                        .initializeFormKeys()
                        .singleResult()));
    }

    private OpenTask admit(Task task, String element, Actor actor) {
        return admit(task, element, actor, Optional.empty());
    }

    private OpenTask admit(Task task, String element, Actor actor, Optional<Actor> from) {
        if (!task.getTaskDefinitionKey().equals(element)) {
            throw new Refusal(WorkflowRefusal.WRONG_TASK);
        }
        admitCandidate(task, actor);
        OpenTask open = open(task).orElseThrow(() -> new Refusal(WorkflowRefusal.TASK_GONE));
        Duties.Duty duty = duties.of(task);
        participations.conflicting(open.businessKey(), duty.conflicts(), actor).ifPresent(done -> {
            throw new Refusal(WorkflowRefusal.FOUR_EYES, duties.nameOf(done), open.name());
        });
        String holder = task.getAssignee();
        if (holder != null
                && !holder.equals(actor.id())
                && from.filter(one -> one.id().equals(holder)).isEmpty()) {
            throw new Refusal(WorkflowRefusal.TASK_TAKEN, holder);
        }
        return open;
    }

    private void admitCandidate(Task task, Actor actor) {
        List<String> candidates = duties.of(task).groups();
        if (engine.groupsOf(actor).stream().noneMatch(candidates::contains)) {
            throw new Refusal(WorkflowRefusal.NOT_A_CANDIDATE);
        }
    }

    /** The task with its case; empty when a rival has ended the case since the task was read. */
    Optional<OpenTask> open(Task task) {
        return engine.call(
                        Actor.PROCESS,
                        () -> Optional.ofNullable(runtime.createProcessInstanceQuery()
                                .processInstanceId(task.getProcessInstanceId())
                                .singleResult()))
                .map(instance -> open(task, instance));
    }

    static OpenTask open(Task task, ProcessInstance instance) {
        String process = task.getProcessDefinitionId()
                .substring(0, task.getProcessDefinitionId().indexOf(':'));
        return new OpenTask(
                TaskId.of(task.getId()),
                process,
                task.getTaskDefinitionKey(),
                task.getName(),
                instance.getBusinessKey(),
                Optional.ofNullable(task.getAssignee()),
                Optional.ofNullable(task.getDueDate()).map(Date::toInstant),
                task.getCreateTime().toInstant());
    }
}
