package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditEntry;
import io.hakko.card.domain.BoxFigures;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.DeadBlank;
import io.hakko.card.domain.SpoiledCard;
import io.hakko.card.domain.StockCount;
import io.hakko.card.persistence.LedgerOn;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import io.hakko.workflow.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/** Blank cards from the goods-in list to the shredder, on a real database. */
class StockRoomTest {

    private static final Actor KEEPER = new Actor("kensa-jiro");
    private static final Actor COUNTER = new Actor("hakko-taro");
    private static final Actor OTHER = new Actor("kanri-saburo");
    private static StationBench bench;
    private static int boxes;

    private BoxNumber box;
    private ApplicationNumber application;

    @BeforeAll
    static void open() throws Exception {
        bench = new StationBench();
    }

    @AfterAll
    static void shut() {
        bench.close();
    }

    @BeforeEach
    void aNewBox() {
        bench.wire.neverCut();
        bench.clearTable();
        bench.restart();
        application = bench.anApplication();
        box = BoxNumber.of("T-" + ++boxes);
        bench.trail.clear();
    }

    @Test
    void listIsReceivedWholeAndCounted() {
        ChipSerial chip = bench.wire.hand().insertBlank();

        assertThat(receive("箱番号,チップ番号\n" + line(chip) + line("00000000000000A%d".formatted(boxes % 10))))
                .isEqualTo(2);

        assertFigures(2, 0, 0, 0);
        assertThat(bench.trail).extracting(AuditEntry::event).containsExactly("stock.received");
    }

    @Test
    void oneBadLineKeepsTheWholeListOut() {
        ChipSerial known = bench.blank();
        ChipSerial good = bench.wire.hand().insertBlank();
        String list = line(good) + "x,y,z\n" + line(known) + line(good) + line("nonsense");

        assertThatThrownBy(() -> receive(list))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused -> assertThat(refused.violations())
                                .containsExactly(
                                        Violation.at("/lines/2", CardRefusal.GOODS_IN_COLUMNS, "2", "0"),
                                        Violation.at("/lines/3", CardRefusal.GOODS_IN_KNOWN, "3", known.value()),
                                        Violation.at("/lines/4", CardRefusal.GOODS_IN_REPEATED, "4", "1"),
                                        Violation.at("/lines/5", CardRefusal.GOODS_IN_CHIP, "5", "0")));

