package io.hakko.bench;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.bench.Spans.Part;
import io.hakko.calendar.Zones;
import io.hakko.card.Station;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private final Station station;
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
        this.station = context.getBean(Station.class);
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of(
                "hakko.station.reader", "simulated",
                "hakko.station.name", "station-1",
                "hakko.bench.ahead", arguments[3],
                "logging.level.root", "WARN");
        try (var context = HakkoNode.start(
                arguments[1], arguments[2], settings, KeyGenerations.class, OfficeSteps.class, MeasuredNode.class)) {
            CardNode node = new CardNode(context);
            int warm = Integer.parseInt(arguments[4]);
            int cards = Integer.parseInt(arguments[5]);
            List<ApplicationNumber> orders = new ArrayList<>();
            for (int i = 0; i < warm + 2 * cards; i++) {
                orders.add(node.approved());
            }
            node.inARow(orders.subList(0, warm / 2));
            node.oneByOne(orders.subList(warm / 2, warm));

            Properties figures = new Properties();
            figures.setProperty("load", Report.loadAverage());
            node.reset();
            node.oneByOne(orders.subList(warm, warm + cards));
            node.tell(figures, "alone.");
            for (Part part : Part.values()) {
                figures.setProperty(part.name().toLowerCase(Locale.ROOT), Double.toString(Spans.seconds(part)));
            }
            node.reset();
            node.inARow(orders.subList(warm + cards, orders.size()));
            node.tell(figures, "row.");
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
                figures.store(out, null);
            }
        }
        System.exit(0);
    }

    private void reset() {
        KeyGenerations.reset();
        OfficeSteps.reset();
        Spans.reset();
        loading = 0;
        making = 0;
    }

    private void tell(Properties figures, String prefix) {
        OfficeSteps.tell(figures, prefix);
        figures.setProperty(prefix + "loading", Double.toString(loading / 1e9));
        figures.setProperty(prefix + "making", Double.toString(making / 1e9));
        figures.setProperty(prefix + "keys", Double.toString(KeyGenerations.seconds()));
        figures.setProperty(prefix + "card", Double.toString(Spans.seconds(Part.CARD)));
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

    /** The station makes a card; when it is made its letter is written and sealed; then comes the next card. */
    private void oneByOne(List<ApplicationNumber> orders) {
        for (ApplicationNumber number : orders) {
            load(number);
            long begin = System.nanoTime();
            make();
            seal(number);
            making += System.nanoTime() - begin;
        }
    }

    /**
     * The letter of each card is written and sealed while the station makes the next one. Neither happens while a blank is
     * loaded, so that all work is in the time that is measured.
     */
    private void inARow(List<ApplicationNumber> orders) throws Exception {
        ExecutorService operator = Executors.newSingleThreadExecutor();
        try {
            Optional<ApplicationNumber> made = Optional.empty();
            for (ApplicationNumber number : orders) {
                load(number);
                long begin = System.nanoTime();
                Optional<ApplicationNumber> last = made;
                Future<?> sealing = operator.submit(() -> last.ifPresent(this::seal));
                make();
                sealing.get();
                making += System.nanoTime() - begin;
                made = Optional.of(number);
            }
            long begin = System.nanoTime();
            made.ifPresent(this::seal);
            making += System.nanoTime() - begin;
        } finally {
            operator.shutdown();
        }
    }

    /** A blank is loaded, and its making is ordered. What the engine does for that belongs to the case, not to the station. */
    private void load(ApplicationNumber number) {
        long begin = System.nanoTime();
        CaseNode.in(Part.DRIVER, () -> {
            hands.loadCard(CaseNode.STAFF, number);
            return number;
        });
        CaseNode.await(() -> isOrdered(number), "the order of the card of " + number);
        loading += System.nanoTime() - begin;
    }

    private void make() {
        CaseNode.in(Part.OTHER, () -> {
            station.workOnce();
            return station;
        });
    }

    private void seal(ApplicationNumber number) {
        CaseNode.in(Part.OTHER, () -> {
            hands.sealLetter(CaseNode.STAFF, number);
            return number;
        });
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
