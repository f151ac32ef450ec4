package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Kills one node at a row of points and writes down what became of each: whether the step was gone on from, done once
 * more, or the card remade, and whether anything was lost or doubled.
 */
final class KillMatrix {

    /** What was found when the service had been started again and the case had gone on. */
    record Row(String point, String outcome, String fault) {}

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ServiceProcess service;
    private final FireDatabase database;
    private final Invariants invariants;
    private final List<Row> rows = new ArrayList<>();
    private String pending = "";
    private long spoiled;
    private long pins;

    KillMatrix(ServiceProcess service, FireDatabase database, Invariants invariants) {
        this.service = service;
        this.database = database;
        this.invariants = invariants;
    }

    /** Says something until the point is reached, kills, starts again and checks. */
    void kill(String point, String... words) {
        CompletableFuture<String> doing;
        try {
            service.arm(point);
            doing = service.begin(words);
            service.awaitReached(point, doing, PATIENCE);
        } catch (AssertionError | RuntimeException notReached) {
            settle(passed());
            rows.add(new Row(point, "not reached", notReached.getMessage()));
            service.kill();
            service.start();
            return;
        }
        settle(passed());
        spoiled = count("SELECT count(*) FROM card.personalization WHERE state = 'SPOILED'");
        pins = count("SELECT coalesce(sum(pin_round), 0) FROM card.personalization");
        service.kill();
        pending = point;
        service.start();
        String fault = "";
        try {
            invariants.check(service);
        } catch (AssertionError | RuntimeException broken) {
            fault = broken.getMessage();
        }
        rows.add(new Row(point, "", fault));
    }

    /** The case has gone on to its end. */
    void done() {
        settle(passed());
    }

    private List<String> passed() {
        return List.of(service.say("passed").split(" "));
    }

    /** Now it can be said what became of the step at which the process died last. */
    private void settle(List<String> passedSince) {
        if (pending.isEmpty()) {
            return;
        }
        String point = pending;
        pending = "";
        String step = point.substring(0, point.lastIndexOf('.'));
        String outcome;
        if (count("SELECT count(*) FROM card.personalization WHERE state = 'SPOILED'") > spoiled) {
            outcome = "card remade";
        } else if (!point.endsWith(".after") && passedSince.contains(step + ".begin")) {
            outcome = "done once more";
        } else if (count("SELECT coalesce(sum(pin_round), 0) FROM card.personalization") > pins + 1
                || passedSince.contains("audit.pin.renewed.after")) {
            outcome = "continued with a new PIN";
        } else {
            outcome = "continued";
        }
        Row last = rows.remove(rows.size() - 1);
        rows.add(new Row(last.point(), outcome, last.fault()));
    }

    private long count(String query) {
        return database.sql().sql(query).query(Long.class).single();
    }

    /** Every point was reached, and nothing was lost or doubled at any. */
    void assertAllSound() {
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.outcome()).as(row.point() + ": " + row.fault()).isNotEqualTo("not reached");
            assertThat(row.fault()).as(row.point()).isEmpty();
        });
    }

    /** Adds the rows to a Markdown table. */
    void write(Path file, String chain) {
        StringBuilder table = new StringBuilder();
        if (!Files.exists(file)) {
            table.append("| chain | killed at | outcome | lost or doubled |\n|---|---|---|---|\n");
        }
        rows.forEach(row -> table.append("| %s | `%s` | %s | %s |\n"
                .formatted(
                        chain,
                        row.point(),
                        row.outcome(),
                        row.fault().isEmpty() ? "nothing" : row.fault().replaceAll("\\s+", " "))));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    table,
                    StandardCharsets.UTF_8,
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    int size() {
        return rows.size();
    }
}
