package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoWebTest;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Sweep;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions stand in the database, hold no more than they must, and are removed when they have expired. */
@HakkoWebTest
class StaffSessionsWebTest {

    private static final String PASSWORD = "a long test password";
    private static final String USER = "session-reception";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Sweep> sweeps;

    private StaffClient client;

    @BeforeEach
    void signIn() {
        jdbc.sql("DELETE FROM desk.http_session").update();
        if (!accounts.exists(USER)) {
            accounts.add(USER, "試験 花子", Set.of("reception"), PASSWORD, Actor.COMMAND_LINE);
        }
        client = new StaffClient(port).signIn(USER, PASSWORD);
    }

    @Test
    void aSessionIsARowForThirtyMinutes() {
        assertThat(jdbc.sql("SELECT max_inactive_interval FROM desk.http_session")
                        .query(Integer.class)
                        .list())
                .containsOnly(30 * 60);
        assertThat(client.get("/desk").statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionHoldsNeitherNameNorPassword() {
        List<String> content = jdbc.sql("SELECT attribute_bytes FROM desk.http_session_attributes")
                .query((row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list();

        assertThat(content)
                .anyMatch(bytes -> bytes.contains(USER))
                .noneMatch(bytes -> bytes.contains(PASSWORD))
                .noneMatch(bytes -> bytes.contains("試験") || bytes.contains("花子"));
        assertThat(jdbc.sql("SELECT DISTINCT attribute_name FROM desk.http_session_attributes")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("authenticatedUser", "CAMUNDA_CSRF_TOKEN");
    }

    @Test
    void theSweepRemovesWhatHasExpiredAndNothingElse() {
        StaffClient other = new StaffClient(port).signIn(USER, PASSWORD);
        String expired = jdbc.sql("SELECT primary_id FROM desk.http_session ORDER BY creation_time LIMIT 1")
                .query(String.class)
                .single();
        jdbc.sql("UPDATE desk.http_session SET expiry_time = 1 WHERE primary_id = :id")
                .param("id", expired)
                .update();

        sweeps.stream().filter(sweep -> sweep.name().equals("sessions")).forEach(Sweep::sweep);

        assertThat(jdbc.sql("SELECT primary_id FROM desk.http_session")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .doesNotContain(expired);
        assertThat(client.get("/desk").statusCode()).isEqualTo(302);
        assertThat(other.get("/desk").statusCode()).isEqualTo(200);
    }

    /** Tasklist asks a dozen things at once after the sign-in: all of them find the same token, and nobody is signed out. */
    @Test
    void requestsAtTheSameTimeShareTheTokenOfTheirSession() {
        for (int round = 0; round < 5; round++) {
            StaffClient person = new StaffClient(port).logIn(USER, PASSWORD, "tasklist");
            String token = person.token();

            List<HttpResponse<String>> together = Stream.generate(() -> "/camunda/app/tasklist/default/")
                    .limit(12)
                    .parallel()
                    .map(person::get)
                    .toList();

            assertThat(together)
                    .allSatisfy(response -> assertThat(response.headers().allValues("Set-Cookie"))
                            .noneMatch(cookie -> cookie.startsWith("XSRF-TOKEN")));
            assertThat(person.token()).isEqualTo(token);
            assertThat(person.post("/camunda/api/engine/engine/default/task/count", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(person.get("/desk").statusCode()).isEqualTo(200);
        }
    }

    /** Another id with every answer would turn away requests that are on their way, and whoever never got the answer. */
    @Test
    void theIdOfASessionStaysUntilTheNextSignIn() {
        List<String> ids = ids();

        List<HttpResponse<String>> answers = Stream.of(
                        "/desk", "/desk/deadlines", "/desk/api/card/station", "/desk/none")
                .flatMap(path -> Stream.generate(() -> path).limit(6))
                .parallel()
                .map(client::get)
                .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).doesNotContain(302, 401);
        assertThat(client.post("/desk/api/workflow/tasks/none/alarm", "{}").statusCode())
                .isNotEqualTo(401);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.headers().allValues("Set-Cookie"))
                        .noneMatch(cookie -> cookie.startsWith("JSESSIONID")));
        assertThat(ids()).isEqualTo(ids);
    }

    private List<String> ids() {
        return jdbc.sql("SELECT session_id FROM desk.http_session ORDER BY session_id")
                .query(String.class)
                .list();
    }

    @Test
    void aNodeSaysWhetherItIsReady() {
        assertThat(client.get("/actuator/health/readiness").body()).contains("\"UP\"");
        assertThat(client.get("/actuator/health/liveness").body()).contains("\"UP\"");
    }
}
