package io.hakko.desk.web;

import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes the person who signed in at Tasklist the authenticated person of our own pages and API; who has no role is nobody
 * there. Not a bean.
 */
final class StaffSessionFilter extends OncePerRequestFilter {

    private static final String MDC_USER = "user";

    private final StaffSessions sessions;

    StaffSessionFilter(StaffSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        Optional<StaffMember> member = session == null
                ? Optional.empty()
                : sessions.signedIn(session).filter(person -> !person.roles().isEmpty());
        member.ifPresent(StaffSessionFilter::authenticate);
        if (member.isPresent() && isPage(request)) {
            TasklistCsrfTokens.hand(request, response);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_USER);
            SecurityContextHolder.clearContext();
        }
    }

    private static boolean isPage(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                && !request.getRequestURI().startsWith(request.getContextPath() + "/desk/api/");
    }

    private static void authenticate(StaffMember member) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new StaffAuthentication(member));
        SecurityContextHolder.setContext(context);
        MDC.put(MDC_USER, member.id());
    }
}
