package io.hakko.desk.web;

import io.hakko.card.StationSignIn;
import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffRole;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in at the page of a station of its own. */
@RestController
@AtStation
@Profile("station")
@RequestMapping("/desk/api/card/operator")
class StationSignInApi {

    private final StationSignIn signIn;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    StationSignInApi(StationSignIn signIn) {
        this.signIn = signIn;
    }

    record Credentials(@Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "credentials";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signIn(@RequestBody Credentials typed, HttpServletRequest request, HttpServletResponse response) {
        StationSignIn.Operator operator = signIn.signIn(
                typed.user() == null ? "" : typed.user().strip(), typed.password() == null ? "" : typed.password());
        String id = operator.actor().id();
        StaffMember member = new StaffMember(
                id,
                id,
                operator.roles().stream()
                        .flatMap(role -> StaffRole.of(role).stream())
                        .collect(Collectors.toSet()));
        if (request.getSession(false) != null) {
            request.changeSessionId();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new StaffAuthentication(member));
        contexts.saveContext(context, request, response);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        if (who instanceof StaffAuthentication staff) {
            signIn.signOut(new Actor(staff.member().id()));
        }
    }
}
