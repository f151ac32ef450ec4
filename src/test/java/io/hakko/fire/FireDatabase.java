package io.hakko.fire;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL that belongs to the test and not to the service: it outlives every service process that is killed. It
 * has the roles of production (docker/database/10-roles.sh), keeps its port, and can be killed and started again.
 */
public final class FireDatabase implements AutoCloseable {

    public static final String OWNER = "hakko_owner";
    public static final String RUNTIME = "hakko_runtime";
    public static final String PASSWORD = "only-in-this-test";

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private EmbeddedPostgres postgres;

    private FireDatabase(Path data, int port, EmbeddedPostgres postgres) {
        this.data = data;
        this.port = port;
        this.postgres = postgres;
    }

    /** Starts on a new folder below the given one; a class that is tried once more in the same JVM begins anew, too. */
    public static FireDatabase start(Path folder) {
        try {
            Path data = Files.createDirectories(folder.toAbsolutePath()).resolve("pgdata");
            FileSystemUtils.deleteRecursively(data);
            int port = freePort();
            FireDatabase database = new FireDatabase(data, port, launch(data, port));
            database.prepare();
            return database;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start in " + folder, failed);
        }
    }

    private static EmbeddedPostgres launch(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(START_PATIENCE)
                .start();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void prepare() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE ROLE " + RUNTIME + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE hakko OWNER " + OWNER + " ENCODING 'UTF8' TEMPLATE template0");
            statement.execute("REVOKE ALL ON DATABASE hakko FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE hakko TO " + RUNTIME);
        } catch (SQLException failed) {
            throw new IllegalStateException("PostgreSQL could not be prepared", failed);
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/hakko".formatted(port);
    }

    public int port() {
        return port;
    }

    /** The data folder, with the write-ahead log in {@code pg_wal}. */
    public Path data() {
        return data;
    }

    /** As the administrator of the database, who sees everything. */
    public DataSource administrator() {
        return new DriverManagerDataSource(jdbcUrl(), "postgres", "postgres");
    }

    public JdbcClient sql() {
        return JdbcClient.create(administrator());
    }

    /** Stops it in order. */
    public void stop() {
        try {
            postgres.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Kills the postmaster: nothing is flushed, every connection breaks, the next start recovers from the log. */
    public void crash() {
        ProcessHandle postmaster = postmaster();
        postmaster.destroyForcibly();
        postmaster.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private ProcessHandle postmaster() {
        try {
            String pid =
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException("PostgreSQL does not run", gone);
        }
    }

    /** Starts again on the same data and the same port, after {@link #stop} or {@link #crash}. */
    public void restart() {
        long patience = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            try {
                postgres = launch(data, port);
                return;
            } catch (IOException | IllegalStateException busy) {
                // The backends of a killed postmaster hold its shared memory for a moment.
                if (System.nanoTime() > patience) {
                    throw new IllegalStateException("PostgreSQL did not start again", busy);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Whether somebody can connect. */
    public boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), "postgres", "postgres")) {
            return connection.isValid(1);
        } catch (SQLException down) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
