package io.hakko.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Data that survive the death of the process, and a start that does not wait for the dead one's PostgreSQL. */
class EmbeddedDatabaseTest {

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void startsAgainAtOnceOnTheDataOfAKilledProcess() throws Exception {
        Process first = startElsewhere();
        first.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(postmaster())).as("the orphan lives").isPresent();

        long begin = System.nanoTime();
        try (EmbeddedDatabase again = EmbeddedDatabase.startIn(folder);
                Connection connection = runtime(again);
                var rows = connection.createStatement().executeQuery("SELECT word FROM kept.note")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("残る");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("an orphan that is not stopped costs a minute")
                .isLessThan(Duration.ofSeconds(55));
    }

    @Test
    @Timeout(120)
    void refusesAFolderThatARunningProcessUses() throws Exception {
        Process first = startElsewhere();
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.startIn(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another Hakko is running");
        } finally {
            first.descendants().forEach(ProcessHandle::destroy);
            first.destroyForcibly().waitFor();
            ProcessHandle.of(postmaster()).ifPresent(orphan -> {
                orphan.destroy();
                orphan.onExit().join();
            });
        }
    }

    private Process startElsewhere() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Elsewhere.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        while (line != null && !line.equals("ready")) {
            line = out.readLine();
        }
        assertThat(line).as("the other process has started").isEqualTo("ready");
        return process;
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("pgdata/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static Connection runtime(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.RUNTIME, "");
    }

    /** The other process: writes a note and waits to be killed. */
    static final class Elsewhere {

        private Elsewhere() {}

        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.startIn(Path.of(args[0]));
            try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, "");
                    var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA kept");
                statement.execute("CREATE TABLE kept.note (word text)");
                statement.execute("INSERT INTO kept.note VALUES ('残る')");
                statement.execute("GRANT USAGE ON SCHEMA kept TO " + EmbeddedDatabase.RUNTIME);
                statement.execute("GRANT SELECT ON kept.note TO " + EmbeddedDatabase.RUNTIME);
            }
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }
}
