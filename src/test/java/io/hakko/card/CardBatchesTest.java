package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.HakkoWebTest;
import io.hakko.card.CardBatches.Counted;
import io.hakko.card.CardBatches.Entry;
import io.hakko.card.CardBatches.Kind;
import io.hakko.card.CardBatches.Overview;
import io.hakko.card.CardBatches.Stage;
import io.hakko.card.CardBatches.Waiting;
import io.hakko.card.CardIssuanceWebTest.AcceptedApplications;
import io.hakko.card.domain.BatchFigures;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.Reconciliation;
import io.hakko.desk.StaffClient;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import io.hakko.workflow.WorkflowRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches with the real engine, authority and database: what they refuse, and that they live from the ledger alone. */
@HakkoWebTest
@Import(AcceptedApplications.class)
class CardBatchesTest {

    private static final String PASSWORD = "a long test password";
    private static final Actor MAKER = new Actor("batch-issuer");
    private static final Actor OTHER_MAKER = new Actor("batch-issuer2");
    private static final Actor THIRD_MAKER = new Actor("batch-issuer3");
    private static final Actor INSPECTOR = new Actor("batch-inspector");
    private static final Actor KEEPER = new Actor("batch-keeper");
    private static int applications = 970_000;

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    Workflow workflow;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EngineTime engine;

    @Autowired
    TaskInbox inbox;

    @Autowired
    Tasks tasks;

    @Autowired
    CardBatches batches;

    @Autowired
    CertificateOrders orders;

    @Autowired
    Station station;

    @Autowired
    StockRoom stock;

    @Autowired
    SimulatedBox box;

    @Autowired
    SimulatedCards hand;

    @Autowired
    JdbcClient jdbc;

    private BatchNumber batch;
    private List<ApplicationNumber> ordered;

    @BeforeEach
    void aBatchOfThree() {
        hire(MAKER, "issuer");
        hire(OTHER_MAKER, "issuer");
        hire(THIRD_MAKER, "issuer");
        hire(INSPECTOR, "inspector");
        hire(KEEPER, "stockkeeper");
        ordered = List.of(anApplication(), anApplication(), anApplication());
        batch = batches.open(kind(), 3, MAKER);
    }

    private void hire(Actor person, String role) {
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    private ApplicationNumber anApplication() {
        ApplicationNumber application = ApplicationNumber.of("AO", 2026, ++applications);
        transaction.executeWithoutResult(
                status -> workflow.start(CertificateIssuanceProcess.KEY, application.value(), ProcessVariables.none()));
        return application;
    }

    private Kind kind() {
        CertificateOrder order = orders.orderOf(ApplicationNumber.of("AO", 2026, applications));
        return new Kind(order.profile().id(), order.product());
    }

    @Test
    void oldestApplicationsBecomeTheMakersTasks() {
        assertThat(batches.find(batch).entries())
                .extracting(entry -> entry.card().application())
                .containsExactlyElementsOf(ordered);
        assertThat(ordered)
                .allSatisfy(
                        application -> assertThat(task(application).assignee()).contains(MAKER.id()));
        assertThat(batches.waiting(OTHER_MAKER)).extracting(Waiting::kind).doesNotContain(kind());
        ApplicationNumber another = anApplication();
        assertThat(batches.waiting(OTHER_MAKER)).anySatisfy(waiting -> {
            assertThat(waiting.kind()).isEqualTo(kind());
            assertThat(waiting.applications()).isEqualTo(1);
        });
        assertRefused(() -> batches.open(kind(), 0, MAKER), CardRefusal.BATCH_SIZE);
        assertRefused(() -> batches.open(kind(), 101, MAKER), CardRefusal.BATCH_SIZE);
        BatchNumber second = batches.open(kind(), 20, OTHER_MAKER);
        assertThat(batches.find(second).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.card().application()).isEqualTo(another));
        assertRefused(() -> batches.open(kind(), 20, MAKER), CardRefusal.BATCH_EMPTY);
        assertRefused(
                () -> batches.load(batch, OTHER_MAKER, new LoadCard(box.insertBlank())), CardRefusal.BATCH_OF_ANOTHER);
        assertRefused(() -> batches.open(kind(), 20, INSPECTOR), CardRefusal.BATCH_EMPTY);
        batches.release(second, another, OTHER_MAKER);
        assertRefused(() -> batches.open(kind(), 20, INSPECTOR), WorkflowRefusal.NOT_A_CANDIDATE);
        assertThat(batches.find(batches.open(kind(), 20, OTHER_MAKER)).entries())
                .hasSize(1);
    }

