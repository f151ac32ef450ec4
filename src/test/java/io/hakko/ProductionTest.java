package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.MovableClock;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The service as in production: what it refuses to start without, and what cannot exist in it. */
class ProductionTest {

    private static EmbeddedDatabase database;

    @TempDir
    static Path folder;

    @BeforeAll
    static void prepare() throws Exception {
        database = EmbeddedDatabase.startTemporary();
        key("ca.p12", "CN=Demo AOSign G2 CA,OU=Certification Section 1,O=Reiji Ninsho K.K.,C=JP");
        key("other.p12", "CN=Demo DIACERT-PLUS CA,OU=DIACERT-PLUS Office,O=Mihon Digital Ninsho K.K.,C=JP");
    }

    private static void key(String file, String name) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ca",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "4096",
                        "-sigalg",
                        "SHA256withRSA",
                        "-dname",
                        name,
                        "-validity",
                        "7300",
                        "-ext",
                        "bc:critical=ca:true",
                        "-ext",
                        "ku:critical=keyCertSign,cRLSign",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        folder.resolve(file).toString(),
                        "-storepass",
                        "only-in-this-test")
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isZero();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void refusesToStartWithoutSettings() {
        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(ProductionSettings.Incomplete.class)
                .hasMessageContaining("HAKKO_DB_URL")
                .hasMessageContaining("HAKKO_DB_OWNER")
                .hasMessageContaining("HAKKO_CA_AOSIGNG2_KEYSTORE")
                .hasMessageContaining("HAKKO_CA_DIACERTPLUS_KEYSTORE");
    }

    @Test
    void needsTheKeysOnlyOfTheServicesItRuns() {
        Map<String, Object> other = settings();
        other.put("HAKKO_SERVICES", "diacert-plus");

        assertThatThrownBy(() -> start(other))
                .isInstanceOf(ProductionSettings.Incomplete.class)
                .hasMessageContaining("HAKKO_CA_DIACERTPLUS_KEYSTORE")
                .hasMessageNotContaining("AOSIGN");
    }

    @Test
    void refusesAServiceItHasNoProfileOf() {
        Map<String, Object> unknown = settings();
        unknown.put("HAKKO_SERVICES", "aosign-g2, tsubaki-sign");
        unknown.put("HAKKO_CA_TSUBAKISIGN_KEYSTORE", "tsubaki.p12");

        assertThatThrownBy(() -> start(unknown)).hasStackTraceContaining("hakko.services names 'tsubaki-sign'");
    }

    @Test
    void refusesTheDemonstrationBesideAProductionDatabase() {
        assertThatThrownBy(() -> start(settings(), "demo"))
                .isInstanceOf(ProductionSettings.Incomplete.class)
                .hasMessageContaining("HAKKO_DB_URL is set");
    }

    @Test
    void startsOnlyWithKeysAndUsersAndHasNothingOfTheDemonstration() throws Exception {
        Map<String, Object> withoutKeys = settings();
        withoutKeys.put(
                "hakko.ca.aosigng2.keystore", folder.resolve("missing.p12").toString());
        assertThatThrownBy(() -> start(withoutKeys)).rootCause().hasMessageContaining("cannot be read");

        assertThatThrownBy(() -> start(settings())).hasMessageContaining("no account");

        Map<String, Object> command = settings();
        command.put("hakko.command", "true");
        try (var context = start(command);
                var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            StaffAccounts accounts = context.getBean(StaffAccounts.class);
            assertThat(accounts.exist()).isFalse();
            accounts.add("sato", "佐藤 一", Set.of("manager"), "a long enough password", Actor.COMMAND_LINE);
            assertThat(context.getBean(AuditRecords.class).ofKey("sato"))
                    .singleElement()
                    .extracting(AuditRecord::event, AuditRecord::actor)
                    .containsExactly("staff.added", "system:command-line");
        }

        try (var context = start(settings())) {
            assertThat(context.getBean(io.hakko.policy.Profiles.class).all())
                    .extracting(profile -> profile.ref().id())
                    .containsOnly("aosign-g2");
            assertThat(context.getBean(Clock.class)).isNotInstanceOf(MovableClock.class);
            assertThat(context.getBeansOfType(MovableClock.class)).isEmpty();
            assertThat(context.getBeansOfType(EmbeddedDatabase.class)).isEmpty();
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("demo"));
            assertThat(context.getBean(StaffAccounts.class).exists("uketsuke")).isFalse();
        }

        Map<String, Object> withoutTheFirst = settings();
        withoutTheFirst.put("HAKKO_SERVICES", "diacert-plus");
        withoutTheFirst.put(
                "HAKKO_CA_DIACERTPLUS_KEYSTORE", folder.resolve("other.p12").toString());
        withoutTheFirst.put(
                "hakko.ca.diacertplus.keystore", folder.resolve("other.p12").toString());
        withoutTheFirst.put("hakko.ca.diacertplus.password", "only-in-this-test");
        assertThatThrownBy(() -> start(withoutTheFirst))
                .hasStackTraceContaining("The database has the authority aosign-g2, but its service does not run");
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("HAKKO_DB_URL", database.jdbcUrl());
        settings.put("HAKKO_DB_USER", EmbeddedDatabase.RUNTIME);
        settings.put("HAKKO_DB_PASSWORD", "trusted in this test");
        settings.put("HAKKO_DB_OWNER", EmbeddedDatabase.OWNER);
        settings.put("HAKKO_DB_OWNER_PASSWORD", "trusted in this test");
        settings.put("HAKKO_SERVICES", "aosign-g2");
        settings.put("HAKKO_CA_AOSIGNG2_KEYSTORE", folder.resolve("ca.p12").toString());
        settings.put("HAKKO_REPOSITORY_BASEURL", "http://repository.example/repository");
        settings.put("HAKKO_REPOSITORY_LDAPHOST", "directory.example");
        settings.put("hakko.repository.base-url", "http://repository.example/repository");
        settings.put("hakko.repository.ldap-host", "directory.example");
        settings.put("hakko.ca.aosigng2.keystore", folder.resolve("ca.p12").toString());
        settings.put("hakko.ca.aosigng2.password", "only-in-this-test");
        settings.put("hakko.sweeps.enabled", "false");
        settings.put("hakko.station.enabled", "false");
        settings.put("camunda.bpm.job-execution.enabled", "false");
        return settings;
    }

    private static ConfigurableApplicationContext start(Map<String, Object> settings, String... profiles) {
        return new SpringApplicationBuilder(HakkoApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .profiles(profiles)
                .environment(environment(settings))
                .run();
    }

    private static StandardEnvironment environment(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("production", settings));
        return environment;
    }
}
