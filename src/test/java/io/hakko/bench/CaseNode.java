package io.hakko.bench;

import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditScope;
import io.hakko.bench.Spans.Part;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.story.PaymentHands;
import io.hakko.story.Staff;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
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
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node on which the authority's people work on whole cases: {@code FIGURES URL KEYSTORE STATION AHEAD PEOPLE WARM CASES}.
 * It plays {@code WARM} cases, makes the file {@code FIGURES.ready}, waits for {@code FIGURES.go}, and plays
 * {@code CASES} more, {@code PEOPLE} of them at the same time; its reader holds one card at a time.
 */
final class CaseNode {

    private static final String SERVICE = "aosign-g2";
    private static final long LOOK_AGAIN_MILLIS = 25;
    private static final long PATIENCE_MILLIS = 120_000;
    static final Staff STAFF = new Staff(
            new Actor("reception"),
            new Actor("reviewer"),
            new Actor("reviewer2"),
            new Actor("approver"),
            new Actor("issuer"),
            new Actor("inspector"),
            new Actor("shipper"),
            new Actor("shipper2"),
            new Actor("accounting"),
            new Actor("manager"),
            new Actor("manager2"));

    private final CaseHands hands;
    private final PaymentHands payments;
    private final ApplicationTemplates templates;
    private final TaskInbox inbox;
    private final RuntimeService runtime;
    private final Clock clock;
    private final ReentrantLock reader = new ReentrantLock();
    private final AtomicInteger parcels = new AtomicInteger();

    private CaseNode(ConfigurableApplicationContext context) {
        // The hands are beans only where the database is embedded.
        var beans = context.getAutowireCapableBeanFactory();
        this.hands = beans.createBean(CaseHands.class);
        this.payments = beans.createBean(PaymentHands.class);
        this.templates = beans.createBean(ApplicationTemplates.class);
        this.inbox = context.getBean(TaskInbox.class);
        this.runtime = context.getBean(RuntimeService.class);
        this.clock = context.getBean(Clock.class);
    }