        assertThat(bench.stock.objection(good)).map(Violation::code).contains(CardRefusal.CHIP_UNLISTED);
        assertThat(bench.stock.boxes()).noneMatch(b -> b.figures().box().equals(box));
    }

    @Test
    void emptyAndEndlessListsAreRefused() {
        assertRefused(() -> receive("箱番号,チップ番号\n"), "", CardRefusal.GOODS_IN_EMPTY);
        StringBuilder endless = new StringBuilder();
        for (int i = 0; i <= 10_000; i++) {
            endless.append(line("%016X".formatted(0xF000_0000L + i)));
        }
        assertRefused(() -> receive(endless.toString()), "", CardRefusal.GOODS_IN_TOO_LONG);
    }

    @Test
    void onlyListedChipsOfTheOpenBoxAreLoaded() {
        bench.blank();
        ChipSerial chip = bench.wire.hand().insertBlank();
        assertRefused(() -> load(chip), "/chipSerial", CardRefusal.CHIP_UNLISTED);

        receive(line(chip));
        assertThat(bench.cards.loading(TaskId.of(application.value()), COUNTER).objection())
                .contains(Violation.at(
                        "/chipSerial",
                        CardRefusal.WRONG_BOX,
                        chip.value(),
                        box.value(),
                        openBox().value()));
        assertRefused(() -> load(chip), "/chipSerial", CardRefusal.WRONG_BOX);

        bench.stock.openBox(box, KEEPER);
        assertThat(bench.cards.loading(TaskId.of(application.value()), COUNTER).blank())
                .isTrue();
        load(chip);
        assertFigures(1, 0, 0, 1);
        application = bench.anApplication();
        assertRefused(() -> load(chip), "/chipSerial", CardRefusal.CHIP_USED);
    }

    @Test
    void withoutAnOpenBoxNothingIsLoaded() {
        ChipSerial chip = bench.wire.hand().insertBlank();
        receive(line(chip));
        StockRoom elsewhere = anotherStation();
        assertThat(elsewhere.objection(chip))
                .contains(Violation.at("/chipSerial", CardRefusal.NO_BOX_OPEN, chip.value(), box.value()));

        elsewhere.openBox(box, KEEPER);
        assertThat(elsewhere.objection(chip)).isEmpty();
        assertRefused(() -> inTransaction(() -> bench.stock.openBox(box, KEEPER)), "", CardRefusal.BOX_OPEN_ELSEWHERE);
        assertRefused(() -> bench.stock.openBox(BoxNumber.of("NONE"), KEEPER), "", CardRefusal.UNKNOWN_BOX);
    }

    @Test
    void refusedOpeningLeavesTheOldBoxOpen() {
        bench.blank();
        BoxNumber before = openBox();
        receive(line(bench.wire.hand().insertBlank()));
        anotherStation().openBox(box, KEEPER);

        assertRefused(() -> inTransaction(() -> bench.stock.openBox(box, KEEPER)), "", CardRefusal.BOX_OPEN_ELSEWHERE);

        assertThat(openBox()).isEqualTo(before);
    }

    @Test
    void databaseTakesNoChipThatWasNotReceived() {
        ChipSerial chip = bench.wire.hand().insertBlank();

        assertThatThrownBy(() -> bench.ledger.takeChip(chip, application, "station-1", "x", bench.clock.instant()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void finishedAndSpoiledCardsLeaveTheStock() {
        issue();
        assertFigures(1, 1, 0, 0);
        assertThat(bench.stock.boxes())
                .anySatisfy(b -> assertThat(
                                b.figures().isUsedUp() && b.figures().box().equals(box))
                        .isTrue());

        spoil();
        assertFigures(2, 1, 1, 0);
        assertRefused(() -> bench.stock.openBox(box, KEEPER), "", CardRefusal.BOX_USED_UP);
    }

    /** A blank that does not answer leaves the stock by one person's word, and its remains before another's eyes. */
    @Test
    void deadBlankIsWrittenOffByOneAndSeenDestroyedByAnother() {
        ChipSerial dead = bench.wire.hand().insertBlank();
        ChipSerial good = bench.wire.hand().insertBlank();
        receive(line(dead) + line(good));
        bench.stock.openBox(box, KEEPER);
        ChipSerial stray = bench.wire.hand().insertBlank();
        bench.wire.hand().insert(dead);

        assertRefused(
                () -> bench.stock.writeOff(stray, Optional.empty(), "傷", COUNTER),
                "/chipSerial",
                CardRefusal.CHIP_UNLISTED);
        assertRefused(
                () -> bench.stock.writeOff(dead, Optional.empty(), " ", COUNTER),
                "/reason",
                CardRefusal.REASON_MISSING);
        bench.stock.writeOff(dead, Optional.empty(), " 応答しない ", COUNTER);

        assertRefused(
                () -> bench.stock.writeOff(dead, Optional.empty(), "また", OTHER), "/chipSerial", CardRefusal.CHIP_USED);
        assertRefused(() -> load(dead), "/chipSerial", CardRefusal.CHIP_USED);
        assertFigures(2, 0, 0, 0, 1);
        bench.stock.count(box, 1, "", COUNTER);
        assertThat(today().difference()).isZero();
        assertThat(bench.stock.deadBlanks())
                .contains(new DeadBlank(dead, box, "応答しない", COUNTER.id()))
                .noneMatch(blank -> blank.chip().equals(good));

        assertRefused(() -> bench.stock.deadBlankDestroyed(good, OTHER), "", CardRefusal.NO_DEAD_BLANK);
        assertRefused(() -> bench.stock.deadBlankDestroyed(dead, COUNTER), "", CardRefusal.OWN_WRITE_OFF);
        bench.stock.deadBlankDestroyed(dead, OTHER);

        assertRefused(() -> bench.stock.deadBlankDestroyed(dead, OTHER), "", CardRefusal.NO_DEAD_BLANK);
        assertThat(bench.trail)
                .extracting(AuditEntry::event)
                .containsSubsequence("stock.writtenOff", "stock.deadBlankDestroyed");
    }

    @Test
    void cardThatIsMadeIsNotWrittenOff() {
        loadFromBox();
        ChipSerial loaded = bench.wire.hand().inserted().orElseThrow();

        assertRefused(
                () -> bench.stock.writeOff(loaded, Optional.empty(), "傷", COUNTER),
                "/chipSerial",
                CardRefusal.CHIP_USED);
        assertFigures(1, 0, 0, 1);
    }

    @Test
    void dayIsSignedByTwo() {
        issue();
        spoil();
        receive(line(bench.wire.hand().insertBlank()) + line(bench.wire.hand().insertBlank()));

        bench.stock.count(box, 2, "", COUNTER);
        assertRefused(() -> bench.stock.confirm(box, COUNTER), "", CardRefusal.OWN_COUNT);
        bench.stock.confirm(box, OTHER);

        StockCount signed = today();
        assertThat(signed.countedBy()).isEqualTo(COUNTER.id());
        assertThat(signed.confirmedBy()).contains(OTHER.id());
        assertThat(signed.figures().issued()
                        + signed.figures().spoiled()
                        + signed.figures().inWork()
                        + signed.left())
                .isEqualTo(signed.figures().received())
                .isEqualTo(4);
        assertThat(bench.trail)
                .extracting(AuditEntry::event)
                .containsSubsequence("stock.received", "stock.counted", "stock.countConfirmed");
        assertRefused(() -> bench.stock.confirm(box, KEEPER), "", CardRefusal.NO_COUNT);
        assertRefused(() -> bench.stock.count(box, 2, "", COUNTER), "", CardRefusal.STOCK_CHANGED);
    }

    @Test
    void differenceNeedsAReasonAndIsKept() {
        receive(line(bench.wire.hand().insertBlank()));

        assertRefused(() -> bench.stock.count(box, 0, " ", COUNTER), "/reason", CardRefusal.COUNT_DIFFERS);
        assertRefused(() -> bench.stock.count(box, -1, "", COUNTER), "/left", CardRefusal.COUNT_MISSING);
        bench.stock.count(box, 0, "箱の中に見当たらない", COUNTER);

        assertThat(today().difference()).isEqualTo(1);
        bench.stock.count(box, 1, "見つかった", OTHER);
        assertThat(today().difference()).isZero();
        assertThat(today().reason()).isEmpty();
        assertThat(today().countedBy()).isEqualTo(OTHER.id());
    }

    @Test
    void nobodySignsAStockThatHasMovedSince() {
        receive(line(bench.wire.hand().insertBlank()));
        bench.stock.count(box, 1, "", COUNTER);
        receive(line(bench.wire.hand().insertBlank()));

        assertRefused(() -> bench.stock.confirm(box, OTHER), "", CardRefusal.COUNT_STALE);
    }

    @Test
    void spoiledCardIsDestroyedBeforeTwo() {
        spoil();
        CardNumber number = bench.card(application).number();
        bench.trail.clear();

        assertRefused(() -> bench.stock.witnessed(number, OTHER), "", CardRefusal.NOT_DESTROYED);
        bench.stock.destroyed(number, COUNTER);
        assertRefused(() -> bench.stock.destroyed(number, OTHER), "", CardRefusal.DESTRUCTION_RECORDED);
        assertRefused(() -> bench.stock.witnessed(number, COUNTER), "", CardRefusal.OWN_DESTRUCTION);
        bench.stock.witnessed(number, OTHER);

        assertThat(bench.stock.toDestroy()).extracting(SpoiledCard::number).doesNotContain(number);
        assertThat(bench.trail)
                .extracting(AuditEntry::event)
                .containsExactly("card.destroyed", "card.destructionWitnessed");
        assertRefused(() -> bench.stock.witnessed(number, KEEPER), "", CardRefusal.NOT_TO_DESTROY);
        assertFigures(1, 0, 1, 0);
    }

    @Test
    void cardIsNotDestroyedBeforeItsCertificateIsRevoked() {
        loadFromBox();
        bench.station.workOnce();
        CardNumber number = bench.card(application).number();
        assertRefused(() -> bench.stock.destroyed(number, COUNTER), "", CardRefusal.NOT_TO_DESTROY);

        bench.station.giveUp(number, COUNTER, "傷がある");
        assertThat(bench.certificates.live(application)).hasSize(1);
        assertRefused(() -> bench.stock.destroyed(number, COUNTER), "", CardRefusal.NOT_SETTLED);

        bench.spoil(application);
        assertThat(bench.certificates.live(application)).isEmpty();
        bench.stock.destroyed(number, COUNTER);
    }

    @Test
    void databaseRefusesOnePersonTwice() {
        receive(line(bench.wire.hand().insertBlank()));
        bench.stock.count(box, 1, "", COUNTER);

        assertThatThrownBy(() -> bench.jdbc
                        .sql(
                                "UPDATE card.stock_count SET confirmed_by = counted_by, confirmed_at = now() WHERE box = :box")
                        .param("box", box.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private void issue() {
        loadFromBox();
        bench.station.workOnce();
        bench.seal(application);
        bench.inspect(application, true, "");
    }

    private void spoil() {
        application = bench.anApplication();
        loadFromBox();
        bench.station.workOnce();
        bench.station.giveUp(bench.card(application).number(), COUNTER, "傷がある");
        bench.spoil(application);
    }

    private void loadFromBox() {
        ChipSerial chip = bench.wire.hand().insertBlank();
        receive(line(chip));
        bench.stock.openBox(box, KEEPER);
        load(chip);
        bench.order(application, chip);
    }

    private void load(ChipSerial chip) {
        bench.cards.loadCard(TaskId.of(application.value()), StationBench.ISSUER, new LoadCard(chip));
    }

    private int receive(String list) {
        return inTransaction(() -> bench.stock.receive(list, KEEPER));
    }

    private String line(Object chip) {
        return box + "," + chip + "\n";
    }

    /** A station that has no box open yet. */
    private StockRoom anotherStation() {
        return new StockRoom(
                LedgerOn.stockOf(bench.jdbc),
                LedgerOn.batchesOf(bench.jdbc),
                bench.trail::add,
                bench.clock,
                "station-of-" + box);
    }

    private BoxNumber openBox() {
        return bench.stock.openBox().orElseThrow();
    }

    private StockCount today() {
        return bench.stock.boxes().stream()
                .filter(b -> b.figures().box().equals(box))
                .findFirst()
                .flatMap(StockRoom.Box::today)
                .orElseThrow();
    }

    private void assertFigures(int received, int issued, int spoiled, int inWork) {
        assertFigures(received, issued, spoiled, inWork, 0);
    }

    private void assertFigures(int received, int issued, int spoiled, int inWork, int dead) {
        List<BoxFigures> found = bench.stock.boxes().stream()
                .map(StockRoom.Box::figures)
                .filter(figures -> figures.box().equals(box))
                .toList();
        assertThat(found).singleElement().satisfies(figures -> {
            assertThat(figures.received()).isEqualTo(received);
            assertThat(figures.issued()).isEqualTo(issued);
            assertThat(figures.spoiled()).isEqualTo(spoiled);
            assertThat(figures.inWork()).isEqualTo(inWork);
            assertThat(figures.dead()).isEqualTo(dead);
            assertThat(figures.left()).isEqualTo(received - issued - spoiled - dead - inWork);
        });
    }

    private static void inTransaction(Runnable work) {
        new TransactionTemplate(bench.transactions).executeWithoutResult(status -> work.run());
    }

    private static int inTransaction(Supplier<Integer> work) {
        Integer result = new TransactionTemplate(bench.transactions).execute(status -> work.get());
        return result == null ? -1 : result;
    }

    private static void assertRefused(ThrowingCallable work, String pointer, RefusalCode code) {
        assertThatThrownBy(work).satisfies(refusal(pointer, code));
    }

    private static Consumer<Throwable> refusal(String pointer, RefusalCode code) {
        return thrown -> assertThat(thrown).isInstanceOfSatisfying(Refusal.class, refused -> {
            assertThat(refused.violations().get(0).code()).isEqualTo(code);
            assertThat(refused.violations().get(0).pointer()).isEqualTo(pointer);
        });
    }
}
