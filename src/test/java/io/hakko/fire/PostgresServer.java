package io.hakko.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A PostgreSQL server of the system's package, set up and handled as an administrator does it: initdb, pg_ctl, a standby by
 * pg_basebackup. It has the roles of docker/database. As root it runs under the user {@code postgres} of the package.
 */
final class PostgresServer implements AutoCloseable {

    static final String ADMINISTRATOR = "postgres";
    static final String OWNER = "hakko_owner";
    static final String RUNTIME = "hakko_runtime";

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final int port;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Makes an empty cluster below a folder and starts it; its log is written to {@code wal} if that is another folder. What does
     * not wait for the disk stays in memory as long as PostgreSQL allows.
     */
    static PostgresServer create(Path parent, String name, Path wal) {
        PostgresServer server = new PostgresServer(own(parent.resolve(name)), freePort());
        own(wal);
        server.run(
                "initdb",
                "--pgdata=" + server.data(),
                "--username=" + ADMINISTRATOR,
                "--auth=trust",
                "--encoding=UTF8",
                "--no-locale",
                "--waldir=" + wal.toAbsolutePath().resolve("pg_wal"));
        server.write("""
                listen_addresses = '127.0.0.1'
                max_connections = 120
                shared_buffers = 32MB
                min_wal_size = 32MB
                max_wal_size = 48MB
                wal_writer_delay = 10s
                """);
        server.start();
        return server;
    }

    static PostgresServer create(Path parent, String name) {
        return create(parent, name, parent.resolve(name + "-wal"));
    }

    /** A folder that the server's user can reach: temporary folders of root are not. */
    static Path folder() {
        try {
            return own(Files.createTempDirectory("hakko-fire"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path own(Path folder) {
        try {
            Files.createDirectories(folder);
            if (ROOT) {
                execute(Map.of(), List.of("chown", "postgres:", folder.toString()));
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            }
            return folder.toAbsolutePath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(String settings) {
        Path file = folder.resolve("settings.conf");
        try {
            Files.writeString(file, settings + "port = " + port + "\nunix_socket_directories = '" + folder + "'\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        run("cp", file.toString(), data() + "/postgresql.auto.conf");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** What docker/database does. */
    PostgresServer withRolesAndDatabase() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), ADMINISTRATOR, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN");
            statement.execute("CREATE ROLE " + RUNTIME + " LOGIN");
            statement.execute("CREATE DATABASE hakko OWNER " + OWNER + " ENCODING 'UTF8' TEMPLATE template0");
            statement.execute("REVOKE ALL ON DATABASE hakko FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE hakko TO " + RUNTIME);
            return this;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    JdbcClient sql() {
        return JdbcClient.create(new DriverManagerDataSource(url("hakko"), ADMINISTRATOR, ""));
    }

    void start() {
        run("pg_ctl", "start", "--wait", "--timeout=" + PATIENCE_SECONDS, "--pgdata=" + data(), "--log=" + log());
    }

    /** In order; connections are ended. */
    void stop() {
        run("pg_ctl", "stop", "--wait", "--mode=fast", "--timeout=" + PATIENCE_SECONDS, "--pgdata=" + data());
    }

    /** As when the machine loses its power: no connection is told. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>();
        postmaster().ifPresent(postmaster -> {
            all.add(postmaster);
            postmaster.children().forEach(all::add);
        });
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process ->
                process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
    }

    private Optional<ProcessHandle> postmaster() {
        try {
            String pid =
                    Files.readAllLines(Path.of(data(), "postmaster.pid")).get(0).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Whether somebody can connect and write. */
    boolean works() {
        try (Connection connection = DriverManager.getConnection(url("hakko"), ADMINISTRATOR, "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE works (i int)");
            return true;
        } catch (SQLException down) {
            return false;
        }
    }

    boolean runs() {
        return Files.exists(Path.of(data(), "postmaster.pid"));
    }

    /** Starts a server that follows this one, commit by commit. */
    PostgresServer standby(Path parent, String name) {
        PostgresServer standby = new PostgresServer(own(parent.resolve(name)), freePort());
        standby.run(
                "pg_basebackup",
                "--pgdata=" + standby.data(),
                "--dbname=host=127.0.0.1 port=" + port + " user=" + ADMINISTRATOR,
                "--checkpoint=fast",
                "--wal-method=stream");
        standby.write("""
                listen_addresses = '127.0.0.1'
                max_connections = 120
                shared_buffers = 32MB
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s application_name=standby'
                """.formatted(port, ADMINISTRATOR));
        standby.run("touch", standby.data() + "/standby.signal");
        standby.start();
        // From here on a commit is one only when the standby has it.
        sql().sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'").update();
        sql().sql("SELECT pg_reload_conf()").query(Boolean.class).single();
        return standby;
    }

    void promote() {
        run("pg_ctl", "promote", "--wait", "--timeout=" + PATIENCE_SECONDS, "--pgdata=" + data());
    }

    /** Ends every connection of the service, as {@code pg_terminate_backend} does, in the middle of whatever it does. */
    int terminateConnections() {
        return sql().sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :role")
                .param("role", RUNTIME)
                .query(Boolean.class)
                .list()
                .size();
    }

    private String log() {
        return folder.resolve("server.log").toString();
    }

    /** Runs a program of PostgreSQL or the system as the user of the server. */
    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        Path binary = binaries().resolve(program);
        command.add(Files.exists(binary) ? binary.toString() : program);
        command.addAll(List.of(arguments));
        execute(Map.of(), command);
    }

    /** Runs a program to its end; what it said, if it fails. */
    static String execute(Map<String, String> environment, List<String> command) {
        Result result = attempt(environment, command);
        if (result.code() != 0) {
            throw new IllegalStateException(command + " ended with " + result.code() + ": " + result.output());
        }
        return result.output();
    }

    record Result(int code, String output) {}

    static Result attempt(Map<String, String> environment, List<String> command) {
        try {
            // Into a file: a server that pg_ctl starts keeps a pipe open.
            Path output = Files.createTempFile("hakko-fire", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            String said = Files.readString(output, UTF_8);
            Files.delete(output);
            return new Result(process.exitValue(), said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path binaries() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin ->
                            Integer.parseInt(bin.getParent().getFileName().toString())))
                    .orElseThrow();
        } catch (IOException missing) {
            throw new UncheckedIOException("install the package postgresql (.ci/verify does)", missing);
        }
    }

    /** Stops it, however it is, and forgets its data. */
    @Override
    public void close() {
        if (runs()) {
            kill();
        }
        execute(Map.of(), List.of("rm", "-rf", folder.toString()));
    }
}
