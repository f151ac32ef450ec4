package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever has tasks has a filter for them, with what is due first and the deadlines in words. */
@HakkoTest
class StaffFiltersTest {

    @Autowired
    FilterService filters;

    @Autowired
    RepositoryService repository;

    @Autowired
    AuthorizationService authorizations;

    @Test
    void everyRoleWithTasksHasAFilterOfItsOwn() {
        for (String role : rolesWithTasks()) {
            assertThat(all())
                    .as("filter for the tasks of %s", role)
                    .filteredOn(filter -> List.of(role).equals(query(filter).getCandidateGroups())
                            || role.equals(query(filter).getCandidateGroup()))
                    .singleElement()
                    .satisfies(filter -> assertThat(readers(filter)).contains(role));
            assertThat(readers(named("自分の担当"))).contains(role);
        }
    }

    @Test
    void namesAreJapanese() {
        assertThat(all())
                .extracting(Filter::getName)
                .allSatisfy(name -> assertThat(name).matches("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー]+"));
    }

    @Test
    void whatIsDueComesFirst() {
        assertThat(all())
                .allSatisfy(filter -> assertThat(query(filter).getOrderingProperties())
                        .singleElement()
                        .satisfies(order -> {
                            assertThat(order.getQueryProperty().getName()).isEqualTo("DUE_DATE_");
                            assertThat(order.getDirection().getName()).isEqualTo("asc");
                        }));
    }

    @Test
    void showsTheNumberTheAlarmAndEveryDeadline() {
        assertThat(all())
                .filteredOn(filter -> filter.getProperties().containsKey("variables"))
                .isNotEmpty()
                .allSatisfy(filter -> assertThat(
                                (List<?>) filter.getProperties().get("variables"))
                        .extracting(shown -> String.valueOf(((Map<?, ?>) shown).get("name")))
                        .contains("番号", "警報", "対象案件", "不備補正期限", "受領督促予定", "受領期限"));
    }

    private Set<String> rolesWithTasks() {
        Set<String> roles = new TreeSet<>();
        repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(definition -> !definition.getKey().endsWith("-test"))
                .flatMap(definition ->
                        repository
                                .getBpmnModelInstance(definition.getId())
                                .getModelElementsByType(UserTask.class)
                                .stream())
                .flatMap(task -> Arrays.stream(task.getCamundaCandidateGroups().split(",")))
                .forEach(role -> roles.add(role.strip()));
        assertThat(roles).contains("reception", "manager");
        return roles;
    }

    private Filter named(String name) {
        return filters.createTaskFilterQuery().filterName(name).singleResult();
    }

    private List<Filter> all() {
        return filters.createTaskFilterQuery().list();
    }

    private static TaskQueryImpl query(Filter filter) {
        return filter.getQuery();
    }

    private List<String> readers(Filter filter) {
        return authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.FILTER)
                .resourceId(filter.getId())
                .list()
                .stream()
                .map(authorization -> authorization.getGroupId())
                .toList();
    }
}
