package io.hakko.bench;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.bench.Spans.Part;
import io.hakko.calendar.Zones;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskInbox;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node with a station that makes one card after the other: {@code FIGURES URL KEYSTORE AHEAD WARM CARDS}. The
 * applications are reviewed and approved before.
 */
final class CardNode {

    private static final String SERVICE = "aosign-g2";

    private final CaseHands hands;
    private final ApplicationTemplates templates;
    private final TaskInbox inbox;
    private final RuntimeService runtime;
    private final Clock clock;
    private final Map<Part, Double> parts = new EnumMap<>(Part.class);
    private long loading;
    private long making;

    private CardNode(ConfigurableApplicationContext context) {
        // The hands are beans only where the database is embedded.
        var beans = context.getAutowireCapableBeanFactory();
        this.hands = beans.createBean(CaseHands.class);
        this.templates = beans.createBean(ApplicationTemplates.class);
        this.inbox = context.getBean(TaskInbox.class);
        this.runtime = context.getBean(RuntimeService.class);
        this.clock = context.getBean(Clock.class);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of(
                "hakko.station.reader", "simulated",
                "hakko.station.name", "station-1",
                "hakko.bench.ahead", arguments[3],
                "logging.level.root", "WARN");
        try (var context =
                HakkoNode.start(arguments[1], arguments[2], settings, KeyGenerations.class, MeasuredNode.class)) {
            CardNode node = new CardNode(context);
            int warm = Integer.parseInt(arguments[4]);
            List<ApplicationNumber> orders = new ArrayList<>();
            for (int i = 0; i < warm + Integer.parseInt(arguments[5]); i++) {
                orders.add(node.approved());
            }
            orders.subList(0, warm).forEach(node::make);

            KeyGenerations.reset();
            node.parts.clear();
            node.loading = 0;
            node.making = 0;
            Properties figures = new Properties();
            figures.setProperty("load", Report.loadAverage());
            orders.subList(warm, orders.size()).forEach(node::make);
            figures.setProperty("loading", Double.toString(node.loading / 1e9));
            figures.setProperty("making", Double.toString(node.making / 1e9));
            figures.setProperty("keys", Double.toString(KeyGenerations.seconds()));
            for (Part part : Part.values()) {
                figures.setProperty(
                        part.name().toLowerCase(Locale.ROOT), Double.toString(node.parts.getOrDefault(part, 0.0)));
            }
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
                figures.store(out, null);
            }
        }
        System.exit(0);
    }

    /** From the arrival of the papers until a blank card is to be loaded. */
    private ApplicationNumber approved() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        ApplicationNumber number = hands.arrive(CaseNode.STAFF, SERVICE, Channel.POST, today);
        awaitTask(number, "userTask_receive");
        hands.enter(CaseNode.STAFF, number, templates.complete(SERVICE, today));
        awaitTask(number, "userTask_review");
        hands.findComplete(CaseNode.STAFF, number);
        awaitTask(number, "userTask_approve");
        hands.approve(CaseNode.STAFF, number);
        awaitTask(number, "userTask_loadCard");
        return number;
    }

    /** The blank is loaded; the station makes the card; its letter is written and sealed. */
    private void make(ApplicationNumber number) {
        long begin = System.nanoTime();
        hands.loadCard(CaseNode.STAFF, number);
        CaseNode.await(() -> isOrdered(number), "the order of the card of " + number);
        long ordered = System.nanoTime();
        loading += ordered - begin;
        // What the engine does in the background belongs to the case, not to the station.
        Spans.reset();
        CaseNode.in(Part.OTHER, () -> {
            hands.makeCard(CaseNode.STAFF, number);
            return number;
        });
        making += System.nanoTime() - ordered;
        for (Part part : Part.values()) {
            parts.merge(part, Spans.seconds(part), Double::sum);
        }
    }

    private void awaitTask(ApplicationNumber number, String element) {
        CaseNode.await(
                () -> inbox.ofCase(number.value()).stream()
                        .map(OpenTask::element)
                        .anyMatch(element::equals),
                element + " of " + number);
    }

    private boolean isOrdered(ApplicationNumber number) {
        return runtime.createExecutionQuery()
                        .processInstanceBusinessKey(number.value())
                        .messageEventSubscriptionName("card.personalized")
                        .count()
                > 0;
    }
}
