package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditVerification;
import io.hakko.ca.SoftHsm;
import io.hakko.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The audit key as operators make, change and use it: first in a file, then in an HSM. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditCommandTest {

    private static final String SERVICE = "aosign-g2";

    @TempDir
    static Path home;

    private static Installation installation;

    @BeforeAll
    static void install() throws Exception {
        installation = new Installation(home, SERVICE);
        installation.keyInFile(SERVICE);
        installation.account("sato", "manager");
        installation.account("suzuki", "auditor");
        assertThat(installation.ceremony("ca", "init", "--service", SERVICE))
                .as(installation.output())
                .isZero();
    }

    @AfterAll
    static void remove() {
        installation.close();
    }

    @Test
    @Order(1)
    void aTrailWithoutAKeyIsAChainWithoutSeals() {
        assertThat(installation.run("audit", "verify")).isZero();

        assertThat(installation.output()).contains("監査証跡は正常です", "有効な封印はありません");
    }

    @Test
    @Order(2)
    void isToldWhereTheKeyIsToBe() {
        assertThat(installation.ceremony("audit", "init")).isEqualTo(RefusalPrinter.REFUSED);
        assertThat(installation.output()).contains("hakko.ca.audit.keystore が設定されていません");

        assertThat(installation.ceremony("audit", "rollover")).isEqualTo(RefusalPrinter.REFUSED);
        assertThat(installation.output()).contains("監査鍵がまだありません");
    }

    @Test
    @Order(3)
    void theServiceWaitsForAKeyThatIsConfigured() {
        installation.keyInFile("audit");

        assertThatThrownBy(() -> installation.service().close())
                .rootCause()
                .hasMessageContaining("The audit key is not made");
    }

    @Test
    @Order(4)
    void makesAKeyAndSealsWhatWasThere() {
        assertThat(installation.ceremony("audit", "init"))
                .as(installation.output())
                .isZero();
        assertThat(installation.output())
                .contains("監査鍵          audit", "RSA 3072 bit", "実施者          sato", "立会人          suzuki");
        assertThat(installation.file("audit.p12")).exists();

        assertThat(installation.run("audit", "verify")).isZero();
        assertThat(installation.output()).contains("監査証跡は正常です").containsPattern("封印は 1 件で、[0-9]+ 番の記録まで");
        assertThat(installation.ceremony("audit", "init")).isEqualTo(RefusalPrinter.REFUSED);
        assertThat(installation.output()).contains("監査鍵「audit」はすでにあります");
    }

    @Test
    @Order(5)
    void theNextKeyIsInTheHsmAndOldSealsStayGood() {
        installation.keyInHsm("audit-k2");
        installation.hsm().kill();
        assertThat(installation.ceremony("audit", "rollover")).isNotZero();
        installation.hsm().start();

        assertThat(installation.ceremony("audit", "rollover"))
                .as(installation.output())
                .isZero();

        assertThat(installation.output()).contains("監査鍵          audit-k2", "token " + SoftHsm.TOKEN);
        assertThat(installation.run("audit", "verify"))
                .as(installation.output())
                .isZero();
        try (ConfigurableApplicationContext context = installation.service()) {
            AuditRecords records = context.getBean(AuditRecords.class);
            AuditVerification found = records.verify();
            assertThat(found.seals().count()).isGreaterThanOrEqualTo(3);
            assertThat(found.seals().lastEntry()).isEqualTo(found.entries());
            assertThat(records.ofKey("audit-k2"))
                    .extracting(AuditRecord::event)
                    .endsWith("audit.keyCeremonyBegun", "audit.keyMade");
        }
    }

    /** Nothing but its certificate, which stands in the database, is needed of it; the next key vouches for that. */
    @Test
    @Order(6)
    void theOldKeyMayGo() {
        installation.unset("hakko.ca.audit.keystore");
        installation.unset("HAKKO_CA_AUDIT_KEYSTORE");
        installation.unset("hakko.ca.audit.password");

        assertThat(installation.run("audit", "verify"))
                .as(installation.output())
                .isZero();

        assertThat(installation.output()).contains("監査証跡は正常です");
    }

    /** What was noted in the log proves more than the database can. */
    @Test
    @Order(7)
    void comparesWithWhatWasNotedElsewhere() throws Exception {
        String second = query("SELECT encode(hash, 'hex') FROM audit.entry WHERE sequence = 2");

        assertThat(installation.run("audit", "verify", "--noted", "2:" + second))
                .isZero();
        assertThat(installation.output()).contains("2 番の記録は控えと一致します");
        assertThat(installation.run("audit", "verify", "--noted", "3:" + second))
                .isEqualTo(RefusalPrinter.FAILED);
        assertThat(installation.output()).contains("3 番の記録が控えと一致しません");
        assertThat(installation.run("audit", "verify", "--noted", "three")).isEqualTo(2);
    }

    @Test
    @Order(8)
    void saysFromWhichEntryOnTheTrailIsCutOff() throws Exception {
        long last = Long.parseLong(query("SELECT max(sequence) FROM audit.entry"));
        execute("DELETE FROM audit.entry WHERE sequence >= " + (last - 1));

        assertThat(installation.run("audit", "verify")).isEqualTo(RefusalPrinter.FAILED);

        assertThat(installation.output()).contains("監査証跡の %d 番の記録が壊れています（封印した記録がここから先で失われています）".formatted(last - 1));
    }

    @Test
    @Order(9)
    void saysWhichSealIsNotGenuine() throws Exception {
        execute("UPDATE audit.seal SET at = at + interval '1 second' WHERE number = 2");

        assertThat(installation.run("audit", "verify")).isEqualTo(RefusalPrinter.FAILED);

        assertThat(installation.output()).contains("2 番の封印が壊れています（署名が正しくありません）");
    }

    private static String query(String sql) throws Exception {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(String sql) throws Exception {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection owner() throws Exception {
        return DriverManager.getConnection(installation.database().jdbcUrl(), EmbeddedDatabase.OWNER, "");
    }
}
