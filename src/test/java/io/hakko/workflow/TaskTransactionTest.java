package io.hakko.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.util.Throwables;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One transaction for the domain command and the task; four eyes; the guard; re-dating. On the real engine. */
@HakkoTest
class TaskTransactionTest {

    private static final String PROCESS = "workflow-test";
    private static final Actor FIRST = new Actor("test-first-hand");
    private static final Actor SECOND = new Actor("test-second-hand");
    private static final Actor BOTH = new Actor("test-both-hands");
    private static final ProcessVariable<Instant> DUE = ProcessVariable.instant("testDeadline");
    private static final ProcessVariable<String> DISPLAY = ProcessVariable.text("試験期限");
    private static final DeadlineKind KIND = new DeadlineKind("test", PROCESS, "event_deadlinePassed", DUE, DISPLAY);

    private final String key = "T-" + UUID.randomUUID();

    @Autowired
    Tasks tasks;

    @Autowired
    TaskInbox inbox;

    @Autowired
    Workflow workflow;

    @Autowired
    CaseDeadlines deadlines;

    @Autowired
    AuditTrail audit;

    @Autowired
    AuditRecords records;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    IdentityService identity;

    @Autowired
    ProcessEngine engine;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService taskService;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    private final Deadline deadline = new Deadline(
            LocalDate.of(2099, 12, 24),
            LocalDate.of(2099, 12, 24),
            LocalDate.of(2099, 12, 25).atTime(16, 0).atZone(Zones.TOKYO).toInstant());

    @BeforeEach
    void startOne() {
        for (String group : List.of("test-first", "test-second")) {
            if (identity.createGroupQuery().groupId(group).count() == 0) {
                identity.saveGroup(identity.newGroup(group));
            }
        }
        join(FIRST, "test-first");
        join(SECOND, "test-second");
        join(BOTH, "test-first");
        join(BOTH, "test-second");
        transaction.executeWithoutResult(status -> workflow.start(PROCESS, key, deadlines.arm(key, KIND, deadline)));
    }

