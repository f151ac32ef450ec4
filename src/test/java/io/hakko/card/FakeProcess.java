package io.hakko.card;

import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariable;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskWork;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.VariablesIn;
import io.hakko.workflow.Workflow;
import io.hakko.workflow.WorkflowRefusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks and messages of certificate-issuance as the card module sees them. The task id is the business key. */
final class FakeProcess implements Tasks, Workflow {

    record Message(String name, String businessKey, Map<String, Object> variables) {}

    private final TransactionTemplate transaction;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<String> participations = new CopyOnWriteArrayList<>();
    private Map<String, Object> completedWith = Map.of();
    private boolean nobodyWaits;

    FakeProcess(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    List<Message> messages(String businessKey) {
        return messages.stream()
                .filter(m -> m.businessKey().equals(businessKey))
                .toList();
    }

    Map<String, Object> completedWith() {
        return completedWith;
    }

    List<String> participations() {
        return participations;
    }

    void nobodyWaits(boolean isSo) {
        nobodyWaits = isSo;
    }

    @Override
    public void requireCandidate(TaskId task, Actor actor) {
        open(task, "");
    }

    @Override
    public OpenTask read(TaskId task, String element, Actor actor) {
        return open(task, element);
    }

    private static OpenTask open(TaskId task, String element) {
        return new OpenTask(
                task,
                CertificateIssuanceProcess.KEY,
                element,
                element,
                task.value(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    @Override
    public void complete(TaskId task, String element, Actor actor, TaskWork work) {
        transaction.executeWithoutResult(status -> completedWith = VariablesIn.map(work.perform(open(task, element))));
    }

    @Override
    public void claim(TaskId task, String element, Actor actor, Optional<Actor> from) {
        throw new AssertionError("nobody claims a task here");
    }

    @Override
    public void giveBack(TaskId task, Actor actor) {
        throw new AssertionError("nobody claims a task here");
    }

    @Override
    public Optional<OpenTask> find(TaskId task) {
        return Optional.empty();
    }

    @Override
    public <T> Optional<T> variable(TaskId task, ProcessVariable<T> variable) {
        return Optional.empty();
    }

    @Override
    public void participated(String businessKey, String duty, Actor actor) {
        participations.add(businessKey + " " + duty + " " + actor.id());
    }

    @Override
    public void start(String process, String businessKey, ProcessVariables variables) {
        throw new AssertionError("the card module starts no process");
    }

    /** Counts only when the transaction commits. */
    @Override
    public void correlate(String message, String businessKey, ProcessVariables variables) {
        if (nobodyWaits) {
            throw new Refusal(WorkflowRefusal.NOT_WAITING, message);
        }
        Message sent = new Message(message, businessKey, VariablesIn.map(variables));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                messages.add(sent);
            }
        });
    }

    @Override
    public void correlateAll(String message, ProcessVariable<String> filter, String value) {
        throw new AssertionError("the card module sends no such message");
    }
}
