package io.hakko.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Collects the rows of one suite and merges them into {@code summary.json}, beside what other suites wrote there. The
 * file's form is described in {@code docs/reliability.md}.
 */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int FORM = 1;

    private final String suite;
    private final Map<String, String> machine;
    private final List<Row> rows = new ArrayList<>();

    Report(String suite, Clock clock) {
        this.suite = suite;
        this.machine = machine(clock.instant());
    }

    private static Map<String, String> machine(Instant now) {
        Map<String, String> machine = new TreeMap<>();
        machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        machine.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("date", now.truncatedTo(ChronoUnit.SECONDS).toString());
        machine.put("loadBefore", loadAverage());
        return machine;
    }

    /** Load of the machine in the last minute: well above zero before a suite begins means that others work on it too. */
    public static String loadAverage() {
        return "%.2f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Adds a row, with the conditions of this machine. Returns it for comparison with later ones. */
    public Row add(Row row) {
        Row complete = row.in(suite).under(machine);
        rows.add(complete);
        return complete;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Replaces what the file says of this suite. */
    void writeTo(Path file) throws IOException {
        ObjectNode summary = JSON.createObjectNode();
        summary.put("form", FORM);
        ArrayNode all = summary.putArray("rows");
        if (Files.exists(file)) {
            for (JsonNode old : JSON.readTree(file.toFile()).path("rows")) {
                if (!old.path("suite").asText().equals(suite)) {
                    all.add(old);
                }
            }
        }
        rows.forEach(row -> all.add(json(row)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(summary) + "\n");
    }

    private static ObjectNode json(Row row) {
        ObjectNode node = JSON.createObjectNode();
        node.put("suite", row.suite())
                .put("name", row.name())
                .put("value", rounded(row.value()))
                .put("unit", row.unit());
        row.against().ifPresent(against -> node.put("against", against));
        row.baseline().ifPresent(baseline -> node.put("baseline", rounded(baseline)));
        row.ratio().ifPresent(ratio -> node.put("ratio", rounded(ratio)));
        row.aim().ifPresent(aim -> node.put("aim", aim));
        ObjectNode conditions = node.putObject("conditions");
        row.conditions().forEach(conditions::put);
        return node;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** The rows of some suites, one line each. */
    static String table(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("suite", "row", "value", "unit", "baseline", "ratio", "aim"));
        for (Row row : rows) {
            lines.add(List.of(
                    row.suite(),
                    row.name(),
                    number(row.value()),
                    row.unit(),
                    row.baseline().isPresent()
                            ? number(row.baseline().getAsDouble()) + " ("
                                    + row.against().orElse("") + ")"
                            : "",
                    row.ratio().isPresent() ? number(row.ratio().getAsDouble()) : "",
                    row.aim().orElse("")));
        }
        int[] widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> pad(line.get(column), widths[column], column == 2 || column == 5))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String pad(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }
}
