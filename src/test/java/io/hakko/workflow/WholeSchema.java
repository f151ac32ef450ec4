package io.hakko.workflow;

import io.hakko.embedded.EmbeddedDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** All tables, the engine's among them, for a test that has no application context to migrate with. */
public final class WholeSchema {

    private WholeSchema() {}

    /** As in production: the owner migrates, the runtime role gets its grants. */
    public static void migrate(EmbeddedDatabase database) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), EmbeddedDatabase.OWNER, "")
                .defaultSchema("public")
                .table("hakko_schema_history")
                .javaMigrations(new EngineSchemaMigration())
                .placeholders(Map.of("runtimeRole", EmbeddedDatabase.RUNTIME))
                .load()
                .migrate();
    }
}
