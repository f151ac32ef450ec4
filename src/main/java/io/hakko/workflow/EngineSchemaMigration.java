package io.hakko.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/**
 * Creates the engine's tables in the schema {@code camunda} from the engine's own scripts, and adds the index on due dates
 * without which every acquisition of jobs scans the whole table.
 */
@Component
class EngineSchemaMigration implements JavaMigration {

    private static final List<String> PARTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private static final String AFTER = """
            CREATE INDEX hakko_idx_job_due_date ON camunda.act_ru_job (duedate_);
            GRANT USAGE ON SCHEMA camunda TO "%1$s";
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA camunda TO "%1$s";
            """;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("2026.11.22.1");
    }

    @Override
    public String getDescription() {
        return "camunda create engine tables";
    }

    @Override
    public Integer getChecksum() {
        CRC32 crc = new CRC32();
        PARTS.forEach(part -> crc.update(script(part)));
        return (int) crc.getValue();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("CREATE SCHEMA camunda");
            statement.execute("SET LOCAL search_path TO camunda");
        }
        for (String part : PARTS) {
            ScriptUtils.executeSqlScript(
                    context.getConnection(),
                    new EncodedResource(
                            new ByteArrayResource(script(part), "engine script " + part), StandardCharsets.UTF_8));
        }
        String role = context.getConfiguration().getPlaceholders().get("runtimeRole");
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(AFTER.formatted(role));
            statement.execute("SET LOCAL search_path TO DEFAULT");
        }
    }

    private static byte[] script(String part) {
        String path = "/org/camunda/bpm/engine/db/create/activiti.postgres.create.%s.sql".formatted(part);
        try (InputStream in = EngineSchemaMigration.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("engine script missing: " + path);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