    /** Migrates an empty database and makes the accounts of the people. */
    static void prepare(String url, String keyStore) {
        try (var context = HakkoNode.start(
                        url, keyStore, Map.of("hakko.command", "true", "camunda.bpm.job-execution.enabled", "false"));
                var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            StaffAccounts accounts = context.getBean(StaffAccounts.class);
            for (String user : List.of(
                    "reception",
                    "reviewer",
                    "reviewer2",
                    "approver",
                    "issuer",
                    "inspector",
                    "shipper",
                    "shipper2",
                    "accounting",
                    "manager",
                    "manager2")) {
                accounts.add(user, user, Set.of(user.replace("2", "")), "only-in-this-bench", Actor.COMMAND_LINE);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Map.of(
                "hakko.station.reader",
                "simulated",
                "hakko.station.name",
                arguments[3],
                "hakko.bench.ahead",
                arguments[4],
                "logging.level.root",
                "WARN");
        int people = Integer.parseInt(arguments[5]);
        try (var context = HakkoNode.start(arguments[1], arguments[2], settings, MeasuredNode.class)) {
            CaseNode node = new CaseNode(context);
            node.play(Integer.parseInt(arguments[6]), people);
            Files.createFile(Path.of(arguments[0] + ".ready"));
            await(() -> Files.exists(Path.of(arguments[0] + ".go")), "the other nodes");

            Spans.reset();
            Properties figures = new Properties();
            figures.setProperty("load", Report.loadAverage());
            figures.setProperty("begin", Long.toString(System.currentTimeMillis()));
            node.play(Integer.parseInt(arguments[7]), people);
            figures.setProperty("end", Long.toString(System.currentTimeMillis()));
            for (Part part : Part.values()) {
                figures.setProperty(part.name().toLowerCase(Locale.ROOT), Double.toString(Spans.seconds(part)));
            }
            try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]))) {
                figures.store(out, null);
            }
        }
        System.exit(0);
    }

    private void play(int cases, int people) throws Exception {
        ExecutorService desks = Executors.newFixedThreadPool(people);
        try {
            List<Future<?>> played = new ArrayList<>();
            for (int i = 0; i < cases; i++) {
                played.add(desks.submit((Runnable) this::playOne));
            }
            for (Future<?> one : played) {
                one.get();
            }
        } finally {
            desks.shutdownNow();
        }
    }

    /** From the arrival of the papers to receipt and payment. */
    private void playOne() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        ApplicationNumber number = step(() -> hands.arrive(STAFF, SERVICE, Channel.POST, today));
        work(number, "userTask_receive", () -> hands.enter(STAFF, number, templates.complete(SERVICE, today)));
        work(number, "userTask_review", () -> hands.findComplete(STAFF, number));
        work(number, "userTask_approve", () -> hands.approve(STAFF, number));
        awaitTask(number.value(), "userTask_loadCard");
        reader.lock();
        try {
            work(number, "userTask_loadCard", () -> hands.loadCard(STAFF, number));
            await(() -> stationIsAwaited(number), "the order of the card of " + number);
            step(() -> {
                hands.makeCard(STAFF, number);
                return number;
            });
            work(number, "userTask_inspectCard", () -> hands.inspectCard(STAFF, number));
        } finally {
            reader.unlock();
        }
        work(number, "userTask_packCard", () -> hands.pack(STAFF, number));
        work(number, "userTask_postParcels", () -> hands.dispatch(STAFF, number, today, tracking(), tracking()));
        work(number, "userTask_recordReceipt", () -> hands.receive(STAFF, number, today));
        await(() -> payments.invoiceOf(number).isPresent(), "the invoice of " + number);
        String invoice = payments.invoiceOf(number).orElseThrow().number().value();
        await(() -> isOpen(invoice, "userTask_recordPayment") || isOpen(invoice, "userTask_postInvoice"), invoice);
        if (isOpen(invoice, "userTask_postInvoice")) {
            step(() -> {
                hands.postLetter(STAFF, invoice, "userTask_postInvoice", today, tracking());
                return invoice;
            });
        }
        awaitTask(invoice, "userTask_recordPayment");
        step(() -> {
            payments.receiveAll(STAFF, number, today);
            return invoice;
        });
        await(() -> hasEnded(number.value()) && hasEnded(invoice), "the end of " + number);
    }

    private void work(ApplicationNumber number, String element, Runnable work) {
        awaitTask(number.value(), element);
        step(() -> {
            work.run();
            return number;
        });
    }

    private void awaitTask(String key, String element) {
        await(() -> isOpen(key, element), element + " of " + key);
    }

    private boolean isOpen(String key, String element) {
        return inbox.ofCase(key).stream().map(OpenTask::element).anyMatch(element::equals);
    }

    private boolean stationIsAwaited(ApplicationNumber number) {
        return runtime.createExecutionQuery()
                        .processInstanceBusinessKey(number.value())
                        .messageEventSubscriptionName("card.personalized")
                        .count()
                > 0;
    }

    private boolean hasEnded(String key) {
        return runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(key)
                        .count()
                == 0;
    }

    /** A postal item number of eleven digits whose last is the first ten modulo 7. */
    private String tracking() {
        long ten = 1_000_000_000L + parcels.incrementAndGet();
        return "%010d%d".formatted(ten, ten % 7);
    }

    private static <T> T step(Spans.Work<T> work) {
        return in(Part.OTHER, work);
    }

    static void await(BooleanSupplier come, String what) {
        long end = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!in(Part.DRIVER, come::getAsBoolean)) {
            if (System.currentTimeMillis() > end) {
                throw new IllegalStateException("waited in vain for " + what);
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    static <T> T in(Part part, Spans.Work<T> work) {
        try {
            return Spans.in(part, work);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
