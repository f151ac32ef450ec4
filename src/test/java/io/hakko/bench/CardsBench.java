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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How many cards a station with a simulated reader makes in a minute, and where the time goes: making keys, other commands to
 * the card, linting and signing certificates, the database, and our own services.
 */
final class CardsBench implements Suite {

    private static final int WARM = Integer.getInteger("hakko.bench.warm", 800);
    private static final int CARDS = Integer.getInteger("hakko.bench.cards", 60);
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String VARIANT = "cards";

    /** A Monday, so that the window is open. */
    private static final Instant BEGIN = LocalDate.of(2026, 11, 30)
            .atTime(LocalTime.of(10, 0))
            .atZone(Zones.TOKYO)
            .toInstant();

    @Override
    public String name() {
        return "cards";
    }

    @Override
    public void run(Report report) throws Exception {
        Path key = BenchKey.makeIn(Files.createTempDirectory("hakko-bench"));
        try (BenchDatabase database = BenchDatabase.start()) {
            database.create(VARIANT);
            CaseNode.prepare(database.url(VARIANT), key.toString());
            try (ChildJvm node = ChildJvm.start(
                    VARIANT,
                    CardNode.class,
                    database.url(VARIANT),
                    key.toString(),
                    Duration.between(Clock.systemUTC().instant(), BEGIN).toString(),
                    Integer.toString(WARM),
                    Integer.toString(CARDS))) {
                Properties figures = node.figures(PATIENCE);
                requireDone(database);
                Map<String, String> conditions = new TreeMap<>(database.conditions());
                conditions.put("load", figures.getProperty("load"));
                conditions.put(
                        "rows", CARDS + " cards alone and " + CARDS + " in a row, after " + WARM + " to warm up");
                conditions.put(
                        "threads", "one station; in a row the letter of a card is sealed while the next is made");
                tell(report, figures, conditions);
            } finally {
                database.drop(VARIANT);
            }
        }
    }

    private static void tell(Report report, Properties figures, Map<String, String> conditions) {
        double making = number(figures, "row.making");
        report.add(Row.of("with loading", CARDS * 60 / (making + number(figures, "row.loading")), "cards/min")
                .under(conditions));
        report.add(
                Row.of("the station's work", CARDS * 60 / making, "cards/min").under(conditions));
        report.add(
                perCard("alone: key generation", number(figures, "alone.keys")).under(conditions));
        report.add(perCard(
                        "alone: other commands to the card",
                        number(figures, "alone.card") - number(figures, "alone.keys"))
                .under(conditions));
        for (Part part : List.of(Part.SIGNING, Part.DATABASE, Part.ENGINE, Part.OTHER)) {
            String name = part.name().toLowerCase(Locale.ROOT);
            report.add(perCard("alone: " + name, number(figures, name)).under(conditions));
        }
        office(report, figures, "alone", conditions);
        Row alone = report.add(perCard("alone: key generation and commands", number(figures, "alone.card"))
                .under(conditions));
        report.add(perCard("alone: all", number(figures, "alone.making"))
                .under(conditions)
                .against(alone, "row <= 1.2"));
        office(report, figures, "row", conditions);
        Row card = report.add(perCard("row: key generation and commands", number(figures, "row.card"))
                .under(conditions));
        report.add(perCard("row: all", making).under(conditions).against(card, "<= 1.2"));
    }

    /** What the station asks its office, by the name of the question. */
    private static void office(Report report, Properties figures, String how, Map<String, String> conditions) {
        String steps = how + ".step.";
        figures.stringPropertyNames().stream()
                .filter(name -> name.startsWith(steps))
                .sorted()
                .map(name -> name.substring(steps.length()))
                .forEach(step -> {
                    String name = how + ": office " + step;
                    report.add(perCard(name, number(figures, steps + step)).under(conditions));
                    report.add(Row.of(name, number(figures, how + ".ways." + step) / CARDS, "ways to the database/card")
                            .under(conditions));
                });
    }

    private static Row perCard(String name, double seconds) {
        return Row.of(name, 1000 * seconds / CARDS, "ms/card");
    }

    private static double number(Properties figures, String name) {
        return Double.parseDouble(figures.getProperty(name));
    }

    /** Every order has one card whose letter is sealed, and one certificate. */
    private static void requireDone(BenchDatabase database) throws Exception {
        try (Connection connection = database.connect(VARIANT);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT (SELECT count(*) FROM card.personalization WHERE state = 'MAILER_PRINTED') AS made,
                               (SELECT count(*) FROM card.personalization) AS begun,
                               (SELECT count(*) FROM ca.certificate WHERE state = 'ISSUED') AS issued""")) {
            row.next();
            if (row.getInt("made") != WARM + 2 * CARDS
                    || row.getInt("begun") != WARM + 2 * CARDS
                    || row.getInt("issued") != WARM + 2 * CARDS) {
                throw new AssertionError("not every order has exactly one card and one certificate");
            }
        }
    }
}
