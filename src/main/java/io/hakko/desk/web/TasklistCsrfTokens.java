package io.hakko.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * The token against forged requests is the one that Tasklist already has: it is made with the session
 * ({@link TasklistSessionFilter}), kept in it, and handed to the pages as a cookie. A request without it is refused, and the session lives on.
 */
final class TasklistCsrfTokens implements CsrfTokenRepository {

    private static final String SESSION_ATTRIBUTE = "CAMUNDA_CSRF_TOKEN";
    private static final String HEADER = "X-XSRF-TOKEN";
    private static final String COOKIE = "XSRF-TOKEN";
    private static final String PARAMETER = "_csrf";
    private static final int TOKEN_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Only asked for when the session has no token; nothing can match it, for it is not saved. */
    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return token(UUID.randomUUID().toString());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // It stands in the session since there is one.
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(SESSION_ATTRIBUTE) instanceof String value ? token(value) : null;
    }

    /** Puts a new token into a new session of the engine's web applications, and hands it to their pages as they expect it. */
    static void begin(HttpSession session, HttpServletRequest request, HttpServletResponse response) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String value = HexFormat.of().withUpperCase().formatHex(random);
        session.setAttribute(SESSION_ATTRIBUTE, value);
        hand(request, response);
        response.setHeader(HEADER, value);
    }

    /** Hands the token to our own pages: Tasklist's cookie is for addresses under {@code /camunda} alone. */
    static void hand(HttpServletRequest request, HttpServletResponse response) {
        String[] path = request.getRequestURI()
                .substring(request.getContextPath().length())
                .split("/", 3);
        HttpSession session = request.getSession(false);
        if (path.length > 1 && session != null && session.getAttribute(SESSION_ATTRIBUTE) instanceof String value) {
            ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                    .path(request.getContextPath() + "/" + path[1])
                    .sameSite("Strict")
                    .secure(request.isSecure())
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        }
    }

    private static CsrfToken token(String value) {
        return new DefaultCsrfToken(HEADER, PARAMETER, value);
    }
}
