package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.audit.AuditScope;
import io.hakko.desk.StaffClient;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.annotation.Bean;

/** Two nodes with a reader each on one PostgreSQL, HAProxy with the shipped example in front of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesFireTest {

    private static final Path HOME = Fire.home("two-nodes");
    private static final String SERVICE = "aosign-g2";
    private static final String CLERK = "two-nodes-clerk";
    private static final String PASSWORD = "a long test password";
    private static final int CARDS_A_NODE = 2;
    private static final int ARRIVALS_A_HAND = 5;
    private static final Duration AHEAD = Duration.between(Instant.now(), Instant.parse("2026-11-24T00:00:00Z"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static FireDatabase database;
    private static CardProcess firstCards;
    private static CardProcess secondCards;
    private static ServiceProcess first;
    private static ServiceProcess second;
    private static Proxy proxy;
    private static Invariants invariants;

    /** Somebody who can sign in. */
    static class Clerk {
        @Bean
        FireCommand hireCommand(StaffAccounts accounts) {
            return FireCommand.of("hire", words -> {
                try (var scope = AuditScope.open(Actor.COMMAND_LINE)) {
                    accounts.add(CLERK, "試験", Set.of("reception"), PASSWORD, Actor.COMMAND_LINE);
                }
                return CLERK;
            });
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Fire.again(HOME);
        database = FireDatabase.start(HOME);
        firstCards = CardProcess.start(HOME.resolve("cards-1.log"));
        secondCards = CardProcess.start(HOME.resolve("cards-2.log"));
        int firstPort = FireDatabase.freePort();
        int secondPort = FireDatabase.freePort();
        first = node(firstCards, "node-1", firstPort).start();
        second = node(secondCards, "node-2", secondPort).start();
        first.say("engage");
        first.say("hire");
        proxy = Proxy.before(HOME, firstPort, secondPort);
        invariants = new Invariants(database, HOME);
    }

    private static ServiceProcess.Builder node(CardProcess cards, String name, int port) {
        return ServiceProcess.on(database, cards, HOME)
                .name(name)
                .web(true)
                .runsByItself(true)
                .set("fire.clock", AHEAD.toString())
                .set("server.port", Integer.toString(port))
                .set("hakko.shutdown.notice", "PT5S")
                .set("hakko.station.name", "station-of-" + name)
                .set("camunda.bpm.generic-properties.properties.hostname", name)
                .with(Clerk.class);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable started : new AutoCloseable[] {proxy, first, second, firstCards, secondCards, database}) {
            if (started != null) {
                try {
                    started.close();
                } catch (Exception gone) {
                    throw new IllegalStateException(gone);
                }
            }
        }
    }

    /**
     * Papers arrive at both nodes at once, both issue cards, all cards are revoked at once at both: every number is given
     * once, each request is on one CRL, and both nodes have worked on the jobs.
     */
    @Test
    @Order(1)
    void workIsSharedAndEveryNumberIsGivenOnce() {
        List<String> arrived = new ArrayList<>();
        List<String> issued = new ArrayList<>();
        List<Callable<List<String>>> hands =
                List.of(() -> arrivals(first), () -> arrivals(second), () -> cards(first), () -> cards(second));
        for (List<String> numbers : together(hands)) {
            (numbers.size() == CARDS_A_NODE ? issued : arrived).addAll(numbers);
        }
        assertThat(arrived).hasSize(2 * ARRIVALS_A_HAND).doesNotHaveDuplicates().doesNotContainAnyElementsOf(issued);
        assertThat(issued).hasSize(2 * CARDS_A_NODE).doesNotHaveDuplicates();

        List<String> requests = together(issued.stream()
                .map(number ->
                        (Callable<String>) () -> revoke(issued.indexOf(number) % 2 == 0 ? first : second, number))
                .toList());

        assertThat(requests).doesNotHaveDuplicates();
        awaitNothingDue();
        for (String column : List.of(
                "serial FROM ca.certificate",
                "card FROM ca.certificate",
                "number FROM billing.invoice",
                "number FROM revocation.request",
                "number FROM application.application")) {
            assertThat(strings("SELECT " + column)).as(column).isNotEmpty().doesNotHaveDuplicates();
        }
        assertThat(strings("SELECT crl_number::text FROM ca.revocation"))
                .as("each revocation is first on one CRL that is signed")
                .hasSize(issued.size())
                .allSatisfy(number -> assertThat(strings(
                                "SELECT state FROM ca.crl WHERE ca_id = '" + SERVICE + "' AND number = " + number))
                        .hasSize(1)
                        .isSubsetOf("PUBLISHED", "SUPERSEDED"));
        assertThat(strings("SELECT DISTINCT hostname_ FROM camunda.act_hi_job_log WHERE job_state_ = 2"))
                .as("who has done jobs")
                .contains("node-1", "node-2");
        assertThat(strings("SELECT id_ FROM camunda.act_hi_job_log WHERE job_state_ = 1"))
                .as("failed jobs")
                .isEmpty();
        invariants.checkAtRest(first, second);
    }

    /** Whoever signed in by way of one node goes on after its death, and a task of the dead node is done by the other. */
    @Test
    @Order(2)
    void aSessionSurvivesTheDeathOfItsNode() {
        StaffClient clerk = new StaffClient(proxy.port()).signIn(CLERK, PASSWORD);
        String day = first.say("today");
        kill(first);

        awaitOneNode();
        for (int i = 0; i < 4; i++) {
            assertThat(clerk.get("/desk").statusCode()).isEqualTo(200);
            assertThat(register(clerk, day).statusCode()).isEqualTo(204);
        }

        startAgain(first);
        kill(second);
        awaitOneNode();
        assertThat(clerk.get("/desk").statusCode()).isEqualTo(200);
        assertThat(register(clerk, day).statusCode()).isEqualTo(204);
        startAgain(second);
        invariants.check(first, second);
    }

    /** One node after the other is stopped and started again while a clerk works without a pause. */
    @Test
    @Order(3)
    void nobodyNoticesARollingRestart() throws Exception {
        StaffClient clerk = new StaffClient(proxy.port()).signIn(CLERK, PASSWORD);
        String day = first.say("today");
        long before = count("SELECT count(*) FROM application.application");
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();
        ExecutorService hand = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> registered = hand.submit(() -> {
                int done = 0;
                while (!over.get()) {
                    note(failed, "register", 204, register(clerk, day).statusCode());
                    done++;
                    note(failed, "read", 200, clerk.get("/desk/deadlines").statusCode());
                }
                return done;
            });
            for (ServiceProcess node : List.of(first, second)) {
                int said = proxyLog().size();
                node.stop();
                assertThat(proxyLog().stream().skip(said))
                        .as("why the proxy took the node out")
                        .anyMatch(line -> line.contains(" is DOWN, reason: Layer7 wrong status, code: 503"));
                node.start();
                awaitTwoNodes();
            }
            over.set(true);
            int done = registered.get(60, TimeUnit.SECONDS);

            assertThat(failed).isEmpty();
            assertThat(done).isGreaterThan(50);
            assertThat(count("SELECT count(*) FROM application.application")).isEqualTo(before + done);
        } finally {
            over.set(true);
            hand.shutdownNow();
        }
        awaitNothingDue();
        invariants.checkAtRest(first, second);
    }

    private static void note(ConcurrentLinkedQueue<String> failed, String action, int expected, int status) {
        if (status != expected) {
            failed.add(action + ": " + status);
        }
    }

    private static List<String> arrivals(ServiceProcess node) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < ARRIVALS_A_HAND; i++) {
            numbers.add(arrive(node));
        }
        return numbers;
    }

    /** Cards from arrival to use, all at one node: its reader has them. */
    private static List<String> cards(ServiceProcess node) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < CARDS_A_NODE; i++) {
            String number = arrive(node);
            goOn(node, number, () -> status(number).equals("IN_USE") && paid(number));
            numbers.add(number);
        }
        return numbers;
    }

    private static String arrive(ServiceProcess node) {
        String number = node.say("arrive", SERVICE);
        invariants.acknowledged(number);
        return number;
    }

    private static String revoke(ServiceProcess node, String number) {
        String request = node.say("revoke", number);
        goOn(
                node,
                request,
                () -> strings("SELECT state FROM revocation.request WHERE number = '" + request + "'")
                        .contains("NOTIFIED"));
        return request;
    }

    /** What people do, one thing after the other, as soon as the job executors of both nodes let them. */
    private static void goOn(ServiceProcess node, String key, BooleanSupplier there) {
        await("the end of " + key, () -> {
            if (there.getAsBoolean()) {
                return true;
            }
            try {
                node.say("step", key);
            } catch (ServiceProcess.Refused overtaken) {
                // Another hand was faster with the same task (letters are posted for all cases at once): look again.
                assertThat(overtaken).hasMessageMatching("(?s).*(workflow\\.|no open task|no task).*");
            }
            return false;
        });
    }

    private static boolean paid(String number) {
        return count("SELECT count(*) FROM billing.charge c JOIN billing.invoice i ON i.number = c.invoice"
                        + " WHERE c.application_number = '" + number + "' AND i.state = 'SETTLED'")
                == 1;
    }

    private static HttpResponse<String> register(StaffClient clerk, String day) {
        return clerk.post(
                "/desk/api/application/start/register-arrival",
                "{\"arrivedOn\":\"%s\",\"profileId\":\"%s\",\"channel\":\"POST\"}".formatted(day, SERVICE));
    }

    private static void kill(ServiceProcess node) {
        node.kill();
    }

    private static void startAgain(ServiceProcess node) {
        node.start();
        awaitTwoNodes();
    }

    private static void awaitOneNode() {
        awaitReady(1);
    }

    private static void awaitTwoNodes() {
        awaitReady(2);
    }

    /** The proxy's log tells when it takes a node out and in again. */
    private static void awaitReady(int nodes) {
        await(nodes + " nodes behind the proxy", () -> {
            int up = 2;
            for (String node : List.of("nodes/node1", "nodes/node2")) {
                List<String> said = proxyLog().stream()
                        .filter(line -> line.contains("Server " + node + " is "))
                        .toList();
                boolean down = !said.isEmpty() && said.get(said.size() - 1).contains(" is DOWN");
                up -= down ? 1 : 0;
            }
            return up == nodes;
        });
    }

    private static List<String> proxyLog() {
        try {
            return Files.readAllLines(HOME.resolve("haproxy.log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void awaitNothingDue() {
        await(
                "the end of all jobs that are due",
                () -> count("SELECT count(*) FROM camunda.act_ru_job WHERE type_ = 'message' AND retries_ > 0") == 0
                        && count("SELECT count(*) FROM ca.crl WHERE state IN ('REQUESTED', 'SIGNED')") == 0);
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited for " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private static <T> List<T> together(List<Callable<T>> work) {
        ExecutorService hands = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : hands.invokeAll(work)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            hands.shutdownNow();
        }
    }

    private static String status(String number) {
        return strings("SELECT status FROM application.application WHERE number = '" + number + "'")
                .get(0);
    }

    private static List<String> strings(String query) {
        return database.sql().sql(query).query(String.class).list();
    }

    private static long count(String query) {
        return database.sql().sql(query).query(Long.class).single();
    }
}
