package io.hakko.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded PostgreSQL with the two roles of production: the owner migrates, the runtime role works. Data in a kept
 * folder survive the process; a postmaster that a killed process left behind on that folder is stopped first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    public static final String DATABASE = "hakko";
    public static final String OWNER = "hakko_owner";
    public static final String RUNTIME = "hakko_runtime";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;
    private final @Nullable FileLock lock;

    private EmbeddedDatabase(EmbeddedPostgres postgres, @Nullable FileLock lock) {
        this.postgres = postgres;
        this.lock = lock;
    }

    /** Starts on a temporary folder. */
    public static EmbeddedDatabase startTemporary() {
        try {
            return prepared(builder().start(), null);
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", failed);
        }
    }

    /**
     * Starts on a folder whose data are kept.
     *
     * @throws IllegalStateException when another running process uses the folder
     */
    public static EmbeddedDatabase startIn(Path directory) {
        try {
            Path data = Files.createDirectories(directory.toAbsolutePath().normalize())
                    .resolve("pgdata");
            FileLock lock = lock(directory.resolve("hakko.lock"));
            stopOrphan(data);
            EmbeddedPostgres postgres = builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .start();
            return prepared(postgres, lock);
        } catch (IOException failed) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start in " + directory, failed);
        }
    }

    /** Without a hook of its own, which would stop it beside the service that is still being stopped and needs it. */
    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setPGStartupWait(START_PATIENCE).setRegisterShutdownHook(false);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), DATABASE);
    }

    /** For tests that act as the database's administrator. */
    public EmbeddedPostgres postgres() {
        return postgres;
    }

    @Override
    public void close() {
        try {
            postgres.close();
            if (lock != null) {
                lock.acquiredBy().close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static FileLock lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException sameProcess) {
            LOG.debug("Locked by this process already", sameProcess);
        }
        channel.close();
        throw new IllegalStateException("Another Hakko is running on the folder " + file.getParent());
    }

    /** Without this the next start would wait a minute for the postmaster of a killed process. */
    private static void stopOrphan(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !data.equals(Path.of(lines.get(1)))) {
            return;
        }
        ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"))
                .ifPresent(EmbeddedDatabase::stop);
        Files.deleteIfExists(pidFile);
    }

    private static void stop(ProcessHandle orphan) {
        LOG.warn("Stopping the PostgreSQL that a killed process left behind");
        orphan.destroy();
        try {
            orphan.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stubborn) {
            orphan.destroyForcibly();
            orphan.onExit().join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedDatabase prepared(EmbeddedPostgres postgres, @Nullable FileLock lock) throws IOException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + OWNER + "'")) {
                statement.execute("CREATE ROLE " + OWNER + " LOGIN");
                statement.execute("CREATE ROLE " + RUNTIME + " LOGIN");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute(
                        "CREATE DATABASE " + DATABASE + " OWNER " + OWNER + " ENCODING 'UTF8' TEMPLATE template0");
            }
        } catch (SQLException failed) {
            postgres.close();
            throw new IllegalStateException("The embedded PostgreSQL could not be prepared", failed);
        }
        return new EmbeddedDatabase(postgres, lock);
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
