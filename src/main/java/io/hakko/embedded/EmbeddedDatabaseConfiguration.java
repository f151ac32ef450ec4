package io.hakko.embedded;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Puts the embedded PostgreSQL under the data source: Flyway connects as the owner, the service as the runtime role. */
@Configuration(proxyBeanMethods = false)
@Profile("embedded")
@EnableConfigurationProperties(EmbeddedDatabaseProperties.class)
class EmbeddedDatabaseConfiguration {

    @Bean
    EmbeddedDatabase embeddedDatabase(EmbeddedDatabaseProperties properties) {
        return properties.directory() == null
                ? EmbeddedDatabase.startTemporary()
                : EmbeddedDatabase.startIn(properties.directory());
    }

    @Bean
    JdbcConnectionDetails runtimeConnection(EmbeddedDatabase database) {
        return new RuntimeConnection(database.jdbcUrl());
    }

    @Bean
    FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
        return new OwnerConnection(database.jdbcUrl());
    }

    private record RuntimeConnection(String url) implements JdbcConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return EmbeddedDatabase.RUNTIME;
        }

        @Override
        public @Nullable String getPassword() {
            return null;
        }
    }

    private record OwnerConnection(String url) implements FlywayConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return url;
        }

        @Override
        public String getUsername() {
            return EmbeddedDatabase.OWNER;
        }

        @Override
        public @Nullable String getPassword() {
            return null;
        }
    }
}