    @Test
    void completesTheTaskTogetherWithTheCommand() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> {
            audit.record(AuditEntry.of("test.done", key).build());
            return ProcessVariables.none();
        });

        assertThat(inbox.ofCase(key)).extracting(OpenTask::element).containsExactly("userTask_second");
        assertThat(records.ofKey(key))
                .filteredOn(r -> r.event().equals("test.done"))
                .singleElement()
                .extracting(AuditRecord::actor, AuditRecord::process, AuditRecord::element)
                .containsExactly(FIRST.id(), PROCESS, "userTask_first");
    }

    @Test
    void rollsTheTaskBackWhenTheCommandFails() {
        TaskId task = open("userTask_first");

        assertThatThrownBy(() -> tasks.complete(task, "userTask_first", FIRST, open -> {
                    audit.record(AuditEntry.of("test.done", key).build());
                    throw new IllegalStateException("the command fails");
                }))
                .hasMessage("the command fails");

        assertThat(inbox.ofCase(key)).extracting(OpenTask::id).containsExactly(task);
        assertThat(records.ofKey(key)).noneMatch(r -> r.event().equals("test.done"));
        assertThat(participations()).isZero();
    }

    @Test
    void rollsTheCommandBackWhenTheEngineFails() {
        TaskId task = open("userTask_first");
        ProcessVariable<Instant> wrong = DUE;
        runtime.setVariable(instance(), wrong.name(), "not a date");

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(() -> tasks.complete(task, "userTask_first", FIRST, open -> {
                    audit.record(AuditEntry.of("test.done", key).build());
                    return ProcessVariables.none();
                }));

        assertThat(inbox.ofCase(key)).extracting(OpenTask::id).containsExactly(task);
        assertThat(records.ofKey(key)).noneMatch(r -> r.event().equals("test.done"));
        assertThat(participations()).isZero();
    }

    @Test
    void refusesWhoIsNoCandidate() {
        TaskId task = open("userTask_first");

        assertThatThrownBy(() -> tasks.complete(task, "userTask_first", SECOND, open -> ProcessVariables.none()))
                .isInstanceOf(Refusal.class)
                .hasMessage("workflow.notACandidate");
        assertThat(inbox.ofCase(key)).extracting(OpenTask::id).containsExactly(task);
    }

    @Test
    void refusesTheSecondDutyToWhoDidTheFirst() {
        tasks.complete(open("userTask_first"), "userTask_first", BOTH, task -> ProcessVariables.none());
        TaskId second = open("userTask_second");

        assertThatThrownBy(() -> tasks.read(second, "userTask_second", BOTH)).hasMessage("workflow.fourEyes");
        assertThatThrownBy(() -> tasks.complete(second, "userTask_second", BOTH, task -> ProcessVariables.none()))
                .hasMessage("workflow.fourEyes");
        tasks.complete(second, "userTask_second", SECOND, task -> ProcessVariables.none());
        assertThat(inbox.ofCase(key)).isEmpty();
    }

    @Test
    void refusesATaskThatSomebodyElseHasTaken() {
        TaskId task = open("userTask_first");
        taskService.setAssignee(task.value(), FIRST.id());

        assertThatThrownBy(() -> tasks.complete(task, "userTask_first", BOTH, open -> ProcessVariables.none()))
                .hasMessage("workflow.taskTaken");
    }

    @Test
    void letsOneOfTwoRivalsWin() throws Exception {
        TaskId task = open("userTask_first");
        CountDownLatch bothReady = new CountDownLatch(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> results = List.of(FIRST, BOTH).stream()
                    .map(actor -> pool.submit(() -> {
                        bothReady.countDown();
                        bothReady.await();
                        try {
                            tasks.complete(task, "userTask_first", actor, open -> ProcessVariables.none());
                            return "done";
                        } catch (Refusal refused) {
                            return String.valueOf(refused.getMessage());
                        }
                    }))
                    .toList();

            assertThat(List.of(
                            results.get(0).get(60, TimeUnit.SECONDS),
                            results.get(1).get(60, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder("done", "workflow.taskGone");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void refusesCompletionThroughTheEngine() {
        TaskId task = open("userTask_first");

        assertThatExceptionOfType(ProcessEngineException.class)
                .isThrownBy(() -> taskService.complete(task.value()))
                .withMessageContaining("Hakkoの画面から");
        assertThat(inbox.ofCase(key)).extracting(OpenTask::id).containsExactly(task);
    }

    @Test
    void refusesAStartThroughTheEngine() {
        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(() -> runtime.startProcessInstanceByKey(PROCESS, "bypass-" + key))
                .withMessageContaining("Hakkoの画面から");
        assertThat(inbox.ofCase("bypass-" + key)).isEmpty();
    }

    @Test
    void redatesRowTimerVariablesAndTrailTogether() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> ProcessVariables.none());
        Deadline later = new Deadline(
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 18).atTime(16, 0).atZone(Zones.TOKYO).toInstant());

        deadlines.redate(key, KIND, later, "入院のため", SECOND);

        assertThat(deadlines.inForce(key, KIND)).contains(later);
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance())
                        .timers()
                        .singleResult()
                        .getDuedate())
                .isEqualTo(Date.from(later.executeAt()));
        assertThat(runtime.getVariable(instance(), DUE.name())).isEqualTo(Date.from(later.executeAt()));
        assertThat(taskService
                        .createTaskQuery()
                        .taskId(open("userTask_second").value())
                        .singleResult()
                        .getDueDate())
                .isEqualTo(Date.from(later.executeAt()));
        assertThat(runtime.getVariable(instance(), DISPLAY.name())).isEqualTo("2100-01-15（金）まで、執行 2100-01-18 16:00");
        assertThat(records.ofKey(key))
                .filteredOn(r -> r.event().equals("deadline.redated"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.actor()).isEqualTo(SECOND.id());
                    assertThat(r.reason()).isEqualTo("入院のため");
                    assertThat(r.before()).isEqualTo("2099-12-25T16:00+09:00");
                    assertThat(r.after()).isEqualTo("2100-01-18T16:00+09:00");
                });
    }

    /** As after a grace: the earlier deadline is over, its task is not. */
    @Test
    void dueTasksFollowADeadlineThatIsArmedAgain() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> ProcessVariables.none());
        Deadline later = new Deadline(
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 18).atTime(16, 0).atZone(Zones.TOKYO).toInstant());
        deadlines.executed(key, KIND);

        transaction.executeWithoutResult(status -> deadlines.arm(key, KIND, later));

        assertThat(deadlines.inForce(key, KIND)).contains(later);
        assertThat(taskService
                        .createTaskQuery()
                        .taskId(open("userTask_second").value())
                        .singleResult()
                        .getDueDate())
                .isEqualTo(Date.from(later.executeAt()));
    }

    @Test
    void redatesNothingWithoutAReason() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> ProcessVariables.none());

        assertThatThrownBy(() -> deadlines.redate(key, KIND, deadline, " ", SECOND))
                .hasMessage("/reason workflow.reasonNeeded");
        assertThat(deadlines.inForce(key, KIND)).contains(deadline);
    }

    @Test
    void suspendedTimerDoesNotFireUntilTheDeadlineRunsAgain() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> ProcessVariables.none());
        Deadline later = new Deadline(
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 15),
                LocalDate.of(2100, 1, 18).atTime(16, 0).atZone(Zones.TOKYO).toInstant());

        deadlines.suspend(key, KIND, "不備の補正待ち", SECOND);

        assertThat(timer().isSuspended()).isTrue();
        assertThat(deadlines.suspendedSince(key, KIND)).contains(clock.instant());
        assertThat(deadlines.inForce(key, KIND)).contains(deadline);
        assertThat((String) runtime.getVariable(instance(), DISPLAY.name())).startsWith("停止中");

        deadlines.resume(key, KIND, later, "補正書類の到着", SECOND);

        assertThat(timer().isSuspended()).isFalse();
        assertThat(timer().getDuedate()).isEqualTo(Date.from(later.executeAt()));
        assertThat(deadlines.suspendedSince(key, KIND)).isEmpty();
        assertThat(deadlines.inForce(key, KIND)).contains(later);
        assertThat(runtime.getVariable(instance(), DUE.name())).isEqualTo(Date.from(later.executeAt()));
        assertThat(runtime.getVariable(instance(), DISPLAY.name())).isEqualTo("2100-01-15（金）まで、執行 2100-01-18 16:00");
        assertThat(records.ofKey(key))
                .filteredOn(r -> r.event().startsWith("deadline.") && !r.event().equals("deadline.armed"))
                .extracting(AuditRecord::event, AuditRecord::actor, AuditRecord::reason)
                .containsExactly(
                        tuple("deadline.suspended", SECOND.id(), "不備の補正待ち"),
                        tuple("deadline.resumed", SECOND.id(), "補正書類の到着"));
    }

    @Test
    void resumesNothingThatIsNotSuspended() {
        deadlines.resume(key, KIND, deadline, "補正書類の到着", SECOND);

        assertThat(deadlines.inForce(key, KIND)).contains(deadline);
        assertThat(records.ofKey(key)).noneMatch(r -> r.event().equals("deadline.resumed"));
    }

    @Test
    void recordsNothingOutsideATransaction() {
        try (var scope = AuditScope.open(FIRST)) {
            assertThatThrownBy(
                            () -> audit.record(AuditEntry.of("test.done", key).build()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsNothingOfARowThatTheDatabaseRefuses() {
        String personal = "山田 太郎";

        assertThatThrownBy(() -> jdbc.sql("""
                                INSERT INTO workflow.deadline (business_key, kind, process, timer, last_day,
                                  rolled_last_day, execute_at, state, armed_at)
                                VALUES (:personal, 'k', 'p', 't', '2026-01-01', '2026-01-01', '2026-01-01', 'NONE',
                                  '2026-01-01')
                                """).param("personal", personal).update())
                .hasMessageContaining("deadline_state_check")
                .satisfies(
                        refused -> assertThat(Throwables.getStackTrace(refused)).doesNotContain(personal));
    }

    /** The engine reads an instance in parts, and a rival may end it in between: lost, and no failure of the program. */
    @Test
    void losesToWhoEndsAnInstanceThatIsBeingRead() {
        tasks.complete(open("userTask_first"), "userTask_first", FIRST, task -> ProcessVariables.none());
        String execution = timer().getExecutionId();
        String instance = instance();
        assertThat(execution).isNotEqualTo(instance);
        CommandExecutor commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        ExecutorService rival = Executors.newSingleThreadExecutor();
        try {
            assertThatExceptionOfType(OptimisticLockingException.class)
                    .isThrownBy(() -> commands.execute(context -> {
                        ExecutionEntity read = context.getExecutionManager().findExecutionById(execution);
                        waitFor(rival.submit(() -> runtime.deleteProcessInstance(instance, "test")));
                        return read.getProcessInstance();
                    }));
        } finally {
            rival.shutdownNow();
        }
    }

    private static void waitFor(Future<?> done) {
        try {
            done.get(1, TimeUnit.MINUTES);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Job timer() {
        return management
                .createJobQuery()
                .processInstanceId(instance())
                .timers()
                .singleResult();
    }

    private TaskId open(String element) {
        return inbox.ofCase(key).stream()
                .filter(task -> task.element().equals(element))
                .map(OpenTask::id)
                .findFirst()
                .orElseThrow();
    }

    private String instance() {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
    }

    private long participations() {
        return jdbc.sql("SELECT count(*) FROM workflow.participation WHERE business_key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    private void join(Actor actor, String group) {
        if (identity.createUserQuery().userId(actor.id()).count() == 0) {
            var user = identity.newUser(actor.id());
            user.setPassword("not used in this test");
            identity.saveUser(user);
        }
        if (identity.createGroupQuery().groupMember(actor.id()).groupId(group).count() == 0) {
            identity.createMembership(actor.id(), group);
        }
    }
}
