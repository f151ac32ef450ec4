package io.hakko.card;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.SubjectContent;
import io.hakko.calendar.MovableClock;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.Claims;
import io.hakko.card.domain.MailerJams;
import io.hakko.card.domain.Personalization;
import io.hakko.card.domain.StationDesks;
import io.hakko.card.domain.StationOffice;
import io.hakko.card.integration.TestBench;
import io.hakko.card.persistence.LedgerOn;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.policy.Profiles;
import io.hakko.policy.Scope;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.WholeSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole card module on a real database and a simulated reader, wired by hand so that a test can cut the wire, kill
 * the process between two steps and start a new station on what is left.
 */
final class StationBench implements AutoCloseable {

    static final Actor ISSUER = new Actor("hakko-taro");
    static final Actor INSPECTOR = new Actor("kensa-jiro");
    static final ProfileRef PROFILE = new Profiles().all().get(0).ref();
    static final String PRODUCT = new Profiles().all().get(0).products().get(0).code();

    static final Duration LEASE = Duration.ofSeconds(30);

    final MovableClock clock = MovableClock.at(Instant.parse("2026-11-24T00:00:00Z"));
    final TestBench wire = new TestBench();
    final JdbcClient jdbc;
    final FakeCertificates certificates;
    final FakeProcess process;
    final FlakyLedger ledger;
    final MailerJams jams;
    final Claims claims;
    final StationDesks desks;
    final LedgerOffice office;
    final List<AuditEntry> trail = new CopyOnWriteArrayList<>();
    final List<ApplicationNumber> issued = new ArrayList<>();
    final StockRoom stock;
    final Cards cards;
    final LedgerBook book;
    final Profiles profiles = new Profiles();
    final CertificateOrders orders;
    final DataSourceTransactionManager transactions;
    Station station;

    private final EmbeddedDatabase database;
    private int applications;

    StationBench() throws Exception {
        database = EmbeddedDatabase.startTemporary();
        WholeSchema.migrate(database);
        DataSource dataSource = new DriverManagerDataSource(database.jdbcUrl(), EmbeddedDatabase.RUNTIME, "");
        jdbc = JdbcClient.create(dataSource);
        transactions = new DataSourceTransactionManager(dataSource);
        certificates = new FakeCertificates(clock);
        process = new FakeProcess(transactions);
        ledger = new FlakyLedger(LedgerOn.of(jdbc));
        jams = LedgerOn.jamsOf(jdbc);
        AuditTrail audit = trail::add;
        book = new LedgerBook(ledger, audit, clock);
        stock = new StockRoom(LedgerOn.stockOf(jdbc), LedgerOn.batchesOf(jdbc), audit, clock, "station-1");
        orders = new CertificateOrders() {
            @Override
            public CertificateOrder orderOf(ApplicationNumber application) {
                SubjectContent subject = new SubjectContent(
                        Scope.CORPORATION,
                        "Hakko Hanako",
                        "発行花子",
                        Optional.of("株式会社見本"),
                        Optional.of("東京都見本区"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
                return new CertificateOrder(PROFILE, PRODUCT, subject, "見本");
            }

            @Override
            public void issued(ApplicationNumber application) {
                issued.add(application);
            }
        };
        cards = new Cards(
                process,
                ledger,
                book,
                stock,
                actor -> new Place("station-1", wire.reader()),
                orders,
                certificates,
                profiles,
                audit,
                clock);
        claims = LedgerOn.claimsOf(jdbc);
        desks = LedgerOn.desksOf(jdbc);
        office = new LedgerOffice(
                ledger,
                book,
                jams,
                claims,
                desks,
                orders,
                certificates,
                profiles,
                process,
                process,
                audit,
                clock,
                transactions,
                LEASE);
        restart();
    }

    /** A new process: whatever was only in memory is gone. */
    void restart() {
        station = new Station(office.at(Seat.here("station-1")), wire.reader(), wire.secrets());
    }

    /** A station whose office is asked by way of another one. */
    Station stationOver(UnaryOperator<StationOffice> line) {
        return new Station(line.apply(office.at(Seat.here("station-1"))), wire.reader(), wire.secrets());
    }

    ApplicationNumber anApplication() {
        return ApplicationNumber.of("AO", 2026, ++applications);
    }

    /** A new blank of the box that the station has open lies in the reader. */
    ChipSerial blank() {
        ChipSerial chip = wire.hand().insertBlank();
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> stock.receiveSimulated(chip, BoxNumber.of("BOX-1")));
        return chip;
    }

    /** The issuer loads a new blank, the process orders its personalization. */
    ChipSerial load(ApplicationNumber application) {
        ChipSerial chip = blank();
        cards.loadCard(TaskId.of(application.value()), ISSUER, new LoadCard(chip));
        order(application, chip);
        return chip;
    }

    void order(ApplicationNumber application, ChipSerial chip) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> cards.orderPersonalization(application, chip));
    }

    void spoil(ApplicationNumber application) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> cards.spoil(application));
    }

    void discardRevoked(ApplicationNumber application) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> cards.discardRevoked(application));
    }

    /** Takes the cards of earlier tests from the station's table. */
    void clearTable() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        status -> ledger.inWork("station-1").forEach(card -> book.spoil(card, "cleared")));
    }

    /** The only or newest card of an application. */
    Personalization card(ApplicationNumber application) {
        List<Personalization> all = ledger.all(application);
        return all.get(all.size() - 1);
    }

    /** Shows the PIN and seals the letter. */
    void seal(ApplicationNumber application) {
        station.revealPin(card(application).number(), ISSUER, (pin, unblocking) -> {});
        station.sealed(card(application).number(), ISSUER);
    }

    void inspect(ApplicationNumber application, boolean passed, String reason) {
        cards.inspect(TaskId.of(application.value()), INSPECTOR, new InspectCard(passed, reason));
    }

    List<String> messages(ApplicationNumber application) {
        return process.messages(application.value()).stream()
                .map(FakeProcess.Message::name)
                .toList();
    }

    List<AuditEntry> trail(ApplicationNumber application) {
        return trail.stream().filter(e -> e.key().equals(application.value())).toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
