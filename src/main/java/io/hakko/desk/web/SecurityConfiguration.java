package io.hakko.desk.web;

import io.hakko.desk.StaffSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may ask for what address. What is not named here is refused.
 *
 * <p>The engine's web applications under {@code /camunda} sign people in and guard themselves; our pages and API take
 * the person from their session.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = Type.SERVLET)
class SecurityConfiguration {

    private static final String TASKLIST = "/camunda/app/tasklist/";

    /** Names of staff stand in the records: they are changed by whoever keeps the accounts, not by the person. */
    private static final RequestMatcher OWN_PROFILE =
            path(HttpMethod.PUT, "/camunda/api/engine/engine/{engine}/user/{id}/profile");

    /** Scripts, styles and pictures come from here, nothing is framed and nothing runs that stands in the page itself. */
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; object-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Our pages and API: signed-in staff only. */
    @Bean
    @Order(1)
    SecurityFilterChain deskChain(HttpSecurity http, StaffSessions sessions, ProblemWriter problems) throws Exception {
        StaffGate gate = new StaffGate(problems);
        return http.securityMatcher(paths("/desk", "/desk/**", "/demo", "/demo/**"))
                .addFilterBefore(new StaffSessionFilter(sessions), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(new TasklistCsrfTokens())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .exceptionHandling(e -> e.authenticationEntryPoint(
                                (request, response, cause) -> gate.notSignedIn(request, response))
                        .accessDeniedHandler((request, response, cause) -> gate.denied(request, response)))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(PAGE_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                // The person is taken from the session with every request; to Spring that is a sign-in each time, after
                // which it
                // would give the session another id and turn away what else is on its way.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** What relying parties fetch: CA certificates and revocation lists, without signing in. */
    @Bean
    @Order(2)
    SecurityFilterChain repositoryChain(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(paths("/repository", "/repository/**")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                path(HttpMethod.GET, "/repository/**"),
                                path(HttpMethod.HEAD, "/repository/**"),
                                path(HttpMethod.GET, "/repository"),
                                path(HttpMethod.HEAD, "/repository"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .contentSecurityPolicy(csp -> csp.policyDirectives(PAGE_POLICY)))
                .build();
    }

    /**
     * The engine's web applications guard themselves. Shut besides: the page on which the first comer could make himself
     * administrator, and outside the demo the user administration.
     */
    @Bean
    @Order(3)
    SecurityFilterChain engineWebappsChain(HttpSecurity http, Environment environment) throws Exception {
        boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
        RequestMatcher setUp = paths("/camunda/app/admin/*/setup/**", "/camunda/api/admin/setup/**");
        RequestMatcher administration = demo
                ? request -> false
                : paths("/camunda/app/admin", "/camunda/app/admin/**", "/camunda/api/admin/plugin/**");
        return http.securityMatcher(paths("/camunda", "/camunda/**"))
                .addFilterAfter(new TasklistSessionFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(setUp, administration, OWN_PROFILE)
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled()
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .anonymous(anonymous -> anonymous.principal("anonymous"))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(e -> e.authenticationEntryPoint(
                        (request, response, cause) -> response.sendError(HttpStatus.FORBIDDEN.value())))
                .build();
    }

    /** The address itself, the state of health, the meters for whoever shows the token, and nothing else. */
    @Bean
    @Order(4)
    SecurityFilterChain remainderChain(HttpSecurity http, MetricsToken token) throws Exception {
        return stateless(http.securityMatcher(request -> true))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                path(HttpMethod.GET, "/"),
                                path(HttpMethod.GET, "/favicon.ico"),
                                path(HttpMethod.GET, "/actuator/health"),
                                path(HttpMethod.GET, "/actuator/health/readiness"),
                                path(HttpMethod.GET, "/actuator/health/liveness"),
                                path(HttpMethod.GET, "/actuator/health/keys"),
                                path(HttpMethod.GET, "/actuator/health/audit"),
                                paths("/error"))
                        .permitAll()
                        .requestMatchers(path(HttpMethod.GET, "/actuator/prometheus"))
                        .access((who, asked) -> new AuthorizationDecision(token.isShownBy(asked.getRequest())))
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** Nobody signs in through Spring; this keeps Boot from inventing a user. */
    @Bean
    UserDetailsService noUsers() {
        return name -> {
            throw new UsernameNotFoundException("no user signs in here");
        };
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(e -> e.authenticationEntryPoint(
                        (request, response, cause) -> response.sendError(HttpStatus.FORBIDDEN.value())));
    }

    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(pattern))
                .toList());
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    /** Turns people away: the API with a problem detail, a page by the way to the sign-in. */
    private record StaffGate(ProblemWriter problems) {

        void notSignedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (isApi(request)) {
                problems.write(HttpStatus.UNAUTHORIZED, request, response);
            } else {
                response.sendRedirect(request.getContextPath() + TASKLIST);
            }
        }

        void denied(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            if (who == null || who instanceof AnonymousAuthenticationToken) {
                notSignedIn(request, response);
            } else if (isApi(request)) {
                problems.write(HttpStatus.FORBIDDEN, request, response);
            } else {
                response.sendError(HttpStatus.FORBIDDEN.value());
            }
        }

        private static boolean isApi(HttpServletRequest request) {
            return request.getRequestURI().startsWith(request.getContextPath() + "/desk/api/");
        }
    }
}
