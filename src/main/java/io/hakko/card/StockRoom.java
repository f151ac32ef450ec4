package io.hakko.card;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.Batches;
import io.hakko.card.domain.BlankChip;
import io.hakko.card.domain.BoxFigures;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.DeadBlank;
import io.hakko.card.domain.GoodsInList;
import io.hakko.card.domain.GoodsInList.Flaw;
import io.hakko.card.domain.GoodsInList.Line;
import io.hakko.card.domain.Reconciliation;
import io.hakko.card.domain.SpoiledCard;
import io.hakko.card.domain.Stock;
import io.hakko.card.domain.StockConflict;
import io.hakko.card.domain.StockCount;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stock of blank cards: goods-in lists, the box that a station has open, the daily count under two signatures, and the
 * destruction of spoiled cards and dead blanks by two persons. A chip leaves the stock when it is loaded, whatever becomes of its card.
 */
@Service
public class StockRoom {

    private static final int MOST_LINES = 10_000;
    private static final int MOST_FLAWS_TOLD = 50;
    private static final String STOCK = "stock";

    private final Stock stock;
    private final Batches batches;
    private final AuditTrail trail;
    private final Clock clock;
    private final String station;

    StockRoom(
            Stock stock,
            Batches batches,
            AuditTrail trail,
            Clock clock,
            @Value("${hakko.station.name:station-1}") String station) {
        this.stock = stock;
        this.batches = batches;
        this.trail = trail;
        this.clock = clock;
        this.station = station;
    }

    /** A box with its ledger and today's count. */
    public record Box(BoxFigures figures, Optional<StockCount> today) {}

    /**
     * Takes in the blanks of a goods-in list: all of them, or none.
     *
     * @return how many
     * @throws Refusal at {@code /lines/N} for every bad line N
     */
    @Transactional
    public int receive(String list, Actor actor) {
        GoodsInList read = GoodsInList.read(list);
        if (read.lines().isEmpty() && read.flaws().isEmpty()) {
            throw new Refusal(CardRefusal.GOODS_IN_EMPTY);
        }
        if (read.lines().size() > MOST_LINES) {
            throw new Refusal(CardRefusal.GOODS_IN_TOO_LONG, MOST_LINES);
        }
        List<Violation> violations = violations(read);
        if (!violations.isEmpty()) {
            throw new Refusal(violations.subList(0, Math.min(violations.size(), MOST_FLAWS_TOLD)));
        }
        receive(read.lines().stream().map(Line::blank).toList(), actor);
        return read.lines().size();
    }

    private List<Violation> violations(GoodsInList read) {
        Set<ChipSerial> listed = stock.listed(
                read.lines().stream().map(line -> line.blank().chip()).toList());
        record Found(int number, Violation violation) {}
        List<Found> found = new ArrayList<>();
        for (Flaw flaw : read.flaws()) {
            CardRefusal why = switch (flaw.kind()) {
                case COLUMNS -> CardRefusal.GOODS_IN_COLUMNS;
                case BOX -> CardRefusal.GOODS_IN_BOX;
                case CHIP -> CardRefusal.GOODS_IN_CHIP;
                case REPEATED -> CardRefusal.GOODS_IN_REPEATED;
            };
            found.add(new Found(
                    flaw.number(),
                    Violation.at(pointer(flaw.number()), why, text(flaw.number()), text(flaw.earlier()))));
        }
        for (Line line : read.lines()) {
            if (listed.contains(line.blank().chip())) {
                found.add(new Found(
                        line.number(),
                        Violation.at(
                                pointer(line.number()),
                                CardRefusal.GOODS_IN_KNOWN,
                                text(line.number()),
                                line.blank().chip().value())));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Found::number))
                .map(Found::violation)
                .toList();
    }

    /** Numbers of lines are written without separators. */
    private static String text(int number) {
        return Integer.toString(number);
    }

    private static String pointer(int line) {
        return "/lines/" + line;
    }

    private void receive(List<BlankChip> blanks, Actor actor) {
        agreed(() -> {
            stock.receive(blanks, actor.id(), clock.instant());
            return blanks;
        });
        blanks.stream()
                .map(BlankChip::box)
                .distinct()
                .forEach(box -> record(
                        actor,
                        AuditEntry.of("stock.received", STOCK)
                                .with("box", box.value())
                                .with(
                                        "cards",
                                        blanks.stream()
                                                .filter(blank -> blank.box().equals(box))
                                                .count())
                                .build()));
    }

    /**
     * From now on this station takes its blanks from that box; the one it had is closed.
     *
     * @throws Refusal when there is no such box, none is left in it, or another station has it open
     */
    @Transactional
    public void openBox(BoxNumber box, Actor actor) {
        openBox(box, station, actor);
    }

    /** The same for another station. */
    @Transactional
    public void openBox(BoxNumber box, String at, Actor actor) {
        BoxFigures figures = require(box);
        if (figures.left() <= 0) {
            throw new Refusal(CardRefusal.BOX_USED_UP, box.value());
        }
        open(box, at, actor);
    }

