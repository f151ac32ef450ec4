package io.hakko.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditVerification.BrokenEntry;
import io.hakko.audit.AuditVerification.BrokenSeal;
import io.hakko.audit.AuditVerification.Fault;
import io.hakko.audit.AuditVerification.SealFault;
import io.hakko.ca.integration.SealKeysOfTests;
import io.hakko.calendar.MovableClock;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.workflow.WholeSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody who owns the database can rewrite the chain and its hashes; what he cannot make is a seal. */
class AuditSealTest {

    private static final SealProperties EVERY = new SealProperties(Duration.ofHours(1), 100, Duration.ofHours(3));

    private static EmbeddedDatabase database;

    private final SealKeysOfTests keys = new SealKeysOfTests();
    private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-24T00:00:00Z"));

    private TransactionTemplate transaction;
    private AuditStore store;
    private AuditTrail audit;
    private AuditRecords records;
    private AuditSeals seals;

    @BeforeAll
    static void startDatabase() {
        database = EmbeddedDatabase.startTemporary();
        WholeSchema.migrate(database);
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        asOwner("TRUNCATE audit.entry, audit.seal, audit.seal_key");
        DataSource runtime = new DriverManagerDataSource(database.jdbcUrl(), EmbeddedDatabase.RUNTIME, "");
        JdbcClient jdbc = JdbcClient.create(runtime);
        transaction = new TransactionTemplate(new JdbcTransactionManager(runtime));
        store = new AuditStore(jdbc, runtime);
        SealStore sealStore = new SealStore(jdbc);
        audit = new ChainedAuditTrail(store, clock);
        records = new AuditRecords(store, sealStore, keys, EVERY, clock);
        seals = new AuditSeals(store, sealStore, keys, EVERY, clock);
        keys.makeNext();
    }

