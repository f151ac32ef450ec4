package io.hakko.card;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.card.CertificateIssuanceProcess.Element;
import io.hakko.card.domain.Batch;
import io.hakko.card.domain.BatchCard;
import io.hakko.card.domain.BatchFigures;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.Batches;
import io.hakko.card.domain.Reconciliation;
import io.hakko.card.domain.StockConflict;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.TaskInbox;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Batches: the cards of one service and product that an issuer makes in one run. Every card goes through its own tasks and the
 * same rules as a single one; a batch only says which comes next, and is reconciled at its end under two signatures. Nothing of
 * its progress is kept: it is read from the ledger and the open tasks.
 */
@Service
public class CardBatches {

    /** The most applications of a batch. */
    public static final int LARGEST = 100;

    private static final int SIGNED_SHOWN = 20;

    private final Batches batches;
    private final Cards cards;
    private final Tasks tasks;
    private final TaskInbox inbox;
    private final CertificateOrders orders;
    private final Profiles profiles;
    private final Places places;
    private final AuditTrail trail;
    private final Clock clock;

    CardBatches(
            Batches batches,
            Cards cards,
            Tasks tasks,
            TaskInbox inbox,
            CertificateOrders orders,
            Profiles profiles,
            Places places,
            AuditTrail trail,
            Clock clock) {
        this.batches = batches;
        this.cards = cards;
        this.tasks = tasks;
        this.inbox = inbox;
        this.orders = orders;
        this.profiles = profiles;
        this.places = places;
        this.trail = trail;
        this.clock = clock;
    }

    /** Service and product of cards. */
    public record Kind(String profile, String product) {}

    /**
     * Applications that wait for a card and belong to no batch.
     *
     * @param service Japanese name of the service
     * @param product Japanese name of the product
     */
    public record Waiting(Kind kind, String service, String product, int applications) {}

    /** Where an application of a batch stands. */
    public enum Stage {
        /** Waits for a blank. */
        WAITING,
        /** Its card is being made, or a spoiled one is being dealt with. */
        IN_WORK,
        /** Its card waits for the inspection. */
        SEALED,
        /** Its card passed. */
        GOOD,
        /** Its case came to another end: it needs no card any more. */
        ENDED
    }

    /** An application of a batch, with its open task of loading or inspecting. */
    public record Entry(BatchCard card, Stage stage, Optional<OpenTask> task) {

        /** Whether it keeps the batch from being signed. */
        public boolean isOpen() {
            return stage != Stage.GOOD && stage != Stage.ENDED;
        }
    }

    /** A batch with everything that stands in ledger and tasks. */
    public record Overview(
            Batch batch, List<Entry> entries, BatchFigures figures, Optional<Reconciliation> reconciliation) {

        public Overview {
            entries = List.copyOf(entries);
        }

        /** The applications that stand there. */
        public List<Entry> at(Stage stage) {
            return entries.stream().filter(entry -> entry.stage() == stage).toList();
        }

        public boolean isOpen() {
            return entries.stream().anyMatch(Entry::isOpen);
        }

        public boolean isConfirmed() {
            return reconciliation.filter(Reconciliation::isConfirmed).isPresent();
        }

        /** Whether what was signed is still what the ledger says. */
        public boolean isSigned() {
            return reconciliation.filter(one -> one.figures().equals(figures)).isPresent();
        }
    }

    /** What the maker has counted at the end. */
    public record Counted(int taken, int returned, int destroyed, String reason) {}

