package io.hakko.desk.web;

import io.hakko.card.StationSignIn;
import io.hakko.shared.Actor;
import io.hakko.shared.AtStation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/** The page of a station of its own: reached from this machine only, and only under its own names. */
@AtStation
class StationSite implements WebMvcConfigurer {

    /** Names by which the page is reached. Another one in {@code Host} is a page from elsewhere that had its name changed. */
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final ActorArgumentResolver actors;

    StationSite(ActorArgumentResolver actors) {
        this.actors = actors;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(actors);
    }

    @Bean
    static LocaleResolver localeResolver() {
        AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.JAPANESE, Locale.ENGLISH));
        resolver.setDefaultLocale(Locale.JAPANESE);
        return resolver;
    }

    @Bean
    static StrictHttpFirewall stationFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(OWN_NAMES::contains);
        return firewall;
    }

    @Bean
    static SecurityFilterChain stationPageChain(HttpSecurity http, StationSignIn signIn) throws Exception {
        CsrfTokenRequestAttributeHandler atOnce = new CsrfTokenRequestAttributeHandler();
        atOnce.setCsrfRequestAttributeName(null);
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/", "/desk/station", "/desk/station/*", "/desk/api/card/operator")
                        .permitAll()
                        .requestMatchers("/desk/api/card/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .addFilterBefore(new EndedByTheServer(signIn), AuthorizationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(atOnce))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, cause) -> {
                    // Tells the page to ask who it is.
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "HakkoStation");
                    response.setStatus(HttpStatus.UNAUTHORIZED.value());
                }))
                .build();
    }

    /** Nobody signs in through Spring; this keeps Boot from inventing a user. */
    @Bean
    static UserDetailsService nobody() {
        return name -> {
            throw new UsernameNotFoundException("no user signs in here");
        };
    }

    /** When the server has ended what it was told, so does the page. */
    private static final class EndedByTheServer extends OncePerRequestFilter {

        private final StationSignIn signIn;

        EndedByTheServer(StationSignIn signIn) {
            this.signIn = signIn;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Authentication who = SecurityContextHolder.getContext().getAuthentication();
            if (who instanceof StaffAuthentication staff
                    && !signIn.isSignedIn(new Actor(staff.member().id()))) {
                SecurityContextHolder.clearContext();
                HttpSession session = request.getSession(false);
                if (session != null) {
                    session.invalidate();
                }
            }
            chain.doFilter(request, response);
        }
    }
}
