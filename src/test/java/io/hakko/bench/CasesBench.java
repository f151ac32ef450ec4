package io.hakko.bench;

import io.hakko.bench.Spans.Part;
import io.hakko.calendar.Zones;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How many whole cases are done in a minute, from the arrival of the papers to receipt and payment, each step by another
 * person, with a simulated card: on one node, and on two nodes on one database; and where the time goes.
 */
final class CasesBench implements Suite {

    private static final int WARM = 20;
    private static final int CASES = Integer.getInteger("hakko.bench.cases", 120);
    private static final int PEOPLE = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** A Monday, so that the window is open. */
    private static final Instant BEGIN = LocalDate.of(2026, 11, 30)
            .atTime(LocalTime.of(10, 0))
            .atZone(Zones.TOKYO)
            .toInstant();

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public void run(Report report) throws Exception {
        Path key = BenchKey.makeIn(Files.createTempDirectory("hakko-bench"));
        try (BenchDatabase database = BenchDatabase.start()) {
            Row one = measure(report, database, key, 1);
            Row added = report.add(one);
            report.add(measure(report, database, key, 2).against(added, "told, not aimed at: both share the cores"));
        }
    }

    private static Row measure(Report report, BenchDatabase database, Path key, int nodes) throws Exception {
        String variant = "cases_" + nodes;
        database.create(variant);
        CaseNode.prepare(database.url(variant), key.toString());
        String ahead = Duration.between(Clock.systemUTC().instant(), BEGIN).toString();
        List<ChildJvm> jvms = new ArrayList<>();
        try {
            for (int node = 1; node <= nodes; node++) {
                jvms.add(ChildJvm.start(
                        variant + "_" + node,
                        CaseNode.class,
                        database.url(variant),
                        key.toString(),
                        "station-" + node,
                        ahead,
                        Integer.toString(PEOPLE / nodes),
                        Integer.toString(WARM),
                        Integer.toString(CASES / nodes)));
            }
            for (ChildJvm jvm : jvms) {
                jvm.awaitReady(PATIENCE);
            }
            for (ChildJvm jvm : jvms) {
                jvm.go();
            }
            List<Properties> figures = new ArrayList<>();
            for (ChildJvm jvm : jvms) {
                figures.add(jvm.figures(PATIENCE));
            }
            requireDone(database, variant, nodes * (WARM + CASES / nodes));
            Map<String, String> conditions = new TreeMap<>(database.conditions());
            conditions.put("load", figures.get(0).getProperty("load"));
            conditions.put("rows", CASES + " cases after " + nodes * WARM + " to warm up");
            conditions.put("threads", PEOPLE + " people at work at the same time on " + nodes + " nodes");
            String on = nodes == 1 ? "one node" : nodes + " nodes";
            double all = 0;
            for (Part part : Part.values()) {
                all += part == Part.DRIVER ? 0 : seconds(figures, part);
            }
            for (Part part : Part.values()) {
                if (part != Part.DRIVER) {
                    report.add(Row.of(
                                    on + ", share of " + part.name().toLowerCase(Locale.ROOT),
                                    100 * seconds(figures, part) / all,
                                    "%")
                            .under(conditions));
                }
            }
            long begin = figures.stream()
                    .mapToLong(f -> Long.parseLong(f.getProperty("begin")))
                    .min()
                    .orElseThrow();
            long end = figures.stream()
                    .mapToLong(f -> Long.parseLong(f.getProperty("end")))
                    .max()
                    .orElseThrow();
            return Row.of(on, CASES * 60_000.0 / (end - begin), "cases/min").under(conditions);
        } finally {
            jvms.forEach(ChildJvm::close);
            database.drop(variant);
        }
    }

    private static double seconds(List<Properties> figures, Part part) {
        return figures.stream()
                .mapToDouble(f -> Double.parseDouble(f.getProperty(part.name().toLowerCase(Locale.ROOT))))
                .sum();
    }

    /** Every case has exactly one certificate, a settled invoice and no process left. */
    private static void requireDone(BenchDatabase database, String variant, int cases) throws Exception {
        try (Connection connection = database.connect(variant);
                Statement statement = connection.createStatement()) {
            require(statement, "SELECT count(*) FROM ca.certificate WHERE state = 'ISSUED'", cases);
            require(statement, "SELECT count(DISTINCT application) FROM ca.certificate", cases);
            require(statement, "SELECT count(*) FROM billing.invoice WHERE state = 'SETTLED'", cases);
            require(statement, "SELECT count(*) FROM camunda.act_ru_incident", 0);
            require(statement, """
                    SELECT count(*) FROM camunda.act_ru_execution e JOIN camunda.act_re_procdef d ON d.id_ = e.proc_def_id_
                    WHERE d.key_ IN ('certificate-application', 'payment-collection')""", 0);
        }
    }

    private static void require(Statement statement, String sql, int expected) throws Exception {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            if (row.getInt(1) != expected) {
                throw new AssertionError("%s is %d, not %d".formatted(sql, row.getInt(1), expected));
            }
        }
    }
}