    /** What could be made in a batch now, the largest first. */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Actor actor) {
        Map<Kind, List<CertificateOrder>> byKind =
                free(actor).values().stream().collect(Collectors.groupingBy(CardBatches::kind));
        return byKind.entrySet().stream()
                .map(entry -> waiting(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Waiting::applications).reversed())
                .toList();
    }

    private Waiting waiting(Kind kind, List<CertificateOrder> ordered) {
        ServiceProfile profile = profiles.get(ordered.get(0).profile());
        return new Waiting(
                kind, profile.displayName(), profile.product(kind.product()).label(), ordered.size());
    }

    private static Kind kind(CertificateOrder order) {
        return new Kind(order.profile().id(), order.product());
    }

    /** Tasks of loading that nobody else has claimed, of applications without a batch, oldest first. */
    private Map<OpenTask, CertificateOrder> free(Actor actor) {
        List<OpenTask> loading = inbox.at(CertificateIssuanceProcess.KEY, Element.userTask_loadCard.name()).stream()
                .filter(task -> isFreeFor(task, actor.id()))
                .toList();
        Set<ApplicationNumber> taken =
                batches.taken(loading.stream().map(CardBatches::application).toList());
        Map<OpenTask, CertificateOrder> free = new LinkedHashMap<>();
        loading.stream()
                .filter(task -> !taken.contains(application(task)))
                .forEach(task -> free.put(task, orders.orderOf(application(task))));
        return free;
    }

    private static ApplicationNumber application(OpenTask task) {
        return ApplicationNumber.of(task.businessKey());
    }

    /**
     * Opens a batch: the oldest waiting applications of that kind; their tasks become the maker's.
     *
     * @throws Refusal at {@code /size}; CONFLICT when none waits or somebody else was quicker; FORBIDDEN by role and four eyes
     */
    @Transactional
    public BatchNumber open(Kind kind, int size, Actor maker) {
        if (size < 1 || size > LARGEST) {
            throw Refusal.at("/size", CardRefusal.BATCH_SIZE, LARGEST);
        }
        List<OpenTask> chosen = free(maker).entrySet().stream()
                .filter(entry -> kind(entry.getValue()).equals(kind))
                .map(Map.Entry::getKey)
                .limit(size)
                .toList();
        if (chosen.isEmpty()) {
            throw new Refusal(CardRefusal.BATCH_EMPTY);
        }
        Instant now = clock.instant();
        BatchNumber number = BatchNumber.of(now.atZone(Zones.TOKYO).getYear(), batches.nextSequence());
        agreed(() -> {
            batches.open(
                    new Batch(number, kind.profile(), kind.product(), maker.id(), now),
                    chosen.stream().map(CardBatches::application).toList());
            return number;
        });
        chosen.forEach(task -> tasks.claim(task.id(), Element.userTask_loadCard.name(), maker, Optional.empty()));
        record(
                maker,
                AuditEntry.of("batch.opened", number.value())
                        .with("profile", kind.profile())
                        .with("product", kind.product())
                        .with("applications", list(chosen))
                        .build());
        return number;
    }

    private static String list(List<OpenTask> applications) {
        return applications.stream().map(OpenTask::businessKey).collect(Collectors.joining(" "));
    }

    /** Japanese names of its service and product. */
    public String title(Batch batch) {
        ServiceProfile profile = profiles.currentOrFirst(
                batch.profile(), batch.openedAt().atZone(Zones.TOKYO).toLocalDate());
        return profile.displayName() + "　" + profile.product(batch.product()).label();
    }

    /** The batches that are not signed by two, and the last ones that are; newest first. */
    @Transactional(readOnly = true)
    public List<Overview> recent() {
        return batches.recent(SIGNED_SHOWN).stream().map(this::overview).toList();
    }

    /** @throws Refusal NOT_FOUND */
    @Transactional(readOnly = true)
    public Overview find(BatchNumber number) {
        return overview(require(number));
    }

    private Batch require(BatchNumber number) {
        return batches.find(number).orElseThrow(() -> new Refusal(CardRefusal.UNKNOWN_BATCH, number.value()));
    }

    private Overview overview(Batch batch) {
        List<BatchCard> found = batches.cards(batch.number());
        Map<ApplicationNumber, OpenTask> open = openTasks(found);
        return new Overview(
                batch,
                found.stream()
                        .map(card -> entry(card, Optional.ofNullable(open.get(card.application()))))
                        .toList(),
                batches.figures(batch.number()),
                batches.reconciliation(batch.number()));
    }

    private Map<ApplicationNumber, OpenTask> openTasks(List<BatchCard> found) {
        List<String> keys = found.stream()
                .filter(card -> !card.isGood())
                .map(card -> card.application().value())
                .toList();
        return inbox.ofCases(CertificateIssuanceProcess.KEY, keys).stream()
                .collect(Collectors.toMap(CardBatches::application, Function.identity(), (one, other) -> one));
    }

    private static Entry entry(BatchCard card, Optional<OpenTask> task) {
        return new Entry(card, stage(card, task), task);
    }

    private static Stage stage(BatchCard card, Optional<OpenTask> task) {
        if (card.isGood()) {
            return Stage.GOOD;
        }
        if (card.isSealed()) {
            return Stage.SEALED;
        }
        if (card.isOpen()) {
            return Stage.IN_WORK;
        }
        return task.isPresent() ? Stage.WAITING : Stage.ENDED;
    }

    /**
     * What the maker sees who is to load the next card; empty when none waits.
     *
     * @throws Refusal FORBIDDEN for anybody else than the maker
     */
    @Transactional(readOnly = true)
    public Optional<LoadingSheet> loading(BatchNumber number, Actor actor) {
        return next(mine(number, actor), actor).map(task -> cards.loading(task.id(), actor));
    }

    /** What somebody else has claimed in Tasklist is his; the batch goes on with the others. */
    private static Optional<OpenTask> next(Overview overview, Actor actor) {
        return overview.at(Stage.WAITING).stream()
                .flatMap(entry -> entry.task().stream())
                .filter(task -> isFreeFor(task, actor.id()))
                .findFirst();
    }

    private static boolean isFreeFor(OpenTask task, String person) {
        return task.assignee().filter(by -> !by.equals(person)).isEmpty();
    }

    private Overview mine(BatchNumber number, Actor actor) {
        Overview overview = find(number);
        if (!overview.batch().maker().equals(actor.id())) {
            throw new Refusal(CardRefusal.BATCH_OF_ANOTHER, overview.batch().maker());
        }
        return overview;
    }

    /**
     * Loads the blank in the reader for the next application of the batch, as カードを装填する does.
     *
     * @throws Refusal FORBIDDEN for anybody else than the maker; CONFLICT when no application waits; and whatever
     *     {@link Cards#loadCard} refuses
     */
    public void load(BatchNumber number, Actor actor, LoadCard command) {
        OpenTask task =
                next(mine(number, actor), actor).orElseThrow(() -> new Refusal(CardRefusal.BATCH_NOTHING_TO_LOAD));
        cards.loadCard(task.id(), actor, command);
    }

    /**
     * Puts an application back that waits for a blank: it is made another day.
     *
     * @throws Refusal FORBIDDEN for anybody else than the maker; CONFLICT when it does not wait
     */
    @Transactional
    public void release(BatchNumber number, ApplicationNumber application, Actor actor) {
        OpenTask task = mine(number, actor).at(Stage.WAITING).stream()
                .filter(entry -> entry.card().application().equals(application))
                .flatMap(entry -> entry.task().stream())
                .findFirst()
                .orElseThrow(() -> new Refusal(CardRefusal.BATCH_NOT_WAITING, application.value()));
        tasks.giveBack(task.id(), actor);
        agreed(() -> {
            batches.release(number, application, clock.instant());
            return number;
        });
        record(
                actor,
                AuditEntry.of("batch.released", number.value())
                        .with("application", application)
                        .build());
    }

    /**
     * Another issuer goes on with a batch; the tasks that wait become his, but for those that a third person has claimed.
     *
     * @throws Refusal FORBIDDEN by role and four eyes; CONFLICT when the batch is signed by two
     */
    @Transactional
    public void takeOver(BatchNumber number, Actor actor) {
        Overview overview = find(number);
        String before = overview.batch().maker();
        if (overview.isConfirmed()) {
            throw new Refusal(CardRefusal.BATCH_CLOSED);
        }
        if (before.equals(actor.id())) {
            return;
        }
        agreed(() -> {
            batches.takeOver(number, before, actor.id());
            return number;
        });
        List<OpenTask> his = overview.at(Stage.WAITING).stream()
                .flatMap(entry -> entry.task().stream())
                .filter(task -> isFreeFor(task, before) || isFreeFor(task, actor.id()))
                .toList();
        his.forEach(task ->
                tasks.claim(task.id(), Element.userTask_loadCard.name(), actor, Optional.of(new Actor(before))));
        record(
                actor,
                AuditEntry.of("batch.takenOver", number.value())
                        .change(before, actor.id())
                        .with("applications", list(his))
                        .build());
    }

    /** Chip of the card in the reader of the station at which this person works. */
    public Optional<ChipSerial> inserted(Actor actor) {
        return places.of(actor).reader().inserted();
    }

    /** What the inspector sees of the card in the reader; empty when it is none of this batch that waits for the inspection. */
    @Transactional(readOnly = true)
    public Optional<InspectionSheet> inspection(BatchNumber number, Actor actor) {
        return inserted(actor).flatMap(chip -> sealed(number, chip)).map(task -> cards.inspection(task.id(), actor));
    }

    private Optional<OpenTask> sealed(BatchNumber number, ChipSerial chip) {
        return find(number).at(Stage.SEALED).stream()
                .filter(entry -> entry.card()
                        .live()
                        .filter(live -> live.chip().equals(chip))
                        .isPresent())
                .flatMap(entry -> entry.task().stream())
                .findFirst();
    }

    /**
     * Inspects a card of the batch as カードを検査する does.
     *
     * @throws Refusal CONFLICT when no card with this chip waits for the inspection; and whatever {@link Cards#inspect} refuses
     */
    public void inspect(BatchNumber number, ChipSerial chip, Actor actor, InspectCard command) {
        OpenTask task = sealed(number, chip).orElseThrow(() -> new Refusal(CardRefusal.BATCH_NOT_SEALED, chip.value()));
        cards.inspect(task.id(), actor, command);
    }

    /**
     * The maker signs what he has counted. Until another person has confirmed it, it may be signed again.
     *
     * @throws Refusal FORBIDDEN for anybody else; CONFLICT while cards are open or when it is confirmed; at {@code /reason}
     *     for a difference without a reason
     */
    @Transactional
    public void sign(BatchNumber number, Counted counted, Actor actor) {
        // Ledger and tasks are no one moment: what was on its way from one to the other stands in one of the two
        // readings.
        boolean wasOpen = mine(number, actor).isOpen();
        batches.lock(number);
        Overview now = mine(number, actor);
        if (wasOpen || now.isOpen()) {
            throw new Refusal(CardRefusal.BATCH_OPEN);
        }
        requireCounted("/taken", counted.taken());
        requireCounted("/returned", counted.returned());
        requireCounted("/destroyed", counted.destroyed());
        boolean differs =
                Reconciliation.differs(now.figures(), counted.taken(), counted.returned(), counted.destroyed());
        if (differs && counted.reason().isBlank()) {
            throw Refusal.at(
                    "/reason",
                    CardRefusal.BATCH_DIFFERS,
                    now.figures().used(),
                    now.figures().voidLetters());
        }
        Reconciliation signed = new Reconciliation(
                now.figures(),
                counted.taken(),
                counted.returned(),
                counted.destroyed(),
                differs ? Reasons.withoutPin(counted.reason()) : "",
                actor.id(),
                Optional.empty());
        agreed(() -> {
            batches.sign(number, signed, clock.instant());
            return signed;
        });
        record(
                actor,
                entry("batch.signed", number, signed).reason(signed.reason()).build());
    }

    private static void requireCounted(String field, int count) {
        if (count < 0) {
            throw Refusal.at(field, CardRefusal.COUNT_MISSING);
        }
    }

    /** Whether a person may give the second signature: whoever has loaded a card, handed out a PIN or signed may not. */
    @Transactional(readOnly = true)
    public boolean mayConfirm(Overview overview, Actor actor) {
        return overview.reconciliation().filter(signed -> !signed.isConfirmed()).isPresent() && !isOwn(overview, actor);
    }

    private boolean isOwn(Overview overview, Actor actor) {
        return overview.batch().maker().equals(actor.id())
                || overview.reconciliation()
                        .filter(signed -> signed.signedBy().equals(actor.id()))
                        .isPresent()
                || batches.hands(overview.batch().number()).contains(actor.id());
    }

    /**
     * The second signature.
     *
     * @param seen what this person has read and counted again
     * @throws Refusal FORBIDDEN for who signed first and for whoever made a card of the batch; CONFLICT when nothing waits to
     *     be signed, it was signed anew, or the ledger has changed since
     */
    @Transactional
    public void confirm(BatchNumber number, Counted seen, Actor actor) {
        require(number);
        batches.lock(number);
        Overview overview = find(number);
        Reconciliation signed = overview.reconciliation()
                .filter(one -> !one.isConfirmed())
                .orElseThrow(() -> new Refusal(CardRefusal.BATCH_NOT_SIGNED));
        if (isOwn(overview, actor)) {
            throw new Refusal(CardRefusal.OWN_BATCH);
        }
        boolean same = seen.equals(new Counted(signed.taken(), signed.returned(), signed.destroyed(), signed.reason()));
        if (!same || overview.isOpen() || !overview.figures().equals(signed.figures())) {
            throw new Refusal(CardRefusal.BATCH_STALE);
        }
        agreed(() -> {
            batches.confirm(number, actor.id(), clock.instant());
            return signed;
        });
        record(
                actor,
                entry("batch.confirmed", number, signed)
                        .with("signedBy", signed.signedBy())
                        .build());
    }

    private static AuditEntry.Builder entry(String event, BatchNumber number, Reconciliation signed) {
        return AuditEntry.of(event, number.value())
                .with("good", signed.figures().good())
                .with("spoiled", signed.figures().spoiled())
                .with("dead", signed.figures().dead())
                .with("letters", signed.figures().letters())
                .with("taken", signed.taken())
                .with("returned", signed.returned())
                .with("destroyed", signed.destroyed())
                .with("blankDifference", signed.blankDifference())
                .with("letterDifference", signed.letterDifference());
    }

    private void record(Actor actor, AuditEntry entry) {
        try (var scope = AuditScope.open(actor)) {
            trail.record(entry);
        }
    }

    private static <T> T agreed(Supplier<T> work) {
        try {
            return work.get();
        } catch (StockConflict changed) {
            throw new Refusal(CardRefusal.STOCK_CHANGED);
        }
    }
}