    @Test
    void sealsCoverTheTrailOneBehindTheOther() {
        sealed(5);
        sealed(3);
        record(2);

        AuditVerification found = verify();

        assertThat(found.isSound()).isTrue();
        assertThat(found.entries()).isEqualTo(10);
        assertThat(found.seals().count()).isEqualTo(2);
        assertThat(found.seals().lastEntry()).isEqualTo(8);
        assertThat(found.seals().lastAt()).contains(clock.instant());
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "5", "6", "8"})
    void namesTheEntryFromWhichTheOwnerHasRewrittenTheChain(long changed) throws SQLException {
        sealed(5);
        sealed(3);
        record(2);

        rewriteFrom(changed);

        assertThat(chainAlone().broken())
                .as("without its seals the chain is sound")
                .isEmpty();
        assertThat(verify().broken()).contains(new BrokenEntry(changed, Fault.REWRITTEN));
    }

    @Test
    void namesASealedEntryThatWasChangedWithItsOwnHashOnly() throws SQLException {
        sealed(5);

        ChainedEntry changed = rehashed(somebodyElse(entries().get(2)));
        update(changed);

        assertThat(verify().broken()).contains(new BrokenEntry(3, Fault.REWRITTEN));
    }

    @Test
    void findsThatTheTailWasCutOff() throws SQLException {
        sealed(5);

        asOwner("DELETE FROM audit.entry WHERE sequence > 3");

        assertThat(chainAlone().broken())
                .as("without its seals the chain is sound")
                .isEmpty();
        assertThat(verify().broken()).contains(new BrokenEntry(4, Fault.CUT));
    }

    @Test
    void findsThatTheTailWasCutOffAndOthersPutInItsPlace() throws SQLException {
        sealed(5);

        asOwner("DELETE FROM audit.entry WHERE sequence > 3");
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
        record(4);

        assertThat(verify().broken()).contains(new BrokenEntry(4, Fault.REWRITTEN));
        inTransaction(seals::sealNow);
        assertThat(verify().seals().lastEntry()).as("it is not sealed again").isEqualTo(5);
        assertThat(health()).isEqualTo(Status.DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE audit.seal SET signature = set_byte(signature; 7; get_byte(signature; 7) # 1) WHERE number = 2, 2, FORGED",
        "UPDATE audit.seal SET hashes = set_byte(hashes; 7; get_byte(hashes; 7) # 1) WHERE number = 2, 2, FORGED",
        "UPDATE audit.seal SET at = at + interval '1 second' WHERE number = 1, 1, FORGED",
        "DELETE FROM audit.seal WHERE number = 2, 3, GAP",
        "DELETE FROM audit.seal, 1, MISSING",
    })
    void namesTheFirstSealThatIsNotGenuine(String tampering, long number, SealFault fault) throws SQLException {
        sealed(2);
        sealed(2);
        sealed(2);

        asOwner(tampering.replace(';', ','));
        clock.moveTo(clock.instant().plus(Duration.ofHours(4)));

        assertThat(verify().seals().broken()).contains(new BrokenSeal(number, fault));
        assertThat(verify().isSound()).isFalse();
    }

    /** His own key and his own seals over a chain of his own: nothing in the database contradicts. */
    @Test
    void doesNotBelieveSealsOfAnotherKey() throws SQLException {
        sealed(5);
        asOwner("TRUNCATE audit.seal, audit.seal_key");
        rewriteFrom(2);
        SealKeysOfTests his = new SealKeysOfTests();
        his.makeNext();
        DataSource owner = new DriverManagerDataSource(database.jdbcUrl(), EmbeddedDatabase.OWNER, "");
        AuditSeals forgery = new AuditSeals(store, new SealStore(JdbcClient.create(owner)), his, EVERY, clock);
        new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(status -> forgery.sealNow());

        assertThat(verify().seals().broken()).contains(new BrokenSeal(1, SealFault.UNKNOWN_KEY));
    }

    @Test
    void sealsOfAnOldKeyStayGoodAfterItIsGone() throws SQLException {
        sealed(5);
        keys.makeNext();
        sealed(3);
        keys.loseOldOnes();

        assertThat(verify().isSound()).isTrue();
        assertThat(verify().seals().count()).isEqualTo(2);

        rewriteFrom(2);
        assertThat(verify().broken()).contains(new BrokenEntry(2, Fault.REWRITTEN));
    }

    @Test
    void nobodyBelievesAnOldKeyThatNoLaterOneHasConfirmed() {
        sealed(5);
        keys.makeNext();
        keys.loseOldOnes();

        assertThat(verify().seals().broken()).contains(new BrokenSeal(1, SealFault.UNKNOWN_KEY));
    }

    @Test
    void sealsWhenAnEntryIsOldEnough() {
        record(2);
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(59)));
        inTransaction(seals::sealDue);
        assertThat(verify().seals().count()).isZero();

        clock.moveTo(clock.instant().plus(Duration.ofMinutes(1)));
        inTransaction(seals::sealDue);
        inTransaction(seals::sealDue);

        assertThat(verify().seals().lastEntry()).isEqualTo(2);
        assertThat(verify().seals().count()).isOne();
    }

    @Test
    void sealsWhenThereAreEnoughEntries() {
        record(99);
        inTransaction(seals::sealDue);
        assertThat(verify().seals().count()).isZero();

        record(1);
        inTransaction(seals::sealDue);

        assertThat(verify().seals().lastEntry()).isEqualTo(100);
    }

    @Test
    void aLongTrailGetsSeveralSeals() {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 10_001; i++) {
                audit.record(AuditEntry.of("test.done", "K").build());
            }
        });

        inTransaction(seals::sealNow);

        assertThat(verify().seals().count()).isEqualTo(2);
        assertThat(verify().seals().lastEntry()).isEqualTo(10_001);
        assertThat(verify().isSound()).isTrue();
    }

    @Test
    void aChainThatIsBrokenIsNotSealed() throws SQLException {
        sealed(2);
        record(3);
        assertThat(health()).isEqualTo(Status.UP);

        asOwner("UPDATE audit.entry SET actor = 'somebody' WHERE sequence = 4");
        inTransaction(seals::sealNow);

        assertThat(verify().seals().lastEntry()).isEqualTo(2);
        assertThat(health()).isEqualTo(Status.DOWN);
    }

    @Test
    void tellsWhenSealingIsOverdue() {
        sealed(2);
        record(3);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new AuditSealMeters(seals).bindTo(registry);

        clock.moveTo(clock.instant().plus(Duration.ofHours(3)));
        assertThat(health()).isEqualTo(Status.UP);
        clock.moveTo(clock.instant().plus(Duration.ofSeconds(1)));

        assertThat(health()).isEqualTo(Status.DOWN);
        assertThat(registry.get("hakko.audit.unsealed").gauge().value()).isEqualTo(3);
        assertThat(registry.get("hakko.audit.unsealed.age").gauge().value()).isEqualTo(3 * 3600 + 1);
        inTransaction(seals::sealDue);
        assertThat(health()).isEqualTo(Status.UP);
        assertThat(registry.get("hakko.audit.unsealed").gauge().value()).isZero();
    }

    @Test
    void withoutAKeyTheTrailIsNotSealed() {
        keys.loseAll();
        record(3);
        clock.moveTo(clock.instant().plus(Duration.ofDays(2)));

        inTransaction(seals::sealDue);

        assertThat(verify().isSound()).isTrue();
        assertThat(verify().seals().lastAt()).isEmpty();
        assertThat(health()).isEqualTo(Status.UP);
    }

    @Test
    void tellsTheHashOfAnEntryThatSomebodyHasNoted() {
        record(2);

        assertThat(records.hashOf(2)).contains(entries().get(1).hash().hex());
        assertThat(records.hashOf(3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE audit.seal SET number = 7",
        "DELETE FROM audit.seal",
        "TRUNCATE audit.seal",
        "UPDATE audit.seal_key SET since = now()",
        "DELETE FROM audit.seal_key"
    })
    void letsTheRuntimeRoleOnlyInsert(String change) {
        sealed(1);

        assertThatThrownBy(() -> as(EmbeddedDatabase.RUNTIME, change))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    private void sealed(int count) {
        record(count);
        inTransaction(seals::sealNow);
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            transaction.executeWithoutResult(
                    status -> audit.record(AuditEntry.of("test.done", "K").build()));
        }
    }

    private AuditVerification verify() {
        return transaction.execute(status -> records.verify());
    }

    private Status health() {
        return transaction.execute(status -> new AuditSealHealth(seals).health().getStatus());
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> work.run());
    }

    private ChainCheck chainAlone() {
        ChainCheck chain = new ChainCheck(0, Hash.NONE, any -> Optional.empty());
        inTransaction(() -> store.readAll(chain));
        return chain;
    }

    private List<ChainedEntry> entries() {
        List<ChainedEntry> entries = new ArrayList<>();
        inTransaction(() -> store.readAll(entries::add));
        return entries;
    }

    /** One entry gets another actor, and every hash from there on is made anew. */
    private void rewriteFrom(long changed) throws SQLException {
        UnaryOperator<ChainedEntry> forgery = AuditSealTest::somebodyElse;
        Hash previous = Hash.NONE;
        for (ChainedEntry entry : entries()) {
            ChainedEntry rewritten = entry.sequence() < changed
                    ? entry
                    : rehashed(chained(entry.sequence() == changed ? forgery.apply(entry) : entry, previous));
            update(rewritten);
            previous = rewritten.hash();
        }
    }

    /** With the hash that its other fields give. */
    private static ChainedEntry rehashed(ChainedEntry e) {
        return new ChainedEntry(
                e.sequence(),
                e.at(),
                e.actor(),
                e.event(),
                e.key(),
                e.process(),
                e.element(),
                e.reason(),
                e.before(),
                e.after(),
                e.detail(),
                e.previousHash(),
                e.computedHash());
    }

    private static ChainedEntry somebodyElse(ChainedEntry e) {
        return new ChainedEntry(
                e.sequence(),
                e.at(),
                "somebody",
                e.event(),
                e.key(),
                e.process(),
                e.element(),
                e.reason(),
                e.before(),
                e.after(),
                e.detail(),
                e.previousHash(),
                e.hash());
    }

    private static ChainedEntry chained(ChainedEntry e, Hash previous) {
        return new ChainedEntry(
                e.sequence(),
                e.at(),
                e.actor(),
                e.event(),
                e.key(),
                e.process(),
                e.element(),
                e.reason(),
                e.before(),
                e.after(),
                e.detail(),
                previous,
                e.hash());
    }

    private static void update(ChainedEntry entry) throws SQLException {
        try (Connection owner = DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.OWNER, "");
                PreparedStatement update = owner.prepareStatement(
                        "UPDATE audit.entry SET actor = ?, previous_hash = ?, hash = ? WHERE sequence = ?")) {
            update.setString(1, entry.actor());
            update.setBytes(2, entry.previousHash().bytes());
            update.setBytes(3, entry.hash().bytes());
            update.setLong(4, entry.sequence());
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private static void asOwner(String sql) throws SQLException {
        as(EmbeddedDatabase.OWNER, sql);
    }

    private static void as(String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