    /** Remade cards, a dead blank, a void letter: everything is found in the ledger and signed by two. */
    @Test
    void batchIsMadeInspectedAndReconciled() {
        make();
        make();
        assertThat(batches.find(batch).at(Stage.SEALED)).hasSize(2);
        assertRefused(() -> sign(3, 0, 0, ""), CardRefusal.BATCH_OPEN);
        ChipSerial dead = box.insertBlank();
        stock.writeOff(dead, Optional.of(batch), "応答しない", KEEPER);
        make();
        assertRefused(
                () -> batches.load(batch, MAKER, new LoadCard(box.insertBlank())), CardRefusal.BATCH_NOTHING_TO_LOAD);

        inspect(new InspectCard(false, "券面のかすれ"));
        engine.runDue();
        assertThat(batches.find(batch).at(Stage.WAITING)).hasSize(1);
        make();
        inspect(new InspectCard(true, ""));
        inspect(new InspectCard(true, ""));
        assertRefused(() -> sign(5, 0, 1, ""), CardRefusal.BATCH_OPEN);
        inspect(new InspectCard(true, ""));
        assertThat(batches.inspection(batch, INSPECTOR)).isEmpty();

        Overview done = batches.find(batch);
        assertThat(done.isOpen()).isFalse();
        assertThat(done.figures()).isEqualTo(new BatchFigures(3, 1, 1, 4));
        assertRefused(() -> confirm(6, 0, 1, KEEPER), CardRefusal.BATCH_NOT_SIGNED);
        assertRefused(() -> batches.sign(batch, new Counted(5, 0, 1, ""), OTHER_MAKER), CardRefusal.BATCH_OF_ANOTHER);
        assertRefused(() -> sign(-1, 0, 1, ""), CardRefusal.COUNT_MISSING);
        assertRefused(() -> sign(6, 0, 1, " "), CardRefusal.BATCH_DIFFERS);
        assertRefused(() -> sign(6, 0, 0, "PINは1234 5678"), CardRefusal.REASON_WITH_DIGITS);
        sign(6, 0, 0, "一枚を落として見失った");
        assertRefused(() -> confirm(6, 0, 0, KEEPER), CardRefusal.BATCH_STALE);
        sign(6, 1, 1, "");
        assertRefused(
                () -> batches.confirm(batch, new Counted(6, 0, 0, "一枚を落として見失った"), KEEPER), CardRefusal.BATCH_STALE);
        assertRefused(() -> confirm(6, 1, 1, MAKER), CardRefusal.OWN_BATCH);
        ChipSerial late = box.insertBlank();
        stock.writeOff(late, Optional.of(batch), "後から見つかった", KEEPER);
        assertRefused(() -> confirm(6, 1, 1, KEEPER), CardRefusal.BATCH_STALE);
        sign(6, 0, 1, "");
        batches.takeOver(batch, OTHER_MAKER);
        assertThat(batches.mayConfirm(batches.find(batch), MAKER))
                .as("who made the cards")
                .isFalse();
        assertRefused(() -> confirm(6, 0, 1, MAKER), CardRefusal.OWN_BATCH);
        batches.takeOver(batch, MAKER);
        confirm(6, 0, 1, KEEPER);

        assertThat(batches.find(batch).reconciliation()).hasValueSatisfying(signed -> {
            assertThat(signed.blankDifference()).isZero();
            assertThat(signed.letterDifference()).isZero();
            assertThat(signed.confirmedBy()).contains(KEEPER.id());
        });
        assertRefused(() -> sign(6, 0, 1, ""), CardRefusal.STOCK_CHANGED);
        assertRefused(() -> batches.takeOver(batch, OTHER_MAKER), CardRefusal.BATCH_CLOSED);
        assertRefused(
                () -> stock.writeOff(box.insertBlank(), Optional.of(batch), "遅い", KEEPER), CardRefusal.UNKNOWN_BATCH);
        assertThat(trail())
                .containsExactly(
                        "batch.opened batch-issuer",
                        "batch.signed batch-issuer",
                        "batch.signed batch-issuer",
                        "batch.signed batch-issuer",
                        "batch.takenOver batch-issuer2",
                        "batch.takenOver batch-issuer",
                        "batch.confirmed batch-keeper");
    }

