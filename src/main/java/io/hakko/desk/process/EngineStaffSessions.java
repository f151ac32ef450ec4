package io.hakko.desk.process;

import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffRole;
import io.hakko.desk.StaffSessions;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.stereotype.Component;

/** Reads the session the engine's web applications keep; user and roles are asked anew each time. */
@Component
class EngineStaffSessions implements StaffSessions {

    private final ProcessEngine engine;
    private final IdentityService identities;

    EngineStaffSessions(ProcessEngine engine, IdentityService identities) {
        this.engine = engine;
        this.identities = identities;
    }

    @Override
    public Optional<StaffMember> signedIn(HttpSession session) {
        Authentications authentications = AuthenticationUtil.getAuthsFromSession(session);
        Authentication authentication = authentications.getAuthenticationForProcessEngine(engine.getName());
        if (authentication == null) {
            return Optional.empty();
        }
        // Who is asked about need not be able to read accounts: nobody is asking here.
        identities.clearAuthentication();
        User user = identities
                .createUserQuery()
                .userId(authentication.getIdentityId())
                .singleResult();
        return Optional.ofNullable(user).map(u -> new StaffMember(u.getId(), nameOf(u), rolesOf(u.getId())));
    }

    private Set<StaffRole> rolesOf(String userId) {
        return identities.createGroupQuery().groupMember(userId).list().stream()
                .flatMap(group -> StaffRole.of(group.getId()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String nameOf(User user) {
        String name = Stream.of(Optional.ofNullable(user.getLastName()), Optional.ofNullable(user.getFirstName()))
                .flatMap(Optional::stream)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? user.getId() : name;
    }
}
