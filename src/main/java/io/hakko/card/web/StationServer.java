package io.hakko.card.web;

import io.hakko.card.StationWire;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
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
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> stationPort(
            StationRegister register,
            @Value("${hakko.station.server.port}") int port,
            @Value("${hakko.station.server.keystore:}") String keystore,
            @Value("${hakko.station.server.keystore-password-file:}") String passwordFile)
            throws IOException, GeneralSecurityException {
        if (keystore.isEmpty() || passwordFile.isEmpty()) {
            throw new IllegalStateException(
                    "HAKKO_STATION_SERVER_KEYSTORE and HAKKO_STATION_SERVER_KEYSTORE_PASSWORD_FILE:"
                            + " the port for stations needs a certificate");
        }
        String password = Files.readString(Path.of(passwordFile)).strip();
        KeyStore own = KeyStore.getInstance(Path.of(keystore).toFile(), password.toCharArray());
        return factory -> factory.addAdditionalTomcatConnectors(connector(register, port, own, password));
    }

    private static Connector connector(StationRegister register, int port, KeyStore own, String password) {
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setScheme("https");
        connector.setSecure(true);
        ((Http11NioProtocol) connector.getProtocolHandler()).setSSLEnabled(true);
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification("required");
        host.setTrustStore(register.trustStore());
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(own);
        certificate.setCertificateKeystorePassword(password);
        host.addCertificate(certificate);
        connector.addSslHostConfig(host);
        return connector;
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
