package io.hakko.desk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every session of the engine's web applications its token against forged requests in the request that makes the
 * session. The engine's own filter makes it with the first request that finds none; Tasklist sends a dozen at once after the
 * sign-in, each of which has its own copy of a session that stands in the database, and would make its own token. The next
 * request with one that was overwritten would end the session. Not a bean.
 */
final class TasklistSessionFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new SessionsWithToken(request, response), response);
    }

    private static final class SessionsWithToken extends HttpServletRequestWrapper {

        private final HttpServletResponse response;

        SessionsWithToken(HttpServletRequest request, HttpServletResponse response) {
            super(request);
            this.response = response;
        }

        @Override
        public HttpSession getSession() {
            HttpSession known = super.getSession(false);
            if (known != null) {
                return known;
            }
            HttpSession made = super.getSession();
            TasklistCsrfTokens.begin(made, this, response);
            return made;
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            return create ? getSession() : super.getSession(false);
        }
    }
}
