package io.hakko.desk.process;

import io.hakko.desk.StaffRole;
import io.hakko.desk.StartGate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Creates the groups of staff and what the engine lets each of them do, at every start and idempotently. Work on a task
 * is not granted here: whoever is a candidate gets it from the engine with the task.
 */
@Component
class StaffAuthorizations implements SmartInitializingSingleton {

    private static final String GROUP_TYPE = "WORKFLOW";
    private static final String EVERY = Authorization.ANY;

    /** Roles that work in Tasklist. */
    private static final Set<StaffRole> CLERKS = Set.of(
            StaffRole.RECEPTION,
            StaffRole.REVIEWER,
            StaffRole.APPROVER,
            StaffRole.ISSUER,
            StaffRole.INSPECTOR,
            StaffRole.STOCKKEEPER,
            StaffRole.SHIPPER,
            StaffRole.ACCOUNTING,
            StaffRole.HELPDESK,
            StaffRole.MANAGER);

    /** One permission set of one group on one thing. */
    private record Grant(StaffRole role, Resource resource, String id, List<Permission> permissions) {

        static Grant of(StaffRole role, Resource resource, String id, Permission... permissions) {
            return new Grant(role, resource, id, List.of(permissions));
        }
    }

    private final IdentityService identities;
    private final AuthorizationService authorizations;
    private final StartGate gate;

    StaffAuthorizations(IdentityService identities, AuthorizationService authorizations, StartGate gate) {
        this.identities = identities;
        this.authorizations = authorizations;
        this.gate = gate;
    }

    @Override
    public void afterSingletonsInstantiated() {
        gate.pass(() -> {
            Arrays.stream(StaffRole.values()).forEach(this::provideGroup);
            grants().forEach(this::provide);
        });
    }

    private static Stream<Grant> grants() {
        return Stream.of(
                        CLERKS.stream().flatMap(StaffAuthorizations::clerk),
                        mayStart(StaffRole.RECEPTION, "certificate-application"),
                        mayStart(StaffRole.MANAGER, "certificate-revocation"),
                        mayStart(StaffRole.MANAGER, "ca-compromise"),
                        mayStart(StaffRole.RECEPTION, "certificate-revocation"),
                        // Names and diagrams of the processes, no cases.
                        CLERKS.stream()
                                .filter(role -> role != StaffRole.MANAGER)
                                .map(role -> Grant.of(role, Resources.PROCESS_DEFINITION, EVERY, Permissions.READ)),
                        manager(),
                        Stream.of(
                                Grant.of(StaffRole.AUDITOR, Resources.APPLICATION, "welcome", Permissions.ACCESS),
                                Grant.of(StaffRole.SYSADMIN, Resources.APPLICATION, "welcome", Permissions.ACCESS)))
                .flatMap(grants -> grants);
    }

    private static Stream<Grant> clerk(StaffRole role) {
        return Stream.of(
                Grant.of(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS),
                Grant.of(role, Resources.APPLICATION, "welcome", Permissions.ACCESS));
    }

    private static Stream<Grant> mayStart(StaffRole role, String process) {
        return Stream.of(
                Grant.of(role, Resources.PROCESS_DEFINITION, process, Permissions.READ, Permissions.CREATE_INSTANCE),
                Grant.of(role, Resources.PROCESS_INSTANCE, EVERY, Permissions.CREATE));
    }

    /** Reads every case and retries failed jobs; never deletes an instance, changes a variable or moves a token. */
    private static Stream<Grant> manager() {
        return Stream.of(
                Grant.of(StaffRole.MANAGER, Resources.APPLICATION, "cockpit", Permissions.ACCESS),
                Grant.of(
                        StaffRole.MANAGER,
                        Resources.PROCESS_DEFINITION,
                        EVERY,
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.READ_HISTORY,
                        ProcessDefinitionPermissions.RETRY_JOB),
                Grant.of(
                        StaffRole.MANAGER,
                        Resources.DECISION_DEFINITION,
                        EVERY,
                        Permissions.READ,
                        Permissions.READ_HISTORY),
                Grant.of(StaffRole.MANAGER, Resources.DEPLOYMENT, EVERY, Permissions.READ),
                // Cockpit counts tasks by group; the tasks themselves a manager reads anyway.
                Grant.of(StaffRole.MANAGER, Resources.TASK, EVERY, Permissions.READ));
    }

    private void provideGroup(StaffRole role) {
        Group group = identities.createGroupQuery().groupId(role.id()).singleResult();
        if (group == null) {
            group = identities.newGroup(role.id());
        } else if (role.label().equals(group.getName())) {
            return;
        }
        group.setName(role.label());
        group.setType(GROUP_TYPE);
        identities.saveGroup(group);
    }

    private void provide(Grant grant) {
        Authorization authorization = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(grant.role().id())
                .resourceType(grant.resource())
                .resourceId(grant.id())
                .singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(grant.role().id());
            authorization.setResource(grant.resource());
            authorization.setResourceId(grant.id());
        }
        authorization.setPermissions(grant.permissions().toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }
}
