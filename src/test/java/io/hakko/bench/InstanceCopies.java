package io.hakko.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies one process instance, which the engine itself has started, many thousand times: every row of the engine that
 * belongs to it, with ids of its own. The history is copied only for instances whose timer will fire.
 */
final class InstanceCopies {

    /** Tables of an instance with the column that names it. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("act_ru_execution", "proc_inst_id_");
        TABLES.put("act_ru_task", "proc_inst_id_");
        TABLES.put("act_ru_variable", "proc_inst_id_");
        TABLES.put("act_ru_job", "process_instance_id_");
        TABLES.put("act_hi_procinst", "proc_inst_id_");
        TABLES.put("act_hi_actinst", "proc_inst_id_");
        TABLES.put("act_hi_taskinst", "proc_inst_id_");
        TABLES.put("act_hi_varinst", "proc_inst_id_");
        TABLES.put("act_hi_detail", "proc_inst_id_");
        TABLES.put("act_hi_job_log", "process_instance_id_");
    }

    private final Connection connection;
    private final String schema;
    private final String key;

    /**
     * @param key business key of the instance to copy
     */
    InstanceCopies(Connection connection, String schema, String key) {
        this.connection = connection;
        this.schema = schema;
        this.key = key;
    }

    /**
     * Makes copies numbered from {@code first}: the timers of the first {@code due} were due a while ago, one each
     * millisecond; those of the others keep the due date of the instance that is copied.
     */
    void make(int first, int due, int pending) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path TO " + schema);
            // The rows hang together; checking each of millions of foreign keys would only cost time.
            statement.execute("SET session_replication_role TO replica");
            List<Map<String, Object>> originals = new ArrayList<>();
            List<String> tables = new ArrayList<>();
            String instance = one(
                    statement, "SELECT proc_inst_id_ FROM act_ru_execution WHERE business_key_ = '%s'".formatted(key));
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                for (Map<String, Object> row : rows(
                        statement,
                        "SELECT * FROM %s WHERE %s = '%s'".formatted(table.getKey(), table.getValue(), instance))) {
                    originals.add(row);
                    tables.add(table.getKey());
                }
            }
            Map<String, Integer> ids = new HashMap<>();
            originals.forEach(row -> ids.putIfAbsent(String.valueOf(row.get("id_")), ids.size()));
            List<String> indexes = dropIndexes(statement, pending > 100_000);
            for (int i = 0; i < originals.size(); i++) {
                int last = tables.get(i).startsWith("act_hi_") ? first + due : first + pending;
                statement.executeUpdate(insert(tables.get(i), originals.get(i), ids, first, due, last - 1));
            }
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute("SET session_replication_role TO DEFAULT");
            statement.execute("VACUUM ANALYZE");
        }
    }

    private String insert(
            String table, Map<String, Object> original, Map<String, Integer> ids, int first, int due, int last) {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        original.forEach((column, value) -> {
            columns.add(column);
            if (column.equals("duedate_") && table.equals("act_ru_job")) {
                values.add(
                        "CASE WHEN n < %d THEN localtimestamp - interval '1 hour' + n * interval '1 ms' ELSE t.%s END"
                                .formatted(first + due, column));
            } else if (value != null && ids.containsKey(value.toString())) {
                String prefix = value.toString().contains(":")
                        ? value.toString().substring(0, value.toString().indexOf(':') + 1)
                        : "";
                values.add("'%s' || md5('%d.' || n)::uuid".formatted(prefix, ids.get(value.toString())));
            } else if (value != null && value.equals(key)) {
                values.add("'%s.' || n".formatted(key));
            } else {
                values.add("t." + column);
            }
        });
        return "INSERT INTO %s (%s) SELECT %s FROM %s t CROSS JOIN generate_series(%d, %d) n WHERE t.id_ = '%s'"
                .formatted(
                        table,
                        String.join(", ", columns),
                        String.join(", ", values),
                        table,
                        first,
                        last,
                        original.get("id_"));
    }

    /** Indexes that serve no constraint; filling a table is many times faster without them. */
    private List<String> dropIndexes(Statement statement, boolean worthwhile) throws SQLException {
        List<String> definitions = new ArrayList<>();
        if (!worthwhile) {
            return definitions;
        }
        for (Map<String, Object> index : rows(statement, """
                SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
                FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
                WHERE c.relnamespace = '%s'::regnamespace AND c.relname IN ('%s')
                  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
                """.formatted(schema, String.join("', '", TABLES.keySet())))) {
            statement.execute("DROP INDEX " + index.get("name"));
            definitions.add(String.valueOf(index.get("definition")));
        }
        return definitions;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        return String.valueOf(rows(statement, sql).get(0).values().iterator().next());
    }

    private static List<Map<String, Object>> rows(Statement statement, String sql) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(
                            columns.getColumnName(i),
                            columns.getColumnType(i) == Types.BINARY ? null : result.getObject(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
