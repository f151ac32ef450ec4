package io.hakko.desk.process;

import io.hakko.desk.StaffRole;
import io.hakko.desk.StartGate;
import io.hakko.workflow.AlarmProcess;
import io.hakko.workflow.DeadlineTerms;
import io.hakko.workflow.ProcessVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Tasklist's filters: what is mine, and what waits for each role. Made at every start, idempotently. */
@Component
class StaffFilters implements SmartInitializingSingleton {

    private static final Set<StaffRole> CLERKS = Set.of(
            StaffRole.RECEPTION,
            StaffRole.REVIEWER,
            StaffRole.APPROVER,
            StaffRole.ISSUER,
            StaffRole.INSPECTOR,
            StaffRole.SHIPPER,
            StaffRole.ACCOUNTING,
            StaffRole.MANAGER);

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final StartGate gate;

    /** Variables a filter shows under a task: the number of the case, what an alarm is about, the deadlines in words. */
    private final List<String> shown;

    StaffFilters(
            FilterService filters,
            TaskService tasks,
            AuthorizationService authorizations,
            StartGate gate,
            List<DeadlineTerms> deadlines) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.gate = gate;
        this.shown = Stream.concat(
                        Stream.of(CaseNumberOnTasks.NUMBER, AlarmProcess.WHAT, AlarmProcess.ABOUT),
                        deadlines.stream().map(owner -> owner.kind().display()))
                .map(ProcessVariable::name)
                .toList();
    }

    @Override
    public void afterSingletonsInstantiated() {
        gate.pass(() -> {
            provideFor(StaffRole.RECEPTION, "受付", 10);
            provideFor(StaffRole.REVIEWER, "審査", 20);
            provideFor(StaffRole.APPROVER, "承認", 30);
            provideFor(StaffRole.ISSUER, "発行", 40);
            provideFor(StaffRole.INSPECTOR, "検査", 50);
            provideFor(StaffRole.SHIPPER, "発送", 60);
            provideFor(StaffRole.ACCOUNTING, "経理", 65);
            provideFor(StaffRole.MANAGER, "責任者", 70);
            provide("自分の担当", "自分が担当しているタスク", 80, mine(), CLERKS);
            provide("すべてのタスク", "進行中のすべてのタスク", 90, urgentFirst(tasks.createTaskQuery()), Set.of(StaffRole.MANAGER));
        });
    }

    private void provideFor(StaffRole role, String name, int priority) {
        TaskQuery query = urgentFirst(tasks.createTaskQuery().taskCandidateGroup(role.id()));
        provide(name, role.label() + "を待っているタスク", priority, query, Set.of(role));
    }

    private TaskQuery mine() {
        return urgentFirst(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
    }

    /** Tasks without a due date come last. What follows is the order that the person chooses in Tasklist. */
    private static TaskQuery urgentFirst(TaskQuery query) {
        return query.orderByDueDate().asc();
    }

    private void provide(String name, String description, int priority, Query<?, ?> query, Set<StaffRole> readers) {
        Filter filter = filters.createTaskFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
        }
        filter.setQuery(query);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("description", description);
        properties.put("priority", priority);
        properties.put("color", "#1b3a5c");
        properties.put("refresh", true);
        properties.put("showUndefinedVariable", false);
        properties.put(
                "variables",
                shown.stream().map(v -> Map.of("name", v, "label", v)).toList());
        filter.setProperties(properties);
        filters.saveFilter(filter);
        for (StaffRole reader : readers) {
            provideReader(filter.getId(), reader);
        }
    }

    private void provideReader(String filterId, StaffRole reader) {
        boolean exists = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(reader.id())
                        .resourceType(Resources.FILTER)
                        .resourceId(filterId)
                        .count()
                > 0;
        if (!exists) {
            Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(reader.id());
            authorization.setResource(Resources.FILTER);
            authorization.setResourceId(filterId);
            authorization.addPermission(Permissions.READ);
            authorizations.saveAuthorization(authorization);
        }
    }
}
