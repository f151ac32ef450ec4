package io.hakko.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How many due timers are fired in a second while many more wait: by Camunda as its Spring Boot starter sets it up, by
 * Hakko, and by Hakko with ten times as many waiting. Each in a Java process and on a database of its own, one after the
 * other, on one server.
 */
final class TimersBench implements Suite {

    private static final int WARM = 1_000;
    private static final int DUE = Integer.getInteger("hakko.bench.due", 10_000);
    private static final int PENDING = 100_000;
    private static final int MANY = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void run(Report report) throws Exception {
        Path key = BenchKey.makeIn(Files.createTempDirectory("hakko-bench"));
        try (BenchDatabase database = BenchDatabase.start()) {
            Row stock = report.add(measure(database, key, "stock Camunda, 100,000 pending", TimerNode.STOCK, PENDING));
            Row hakko = report.add(measure(database, key, "Hakko, 100,000 pending", TimerNode.HAKKO, PENDING)
                    .against(stock, ">= 4"));
            report.add(measure(database, key, "Hakko, 1,000,000 pending", TimerNode.HAKKO, MANY)
                    .against(hakko, ">= 0.8"));
        }
    }

    private static Row measure(BenchDatabase database, Path key, String name, String engine, int pending)
            throws Exception {
        String variant = "timers_" + engine + "_" + pending;
        database.create(variant);
        try (ChildJvm node = ChildJvm.start(
                variant,
                TimerNode.class,
                engine,
                database.url(variant),
                key.toString(),
                Integer.toString(WARM),
                Integer.toString(DUE),
                Integer.toString(pending))) {
            Properties figures = node.figures(PATIENCE);
            Map<String, String> conditions = new TreeMap<>(database.conditions());
            conditions.put("load", figures.getProperty("load"));
            conditions.put("threads", figures.getProperty("threads"));
            conditions.put("seconds", figures.getProperty("seconds"));
            conditions.put("rows", pending + " pending timers, " + DUE + " of them due");
            return Row.of(name, Double.parseDouble(figures.getProperty("perSecond")), "timers/s")
                    .under(conditions);
        } finally {
            database.drop(variant);
        }
    }
}
