package io.hakko.story;

import io.hakko.application.Applications;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.card.Cards;
import io.hakko.card.LoadCard;
import io.hakko.card.PinReader;
import io.hakko.card.SimulatedBox;
import io.hakko.card.SimulatedCards;
import io.hakko.card.Station;
import io.hakko.card.StationCard;
import io.hakko.delivery.Dispatches;
import io.hakko.delivery.PackParcel;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases played from what the database says: whoever plays needs no memory of what was played before, so that a case goes
 * on after the service died, or on another node.
 */
public final class CaseSteps {

    private static final Duration HANDS_ON = Duration.ofMinutes(10);
    private static final int PATIENCE_STEPS = 120;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Different persons wherever four eyes wants it. */
    public static final Staff STAFF = new Staff(
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
    private final RevocationHands revocations;
    private final PaymentHands payments;
    private final StoryTime time;
    private final EngineTime engine;
    private final ApplicationTemplates templates;
    private final Applications applications;
    private final TaskInbox inbox;
    private final Cards cards;
    private final Station station;
    private final SimulatedCards reader;
    private final SimulatedBox box;
    private final Dispatches dispatches;
    private final JdbcClient jdbc;
    private final boolean executor;
    private PinReader pinReader = (pin, unblocking) -> {};
    private int letters;

    CaseSteps(
            CaseHands hands,
            RevocationHands revocations,
            PaymentHands payments,
            StoryTime time,
            EngineTime engine,
            ApplicationTemplates templates,
            Applications applications,
            TaskInbox inbox,
            Cards cards,
            Station station,
            SimulatedCards reader,
            SimulatedBox box,
            Dispatches dispatches,
            JdbcClient jdbc,
            Environment environment) {
        this.hands = hands;
        this.revocations = revocations;
        this.payments = payments;
        this.time = time;
        this.engine = engine;
        this.templates = templates;
        this.applications = applications;
        this.inbox = inbox;
        this.cards = cards;
        this.station = station;
        this.reader = reader;
        this.box = box;
        this.dispatches = dispatches;
        this.jdbc = jdbc;
        this.executor = environment.getProperty("camunda.bpm.job-execution.enabled", Boolean.class, true);
    }

    public static CaseSteps of(AutowireCapableBeanFactory factory) {
        return factory.createBean(CaseSteps.class);
    }

    /** Makes the accounts of the staff. */
    public static void engage(StaffAccounts accounts) {
        engage(accounts, "reception", "reception");
        engage(accounts, "reviewer", "reviewer");
        engage(accounts, "reviewer2", "reviewer");
        engage(accounts, "approver", "approver");
        engage(accounts, "issuer", "issuer");
        engage(accounts, "inspector", "inspector");
        engage(accounts, "shipper", "shipper");
        engage(accounts, "shipper2", "shipper");
        engage(accounts, "accounting", "accounting");
        engage(accounts, "manager", "manager");
        engage(accounts, "manager2", "manager");
    }

    private static void engage(StaffAccounts accounts, String user, String role) {
        if (!accounts.exists(user)) {
            byte[] password = new byte[24];
            new SecureRandom().nextBytes(password);
            accounts.add(user, user, Set.of(role), Base64.getEncoder().encodeToString(password), Actor.COMMAND_LINE);
        }
    }

    /** Who reads the PINs on the letters: nobody, unless a test does. */
    public void pinsAreReadBy(PinReader reader) {
        this.pinReader = reader;
    }

    public Instant now() {
        return time.now().toInstant();
    }

    /** An application arrives today. */
    public ApplicationNumber arrive(String profile, Channel channel) {
        return hands.arrive(STAFF, profile, channel, time.today());
    }

    /**
     * Does what has to be done about a case, one thing after the other, until a user task of that name is open, the case
     * reaches the state of that name in the application's row, or, with {@code end}, nobody has anything to do.
     *
     * @param moved told each time before the clock moves
     * @return what was done
     * @throws IllegalStateException when it ends before
     */
    public String play(String key, String until, Consumer<Instant> moved) {
        StringBuilder done = new StringBuilder();
        for (int i = 0; i < PATIENCE_STEPS; i++) {
            settle();
            if (isAt(key, until)) {
                return done.toString().strip();
            }
            Optional<String> step = step(key);
            if (step.isEmpty()) {
                if (until.equals("end")) {
                    return done.toString().strip();
                }
                throw new IllegalStateException(
                        "nobody has to do anything about %s, which is not at %s after: %s".formatted(key, until, done));
            }
            done.append(step.get()).append(' ');
            Instant next = now().plus(HANDS_ON);
            moved.accept(next);
            engine.moveTo(next);
        }
        throw new IllegalStateException("%s does not come to %s: %s".formatted(key, until, done));
    }

    /** What is due now runs, by our hand or by the job executor. */
    public void settle() {
        if (!executor) {
            engine.runDue();
            return;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (engine.nextDue().filter(due -> !due.isAfter(now())).isPresent()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the job executor does not come to an end");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean isAt(String key, String until) {
        return tasks(key).stream().anyMatch(task -> task.element().equals(until))
                || jdbc.sql("SELECT count(*) FROM application.application WHERE number = :key AND status = :until")
                                .param("key", key)
                                .param("until", until)
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Does the next thing that somebody has to do about a case; what it was. */
    public Optional<String> step(String key) {
        for (OpenTask task : tasks(key)) {
            if (perform(task)) {
                return Optional.of(task.element());
            }
        }
        return key.matches("[A-Z]{2}-[0-9]{4}-[0-9]{6}") ? atStation(key) : Optional.empty();
    }

    private List<OpenTask> tasks(String key) {
        return java.util.stream.Stream.concat(
                        inbox.ofCase(key).stream(),
                        key.matches("[A-Z]{2}-[0-9]{4}-[0-9]{6}") && isApplication(key)
                                ? payments.invoiceOf(ApplicationNumber.of(key)).stream()
                                        .flatMap(invoice ->
                                                inbox.ofCase(invoice.number().value()).stream())
                                : java.util.stream.Stream.empty())
                .toList();
    }

    private boolean isApplication(String key) {
        return jdbc.sql("SELECT count(*) FROM application.application WHERE number = :key")
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private boolean perform(OpenTask task) {
        String key = task.businessKey();
        switch (task.element()) {
            case "userTask_receive" -> enter(ApplicationNumber.of(key));
            case "userTask_review" -> hands.findComplete(STAFF, ApplicationNumber.of(key));
            case "userTask_approve" -> hands.approve(STAFF, ApplicationNumber.of(key));
            case "userTask_loadCard" -> cards.loadCard(task.id(), STAFF.issuer(), new LoadCard(blank()));
            case "userTask_inspectCard" -> {
                putBack(ApplicationNumber.of(key));
                hands.inspectCard(STAFF, ApplicationNumber.of(key));
            }
            case "userTask_packCard" -> hands.pack(STAFF, ApplicationNumber.of(key));
            case "userTask_packPin" -> packPin(task);
            case "userTask_postParcels" ->
                hands.dispatch(STAFF, ApplicationNumber.of(key), time.today(), tracking(), tracking());
            case "userTask_recordReceipt" -> hands.receive(STAFF, ApplicationNumber.of(key), time.today());
            case "userTask_recordPayment" -> payments.receiveAll(STAFF, applicationOf(key), time.today());
            case "userTask_postInvoice",
                    "userTask_postPaymentReminder",
                    "userTask_postReceiptReminder",
                    "userTask_postRejectionNotice",
                    "userTask_postDeficiencyNotice" ->
                hands.postLetter(STAFF, key, task.element(), time.today(), tracking());
            case "userTask_reviewRequest" -> revocations.findInOrder(STAFF, RevocationRequestNumber.of(key));
            case "userTask_approveRevocation" -> revocations.approve(STAFF, RevocationRequestNumber.of(key));
            case "userTask_postRevocationNotices" ->
                revocations.postNotices(STAFF, time.today(), tracking(), tracking());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void packPin(OpenTask task) {
        // The card was packed before the service died; its PIN is packed by the other person now.
        ApplicationNumber number = ApplicationNumber.of(task.businessKey());
        dispatches.packPin(
                task.id(),
                STAFF.secondShipper(),
                new PackParcel(hands.lastCertificate(number).card().value(), true));
    }

    private void enter(ApplicationNumber number) {
        var view = applications.of(number);
        hands.enter(STAFF, number, templates.complete(view.profile().id(), view.arrivedOn()));
    }

    private ApplicationNumber applicationOf(String invoice) {
        return jdbc.sql("SELECT application_number FROM billing.charge WHERE invoice = :invoice LIMIT 1")
                .param("invoice", invoice)
                .query((row, n) -> ApplicationNumber.of(row.getString(1)))
                .single();
    }

    /** The blank that lies in the reader unused, as after a crash, or a new one from the box. */
    private ChipSerial blank() {
        return reader.inserted()
                .filter(chip -> jdbc.sql("""
                                        SELECT count(*) FROM card.stock_chip s
                                         WHERE s.chip_serial = :chip
                                           AND NOT EXISTS (SELECT 1 FROM card.chip c WHERE c.chip_serial = s.chip_serial)
                                        """)
                                .param("chip", chip.value())
                                .query(Long.class)
                                .single()
                        == 1)
                .orElseGet(box::insertBlank);
    }

    private void putBack(ApplicationNumber number) {
        reader.insert(chipOf(number));
    }

    private ChipSerial chipOf(ApplicationNumber number) {
        return jdbc.sql("""
                        SELECT chip_serial FROM card.personalization
                         WHERE application_number = :number AND state <> 'SPOILED'
                        """)
                .param("number", number.value())
                .query((row, n) -> ChipSerial.of(row.getString(1)))
                .single();
    }

    /** The station works; the issuer puts the PIN on its letter and seals it. */
    private Optional<String> atStation(String key) {
        station.workOnce();
        Optional<StationCard> waiting = station.status().cards().stream()
                .filter(card -> card.application().value().equals(key))
                .findFirst();
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        StationCard card = waiting.get();
        if (card.pinWaits()) {
            station.revealPin(card.number(), STAFF.issuer(), pinReader);
            return Optional.of("reveal");
        }
        if (card.pinShown()) {
            station.sealed(card.number(), STAFF.issuer());
            return Optional.of("seal");
        }
        if (!card.inReader()) {
            reader.insert(card.chip());
            return Optional.of("putBack");
        }
        return Optional.of("station:" + card.state() + ":" + card.problem());
    }

    /** The holder has lost the card and asks for its revocation on paper. */
    public RevocationRequestNumber requestRevocation(ApplicationNumber number) {
        return revocations.register(STAFF, hands.lastCertificate(number), RevocationCause.LOSS_BY_HOLDER, time.today());
    }

    /** Lets time pass; people close the arrivals and post the letters of the days. */
    public void pass(Duration duration, Consumer<Instant> moved) {
        ZonedDateTime end = time.now().plus(duration);
        StoryTime.Routine routine = new StoryTime.Routine() {
            @Override
            public void closeTheDay() {
                hands.closeArrivals(STAFF);
            }

            @Override
            public void attend() {}
        };
        while (time.now().isBefore(end)) {
            time.passToNext(routine);
            moved.accept(now());
        }
    }

    private String tracking() {
        letters++;
        long ten = 1_000_000_000L + (System.nanoTime() % 900_000_000L) + letters;
        return "%010d%d".formatted(ten, ten % 7);
    }
}
