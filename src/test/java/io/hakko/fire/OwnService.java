package io.hakko.fire;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.HakkoApplication;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.MovableClock;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.story.Staff;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The service as in production, on a database that belongs to the test: job executor, sweeps and station work by themselves. Only
 * the clock is the test's; it runs. Cards are simulated, and the hands of the authority's people are those of the stories.
 */
final class OwnService implements AutoCloseable {

    static final String SERVICE = "aosign-g2";
    static final String PASSWORD = "only-in-this-test";

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final Staff STAFF = new Staff(
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

    private final ConfigurableApplicationContext context;
    private final CaseHands hands;

    private OwnService(ConfigurableApplicationContext context) {
        this.context = context;
        this.hands = context.getAutowireCapableBeanFactory().createBean(CaseHands.class);
    }

    /** What production needs, with the CA key made for the test. */
    static Map<String, Object> settings(String url, Path home) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("HAKKO_DB_URL", url);
        settings.put("HAKKO_DB_USER", PostgresServer.RUNTIME);
        settings.put("HAKKO_DB_PASSWORD", "trusted");
        settings.put("HAKKO_DB_OWNER", PostgresServer.OWNER);
        settings.put("HAKKO_DB_OWNER_PASSWORD", "trusted");
        settings.put("HAKKO_SERVICES", SERVICE);
        settings.put("HAKKO_REPOSITORY_BASEURL", "http://repository.example/repository");
        settings.put("HAKKO_REPOSITORY_LDAPHOST", "directory.example");
        settings.put("hakko.repository.base-url", "http://repository.example/repository");
        settings.put("hakko.repository.ldap-host", "directory.example");
        settings.put("hakko.repository.folder", home.resolve("repository").toString());
        settings.put("HAKKO_CA_AOSIGNG2_KEYSTORE", home.resolve("ca.p12").toString());
        settings.put("hakko.ca.aosigng2.keystore", home.resolve("ca.p12").toString());
        settings.put("hakko.ca.aosigng2.password", PASSWORD);
        return settings;
    }

    /** Makes the CA key. */
    static void makeKey(Path home) {
        PostgresServer.execute(
                Map.of(),
                java.util.List.of(
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
                        "CN=Demo AOSign G2 CA,OU=Certification Section 1,O=Reiji Ninsho K.K.,C=JP",
                        "-startdate",
                        "2026/01/01 00:00:00",
                        "-validity",
                        "7300",
                        "-ext",
                        "bc:critical=ca:true",
                        "-ext",
                        "ku:critical=keyCertSign,cRLSign",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        home.resolve("ca.p12").toString(),
                        "-storepass",
                        PASSWORD));
    }

    /** Starts with a clock that runs from this instant on; the accounts are made when there are none. */
    static OwnService start(Map<String, Object> settings, Instant now, boolean web) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("server.port", "0");
        all.put("hakko.station.reader", "simulated");
        all.put("hakko.station.enabled", "false");
        all.put("hakko.sweeps.interval", "PT1S");
        // An idle job executor looks for jobs again sooner than in production: nobody has to wait so long in a test.
        all.put("camunda.bpm.job-execution.wait-time-in-millis", "200");
        all.put("camunda.bpm.job-execution.max-wait", "500");
        // No proxy in front.
        all.put("hakko.shutdown.notice", "PT0S");
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("fire", all));
        return new OwnService(new SpringApplicationBuilder(HakkoApplication.class)
                .web(web ? WebApplicationType.SERVLET : WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .environment(environment)
                .initializers(started -> ((GenericApplicationContext) started)
                        .registerBean(
                                "fireClock",
                                MovableClock.class,
                                () -> MovableClock.ahead(Duration.between(Instant.now(), now)),
                                bean -> bean.setPrimary(true)))
                .run());
    }

    void engage() {
        StaffAccounts accounts = context.getBean(StaffAccounts.class);
        try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
            for (String person : Set.of(
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
                accounts.add(person, person, Set.of(person.replace("2", "")), PASSWORD, Actor.COMMAND_LINE);
            }
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getProperty("local.server.port", "0"));
    }

    CaseHands hands() {
        return hands;
    }

    Staff staff() {
        return STAFF;
    }

    LocalDate today() {
        return LocalDate.ofInstant(context.getBean(Clock.class).instant(), Zones.TOKYO);
    }

    /** A new case that waits for its review. */
    ApplicationNumber arrive() {
        ApplicationNumber number = hands.arrive(STAFF, SERVICE, Channel.POST, today());
        awaitTask(number, "userTask_receive");
        hands.enter(STAFF, number, form());
        awaitTask(number, "userTask_review");
        return number;
    }

    private ObjectNode form() {
        return context.getAutowireCapableBeanFactory()
                .createBean(ApplicationTemplates.class)
                .complete(SERVICE, today());
    }

    /** From the review to the card that lies ready to be packed. */
    void issue(ApplicationNumber number) {
        awaitTask(number, "userTask_review");
        hands.findComplete(STAFF, number);
        awaitTask(number, "userTask_approve");
        hands.approve(STAFF, number);
        awaitTask(number, "userTask_loadCard");
        hands.loadCard(STAFF, number);
        await().atMost(PATIENCE).pollInterval(LOOK_AGAIN).until(() -> {
            hands.makeCard(STAFF, number);
            return isOpen(number, "userTask_inspectCard");
        });
        hands.inspectCard(STAFF, number);
        awaitTask(number, "userTask_packCard");
    }

    void post(ApplicationNumber number, String tracking) {
        hands.pack(STAFF, number);
        awaitTask(number, "userTask_postParcels");
        hands.dispatch(STAFF, number, today(), tracking, tracking);
        awaitTask(number, "userTask_recordReceipt");
    }

    void awaitTask(ApplicationNumber number, String element) {
        await("task " + element + " of " + number)
                .atMost(PATIENCE)
                .pollInterval(LOOK_AGAIN)
                .until(() -> isOpen(number, element));
    }

    boolean isOpen(ApplicationNumber number, String element) {
        return context.getBean(TaskInbox.class).ofCase(number.value()).stream()
                .anyMatch(task -> task.element().equals(element));
    }

    @Override
    public void close() {
        context.close();
    }
}
