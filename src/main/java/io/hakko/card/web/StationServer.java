package io.hakko.card.web;

import io.hakko.card.StationWire;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The port for stations that stand elsewhere: TLS 1.3 only, nobody without the certificate of a station comes in, and there is
 * nothing but their API.
 */
@Configuration(proxyBeanMethods = false)
@StationServer.IfWanted
class StationServer implements WebMvcConfigurer {

    private final StationGate gate;

    StationServer(StationGate gate) {
        this.gate = gate;
    }

    /** Only with {@code hakko.station.server.port}. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    @ConditionalOnExpression("'${hakko.station.server.port:}' != ''")
    @interface IfWanted {}

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).addPathPatterns(StationWire.PATH + "/**");
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> stationPortCustomizer(StationPort port) {
        return factory -> factory.addAdditionalTomcatConnectors(port.connector());
    }

    /** Whatever comes in by this port; the certificate was checked when the line was made. */
    @Bean
    @Order(0)
    SecurityFilterChain stationChain(HttpSecurity http, @Value("${hakko.station.server.port}") int port)
            throws Exception {
        return http.securityMatcher(request -> request.getLocalPort() == port)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher(StationWire.PATH + "/**"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(e -> e.authenticationEntryPoint(
                        (request, response, cause) -> response.sendError(HttpStatus.FORBIDDEN.value())))
                .build();
    }
}