    private void open(BoxNumber box, String at, Actor actor) {
        Optional<BoxNumber> before = stock.openAt(at);
        if (before.equals(Optional.of(box))) {
            return;
        }
        if (!stock.open(box, at)) {
            throw new Refusal(CardRefusal.BOX_OPEN_ELSEWHERE, box.value());
        }
        record(
                actor,
                AuditEntry.of("stock.boxOpened", STOCK)
                        .with("station", at)
                        .change(before.map(BoxNumber::value).orElse(""), box.value())
                        .build());
    }

    /** The box that this station takes its blanks from. */
    @Transactional(readOnly = true)
    public Optional<BoxNumber> openBox() {
        return stock.openAt(station);
    }

    /** The box that another station takes its blanks from. */
    @Transactional(readOnly = true)
    public Optional<BoxNumber> openBox(String at) {
        return stock.openAt(at);
    }

    /** Why this station must not use a chip, whether or not it was used before; empty when it may. */
    @Transactional(readOnly = true)
    public Optional<Violation> objection(ChipSerial chip) {
        return objection(chip, station);
    }

    /** Why a station must not use a chip. */
    @Transactional(readOnly = true)
    public Optional<Violation> objection(ChipSerial chip, String at) {
        Optional<BoxNumber> box = stock.boxOf(chip);
        if (box.isEmpty()) {
            return Optional.of(Violation.at("/chipSerial", CardRefusal.CHIP_UNLISTED, chip.value()));
        }
        Optional<BoxNumber> open = stock.openAt(at);
        if (open.isEmpty()) {
            return Optional.of(Violation.at(
                    "/chipSerial",
                    CardRefusal.NO_BOX_OPEN,
                    chip.value(),
                    box.get().value()));
        }
        return open.equals(box)
                ? Optional.empty()
                : Optional.of(Violation.at(
                        "/chipSerial",
                        CardRefusal.WRONG_BOX,
                        chip.value(),
                        box.get().value(),
                        open.get().value()));
    }

    /**
     * Lists a simulated blank in a box of its own kind and opens that box: demonstration and stories have their goods-in
     * without paper.
     */
    @Transactional
    public void receiveSimulated(ChipSerial chip, BoxNumber box) {
        receive(List.of(new BlankChip(box, chip)), Actor.STATION);
        open(box, station, Actor.STATION);
    }

    /** Every box with what has become of its cards, newest first. */
    @Transactional(readOnly = true)
    public List<Box> boxes() {
        LocalDate today = today();
        return stock.boxes().stream()
                .map(figures -> new Box(figures, stock.count(figures.box(), today)))
                .toList();
    }

    /**
     * Somebody has counted the blanks left in a box. Until another person has signed it, it may be counted again.
     *
     * @param reason why the count is not what the ledger says, if it is not
     * @throws Refusal at {@code /reason} for a difference without a reason; CONFLICT when today's count is signed
     */
    @Transactional
    public void count(BoxNumber box, int left, String reason, Actor actor) {
        BoxFigures figures = require(box);
        if (left < 0) {
            throw Refusal.at("/left", CardRefusal.COUNT_MISSING);
        }
        if (left != figures.left() && reason.isBlank()) {
            throw Refusal.at("/reason", CardRefusal.COUNT_DIFFERS, left, figures.left());
        }
        String why = left == figures.left() ? "" : reason.strip();
        StockCount count = new StockCount(today(), figures, left, why, actor.id(), Optional.empty());
        agreed(() -> {
            stock.save(count, clock.instant());
            return count;
        });
        record(actor, entry("stock.counted", count).reason(why).build());
    }

    /**
     * The second signature under today's count of a box.
     *
     * @throws Refusal FORBIDDEN for who counted; CONFLICT when nothing waits to be signed, or the stock has changed since
     */
    @Transactional
    public void confirm(BoxNumber box, Actor actor) {
        BoxFigures now = require(box);
        StockCount count = stock.count(box, today())
                .filter(counted -> !counted.isSigned())
                .orElseThrow(() -> new Refusal(CardRefusal.NO_COUNT));
        if (count.countedBy().equals(actor.id())) {
            throw new Refusal(CardRefusal.OWN_COUNT);
        }
        if (count.isStale(now)) {
            throw new Refusal(CardRefusal.COUNT_STALE);
        }
        agreed(() -> {
            stock.confirm(box, count.day(), actor.id(), clock.instant());
            return count;
        });
        record(
                actor,
                entry("stock.countConfirmed", count)
                        .with("countedBy", count.countedBy())
                        .build());
    }

    private static AuditEntry.Builder entry(String event, StockCount count) {
        return AuditEntry.of(event, STOCK)
                .with("box", count.figures().box().value())
                .with("day", count.day())
                .with("received", count.figures().received())
                .with("issued", count.figures().issued())
                .with("spoiled", count.figures().spoiled())
                .with("dead", count.figures().dead())
                .with("inWork", count.figures().inWork())
                .with("left", count.left())
                .with("difference", count.difference());
    }

    /** Spoiled cards that are not yet destroyed before two persons. */
    @Transactional(readOnly = true)
    public List<SpoiledCard> toDestroy() {
        return stock.toDestroy();
    }

