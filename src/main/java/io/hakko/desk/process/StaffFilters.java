package io.hakko.desk.process;

import io.hakko.desk.StaffRole;
import io.hakko.desk.StartGate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** Variables a filter shows under a task: the number of the case, and the deadlines in words. */
    private static final List<String> SHOWN =
            List.of(CaseNumberOnTasks.NUMBER.name(), "不備補正期限", "受領督促予定", "受領期限", "原本到着期限");

    private static final Set<StaffRole> CLERKS = Set.of(
            StaffRole.RECEPTION,
            StaffRole.REVIEWER,
            StaffRole.APPROVER,
            StaffRole.ISSUER,
            StaffRole.INSPECTOR,
            StaffRole.SHIPPER,
            StaffRole.MANAGER);

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final StartGate gate;

    StaffFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations, StartGate gate) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.gate = gate;
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
            provideFor(StaffRole.MANAGER, "責任者", 70);
            provide("自分の担当", "自分が担当しているタスク", 80, mine(), CLERKS);
            provide("すべてのタスク", "進行中のすべてのタスク", 90, oldestFirst(tasks.createTaskQuery()), Set.of(StaffRole.MANAGER));
        });
    }

    private void provideFor(StaffRole role, String name, int priority) {
        TaskQuery query = oldestFirst(tasks.createTaskQuery().taskCandidateGroup(role.id()));
        provide(name, role.label() + "を待っているタスク", priority, query, Set.of(role));
    }

    private TaskQuery mine() {
        return oldestFirst(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
    }

    private static TaskQuery oldestFirst(TaskQuery query) {
        return query.orderByTaskCreateTime().asc();
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
                SHOWN.stream().map(v -> Map.of("name", v, "label", v)).toList());
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