    /** What another issuer has claimed in Tasklist is his; nobody else has to wait for him. */
    @Test
    void taskThatSomebodyElseClaimedHoldsNobodyUp() {
        OpenTask first = task(ordered.get(0));
        tasks.giveBack(first.id(), MAKER);
        tasks.claim(first.id(), "userTask_loadCard", THIRD_MAKER, Optional.empty());

        assertThat(batches.loading(batch, MAKER))
                .hasValueSatisfying(sheet -> assertThat(sheet.application()).isEqualTo(ordered.get(1)));
        make();
        assertThat(stages()).containsExactly(Stage.WAITING, Stage.SEALED, Stage.WAITING);
        batches.takeOver(batch, OTHER_MAKER);
        assertThat(task(ordered.get(0)).assignee()).contains(THIRD_MAKER.id());
        assertThat(task(ordered.get(2)).assignee()).contains(OTHER_MAKER.id());
    }

    /** A card that was begun when the service died is found by whoever looks next. */
    @Test
    void batchGoesOnFromTheLedger() {
        batches.load(batch, MAKER, new LoadCard(box.insertBlank()));
        assertThat(stages()).containsExactly(Stage.IN_WORK, Stage.WAITING, Stage.WAITING);
        engine.runDue();
        station.workOnce();
        assertThat(stages()).containsExactly(Stage.IN_WORK, Stage.WAITING, Stage.WAITING);
        station.giveUp(made(0), MAKER, "続けられない");
        assertThat(stages().get(0)).isEqualTo(Stage.IN_WORK);
        engine.runDue();
        assertThat(stages()).containsExactly(Stage.WAITING, Stage.WAITING, Stage.WAITING);
        assertThat(batches.find(batch).entries().get(0).card().spoiled()).isOne();

        batches.takeOver(batch, OTHER_MAKER);
        batches.takeOver(batch, OTHER_MAKER);
        assertRefused(() -> batches.load(batch, MAKER, new LoadCard(box.insertBlank())), CardRefusal.BATCH_OF_ANOTHER);
        assertThat(task(ordered.get(1)).assignee()).contains(OTHER_MAKER.id());
        assertThat(batches.loading(batch, OTHER_MAKER))
                .hasValueSatisfying(sheet -> assertThat(sheet.application()).isEqualTo(ordered.get(0)));
        ordered.forEach(application -> batches.release(batch, application, OTHER_MAKER));

        assertThat(task(ordered.get(1)).assignee()).isEmpty();
        assertRefused(() -> batches.release(batch, ordered.get(0), OTHER_MAKER), CardRefusal.BATCH_NOT_WAITING);
        assertThat(batches.find(batch).figures()).isEqualTo(new BatchFigures(0, 1, 0, 0));
        batches.sign(batch, new Counted(1, 0, 0, ""), OTHER_MAKER);
        batches.confirm(batch, new Counted(1, 0, 0, ""), INSPECTOR);
        assertThat(batches.find(batch).reconciliation().filter(Reconciliation::isConfirmed))
                .isPresent();
        BatchNumber again = batches.open(kind(), 3, MAKER);
        assertThat(batches.find(again).entries()).hasSize(3);
    }