    /**
     * Somebody has destroyed a spoiled card. Another person has to confirm it.
     *
     * @throws Refusal CONFLICT when it was recorded before, or its certificate is not revoked yet
     */
    @Transactional
    public void destroyed(CardNumber number, Actor actor) {
        SpoiledCard card = spoiled(number);
        if (card.destroyedBy().isPresent()) {
            throw new Refusal(CardRefusal.DESTRUCTION_RECORDED);
        }
        if (!card.settled()) {
            throw new Refusal(CardRefusal.NOT_SETTLED);
        }
        agreed(() -> {
            stock.destroyed(number, actor.id(), clock.instant());
            return card;
        });
        record(actor, entry("card.destroyed", card).build());
    }

    /**
     * Another person saw that a spoiled card was destroyed.
     *
     * @throws Refusal FORBIDDEN for who destroyed it; CONFLICT when nobody did
     */
    @Transactional
    public void witnessed(CardNumber number, Actor actor) {
        SpoiledCard card = spoiled(number);
        String destroyedBy = card.destroyedBy().orElseThrow(() -> new Refusal(CardRefusal.NOT_DESTROYED));
        if (destroyedBy.equals(actor.id())) {
            throw new Refusal(CardRefusal.OWN_DESTRUCTION);
        }
        agreed(() -> {
            stock.witnessed(number, actor.id(), clock.instant());
            return card;
        });
        record(
                actor,
                entry("card.destructionWitnessed", card)
                        .with("destroyedBy", destroyedBy)
                        .build());
    }

    /** Blanks written off that nobody has seen destroyed yet. */
    @Transactional(readOnly = true)
    public List<DeadBlank> deadBlanks() {
        return stock.deadBlanks();
    }

    /**
     * Writes off a blank that does not answer or is damaged. Another person has to see it destroyed.
     *
     * @param batch for which it had left its box, if it had
     * @throws Refusal at {@code /chipSerial} when the chip is on no goods-in list or was taken before, at {@code /reason}
     *     without a reason
     */
    @Transactional
    public void writeOff(ChipSerial chip, Optional<BatchNumber> batch, String reason, Actor actor) {
        batch.ifPresent(batches::lock);
        if (batch.filter(number -> batches.find(number).isEmpty() || isSigned(number))
                .isPresent()) {
            throw Refusal.at(
                    "/batch", CardRefusal.UNKNOWN_BATCH, batch.orElseThrow().value());
        }
        BoxNumber box =
                stock.boxOf(chip).orElseThrow(() -> Refusal.at("/chipSerial", CardRefusal.CHIP_UNLISTED, chip.value()));
        String why = reason.strip();
        if (why.isEmpty()) {
            throw Refusal.at("/reason", CardRefusal.REASON_MISSING);
        }
        if (!stock.writeOff(chip, batch, why, actor.id(), clock.instant())) {
            throw Refusal.at("/chipSerial", CardRefusal.CHIP_USED, chip.value());
        }
        record(
                actor,
                entry("stock.writtenOff", new DeadBlank(chip, box, why, actor.id()))
                        .with("batch", batch.map(BatchNumber::value).orElse(null))
                        .reason(why)
                        .build());
    }

    private boolean isSigned(BatchNumber number) {
        return batches.reconciliation(number)
                .filter(Reconciliation::isConfirmed)
                .isPresent();
    }

    /**
     * Another person saw that a dead blank was destroyed.
     *
     * @throws Refusal FORBIDDEN for who has written it off; NOT_FOUND when none waits
     */
    @Transactional
    public void deadBlankDestroyed(ChipSerial chip, Actor actor) {
        DeadBlank blank = stock.deadBlanks().stream()
                .filter(dead -> dead.chip().equals(chip))
                .findFirst()
                .orElseThrow(() -> new Refusal(CardRefusal.NO_DEAD_BLANK));
        if (blank.writtenOffBy().equals(actor.id())) {
            throw new Refusal(CardRefusal.OWN_WRITE_OFF);
        }
        agreed(() -> {
            stock.deadBlankDestroyed(chip, actor.id(), clock.instant());
            return blank;
        });
        record(
                actor,
                entry("stock.deadBlankDestroyed", blank)
                        .with("writtenOffBy", blank.writtenOffBy())
                        .build());
    }

    private static AuditEntry.Builder entry(String event, DeadBlank blank) {
        return AuditEntry.of(event, STOCK)
                .with("chipSerial", blank.chip())
                .with("box", blank.box().value());
    }

    private SpoiledCard spoiled(CardNumber number) {
        return stock.toDestroy().stream()
                .filter(card -> card.number().equals(number))
                .findFirst()
                .orElseThrow(() -> new Refusal(CardRefusal.NOT_TO_DESTROY));
    }

    private static AuditEntry.Builder entry(String event, SpoiledCard card) {
        return AuditEntry.of(event, STOCK)
                .with("cardNumber", card.number())
                .with("chipSerial", card.chip())
                .with("box", card.box().value());
    }

    private BoxFigures require(BoxNumber box) {
        return stock.figures(box).orElseThrow(() -> new Refusal(CardRefusal.UNKNOWN_BOX, box.value()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
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
