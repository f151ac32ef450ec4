package io.hakko.bench;

import io.hakko.embedded.EmbeddedDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL server that keeps what it has confirmed ({@code fsync} and {@code synchronous_commit} are on), with one
 * database for each variant of a measurement.
 */
public final class BenchDatabase implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private BenchDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts with the two roles of production and no database. */
    public static BenchDatabase start() throws IOException, SQLException {
        BenchDatabase database = new BenchDatabase(EmbeddedPostgres.builder()
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start());
        database.execute("CREATE ROLE " + EmbeddedDatabase.OWNER + " LOGIN");
        database.execute("CREATE ROLE " + EmbeddedDatabase.RUNTIME + " LOGIN");
        return database;
    }

    /** Makes an empty database of the owner. */
    public void create(String name) throws SQLException {
        execute("CREATE DATABASE %s OWNER %s ENCODING 'UTF8' TEMPLATE template0"
                .formatted(name, EmbeddedDatabase.OWNER));
    }

    /** Drops a database that is measured, so that its cleaning does not disturb the next one. */
    public void drop(String name) throws SQLException {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
        execute("CHECKPOINT");
    }

    /** Without a user: add one of the roles. */
    public String url(String name) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(postgres.getPort(), name);
    }

    /** As the administrator. */
    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "postgres", "");
    }

    /** Version and the settings that a figure depends on. */
    public Map<String, String> conditions() throws SQLException {
        Map<String, String> conditions = new TreeMap<>();
        conditions.put("postgresql", show("server_version"));
        for (String setting : new String[] {"fsync", "synchronous_commit", "shared_buffers"}) {
            conditions.put(setting, show(setting));
        }
        return conditions;
    }

    private String show(String setting) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