    @Test
    void pageAndItsCallsAreForThoseWhoHandleCards() {
        StaffClient keeper = new StaffClient(port).signIn(KEEPER.id(), PASSWORD);
        String api = "/desk/api/card/batches";
        assertThat(keeper.get("/desk").body()).contains("href=\"/desk/batches\"");
        assertThat(keeper.get("/desk/batches").body()).contains("バッチ発行");
        assertThat(keeper.get(api).body()).contains(batch.value());
        assertThat(keeper.get(api + "/" + batch).body()).contains("\"mine\":false", "\"stateName\":\"装填待ち\"");
        assertThat(keeper.get(api + "/CB-1").statusCode()).isEqualTo(404);
        assertThat(keeper.post(api, "{}").statusCode()).isEqualTo(403);
        assertThat(keeper.get(api + "/" + batch + "/inspection").statusCode()).isEqualTo(403);
        StaffClient maker = new StaffClient(port).signIn(MAKER.id(), PASSWORD);
        assertThat(maker.post(api + "/" + batch + "/load", "{}").body()).contains("カードが読取装置にないか");
        assertThat(maker.post(api + "/" + batch + "/reconciliation", "{}").body())
                .contains("終わっていないカードがある");
        assertThat(maker.post(api + "/" + batch + "/release", "{\"application\":\"x\"}")
                        .statusCode())
                .isEqualTo(409);
        hire(new Actor("batch-reception"), "reception");
        StaffClient reception = new StaffClient(port).signIn("batch-reception", PASSWORD);
        assertThat(reception.get("/desk/batches").statusCode()).isEqualTo(403);
        assertThat(reception.get(api).statusCode()).isEqualTo(403);
    }

    private void make() {
        batches.load(batch, MAKER, new LoadCard(box.insertBlank()));
        engine.runDue();
        station.workOnce();
        CardNumber number = batches.find(batch)
                .at(Stage.IN_WORK)
                .get(0)
                .card()
                .live()
                .orElseThrow()
                .number();
        station.revealPin(number, MAKER, (pin, unblocking) -> {});
        station.sealed(number, MAKER);
    }

    private void inspect(InspectCard verdict) {
        ChipSerial chip = batches.find(batch)
                .at(Stage.SEALED)
                .get(0)
                .card()
                .live()
                .orElseThrow()
                .chip();
        hand.insert(chip);
        assertThat(batches.inspection(batch, INSPECTOR)).hasValueSatisfying(sheet -> {
            assertThat(sheet.violations()).isEmpty();
            assertThat(sheet.readSubject())
                    .hasValueSatisfying(subject -> assertThat(subject).contains(sheet.holder()));
        });
        assertRefused(() -> batches.inspect(batch, chip, MAKER, verdict), WorkflowRefusal.NOT_A_CANDIDATE);
        batches.inspect(batch, chip, INSPECTOR, verdict);
        assertRefused(() -> batches.inspect(batch, chip, INSPECTOR, verdict), CardRefusal.BATCH_NOT_SEALED);
    }

    private void sign(int taken, int returned, int destroyed, String reason) {
        batches.sign(batch, new Counted(taken, returned, destroyed, reason), MAKER);
    }

    private void confirm(int taken, int returned, int destroyed, Actor person) {
        batches.confirm(batch, new Counted(taken, returned, destroyed, ""), person);
    }

    private CardNumber made(int index) {
        return batches.find(batch)
                .entries()
                .get(index)
                .card()
                .live()
                .orElseThrow()
                .number();
    }

    private List<Stage> stages() {
        return batches.find(batch).entries().stream().map(Entry::stage).toList();
    }

    private OpenTask task(ApplicationNumber application) {
        return inbox.ofCase(application.value()).get(0);
    }

    private List<String> trail() {
        return jdbc.sql("SELECT event || ' ' || actor FROM audit.entry WHERE key = :batch ORDER BY sequence")
                .param("batch", batch.value())
                .query(String.class)
                .list();
    }

    private static void assertRefused(ThrowingCallable act, RefusalCode code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .extracting(Violation::code)
                                .containsExactly(code));
    }
}
