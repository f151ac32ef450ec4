package io.hakko.repository.integration;

import java.util.Objects;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The directory: an external one when its address is set, else Hakko's own when a port is set for it, else none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DirectoryProperties.class)
class DirectoryConfiguration {

    /** A directory server of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("hakko.repository.ldap.url")
    static class External {

        @Bean
        DirectoryAccess externalDirectory(DirectoryProperties properties) {
            return new ExternalDirectory(
                    Objects.requireNonNull(properties.url()),
                    properties.startTls(),
                    Optional.ofNullable(properties.trustedCertificate()),
                    required("bind-dn", properties.bindDn()),
                    required("password-file", properties.passwordFile()));
        }

        private static <T> T required(String name, @Nullable T value) {
            if (value == null) {
                throw new IllegalStateException("hakko.repository.ldap." + name + " is missing");
            }
            return value;
        }

        @Bean
        DirectoryTarget externalDirectoryTarget(ProducerTemplate camel, DirectoryAccess directory) {
            return new DirectoryTarget(camel, directory);
        }

        @Bean
        DirectoryRoute externalDirectoryRoute(DirectoryAccess directory) {
            return new DirectoryRoute(directory);
        }
    }

    /** Hakko's own, in memory. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("hakko.repository.ldap.embedded-port")
    @ConditionalOnExpression("'${hakko.repository.ldap.url:}' == '' and !${hakko.command:false}")
    static class Embedded {

        @Bean(destroyMethod = "close")
        EmbeddedDirectory embeddedDirectory(DirectoryProperties properties) {
            return new EmbeddedDirectory(Objects.requireNonNull(properties.embeddedPort()));
        }

        @Bean
        DirectoryTarget embeddedDirectoryTarget(ProducerTemplate camel, EmbeddedDirectory directory) {
            return new DirectoryTarget(camel, directory);
        }

        @Bean
        DirectoryRoute embeddedDirectoryRoute(EmbeddedDirectory directory) {
            return new DirectoryRoute(directory);
        }
    }
}
