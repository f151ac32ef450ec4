package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Addresses, signing in, refusals and the policy of the pages, over real HTTP. */
@HakkoWebTest
@Import(DeskTestController.class)
class DeskWebTest {

    private static final String PASSWORD = "a long test password";
    private static final List<String> APPLICATIONS = List.of("tasklist", "cockpit", "welcome");
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>(.*?)</script>", Pattern.DOTALL);
    private static final Pattern HASH = Pattern.compile("'(sha256-[A-Za-z0-9+/=]+)'");

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    ObjectMapper json;

    StaffClient client;

    @BeforeEach
    void client() {
        client = new StaffClient(port);
        addAccount("web-reception", "reception");
        addAccount("web-manager", "manager");
    }

    private void addAccount(String id, String role) {
        if (!accounts.exists(id)) {
            accounts.add(id, "試験 花子", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    // ---- addresses

    @ParameterizedTest
    @CsvSource({
        "/,302",
        "/desk,302",
        "/desk/api/test/me,401",
        "/demo/clock,302",
        "/camunda/app/tasklist/default/,200",
        "/camunda/app/admin/default/,403",
        "/camunda/app/admin/default/setup/,403",
        "/camunda/app/tasklist/scripts/hakko/hakko-forms.js,200",
        "/camunda/app/tasklist/scripts/hakko/hakko-forms.css,200",
        "/actuator/health,200",
        "/actuator,403",
        "/actuator/env,403",
        "/actuator/prometheus,403",
        "/engine-rest/engine,403",
        "/webjars/camunda/index.html,403",
        "/camunda-welcome/index.html,403",
        "/forms/shared/hakko-forms.js,403",
        "/anything,403",
        "/repository/none,404"
    })
    void strangersGetOnlyWhatIsPublic(String path, int status) {
        HttpResponse<String> response = client.get(path);

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void nobodyMakesHimselfAdministrator() {
        client.get("/camunda/app/tasklist/default/");

        HttpResponse<String> response = client.post(
                "/camunda/api/admin/setup/default/user/create",
                "{\"profile\":{\"id\":\"x\",\"firstName\":\"x\",\"lastName\":\"x\"},\"credentials\":{\"password\":\"x\"}}");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(accounts.exists("x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void theRepositoryIsReadOnly(String method) {
        HttpResponse<String> response =
                client.send(client.request("/repository/none").method(method, BodyPublishers.ofString("")));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void theSessionCookieIsHidden() {
        HttpResponse<String> response = client.get("/camunda/app/tasklist/default/");

        assertThat(response.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .singleElement()
                .asString()
                .contains("HttpOnly")
                .containsOnlyOnce("SameSite=Strict")
                .doesNotContain("Lax");
    }

    // ---- signing in

    @Test
    void whoSignedInAtTasklistIsKnownToTheDesk() throws Exception {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.get("/desk/api/test/me");

        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode me = json.readTree(response.body());
        assertThat(me.get("actor").asText()).isEqualTo("web-reception");
        assertThat(me.get("name").asText()).isEqualTo("試験 花子");
        assertThat(me.get("roles")).hasSize(1);
        assertThat(me.get("roles").get(0).asText()).isEqualTo("reception");
    }

    @Test
    void aForgedRequestIsRefusedAndTheSessionLivesOn() {
        client.signIn("web-reception", PASSWORD);

        assertThat(client.post("/desk/api/test/day", "{}", "forged").statusCode())
                .isEqualTo(403);
        assertThat(client.get("/desk/api/test/me").statusCode()).isEqualTo(200);
    }

    @Test
    void aClerkHasNoCockpitAndAManagerHas() {
        String login = "/camunda/api/admin/auth/user/default/login/cockpit";
        String form = "username=%s&password=" + PASSWORD.replace(" ", "+");
        client.get("/camunda/app/cockpit/default/");

        int clerk = client.send(client.request(login)
                        .header("X-XSRF-TOKEN", client.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.formatted("web-reception"))))
                .statusCode();
        int manager = client.send(client.request(login)
                        .header("X-XSRF-TOKEN", client.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.formatted("web-manager"))))
                .statusCode();

        assertThat(clerk).isEqualTo(403);
        assertThat(manager).isEqualTo(200);
    }

    // ---- refusals

    @Test
    void aRefusalIsAProblemWithPointersInJapanese() throws Exception {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.post("/desk/api/test/day", "{\"day\":\"2026-11-24\"}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.get("title").asText()).isEqualTo("入力を確かめてください");
        assertThat(problem.get("detail").asText()).isEqualTo("全体がおかしいです。");
        assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/papers/2/day");
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo("2026-11-24は遅すぎます。");
    }

    @Test
    void aRefusalIsInEnglishForWhoAsksForEnglish() {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.send(client.request("/desk/api/test/day")
                .header("Accept-Language", "en")
                .header("X-XSRF-TOKEN", client.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"day\":\"2026-11-24\"}")));

        assertThat(response.body()).contains("2026-11-24 is too late.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"day\":\"yesterday\"}", "{\"day\":\"2026-11-24\",\"unknown\":1}"})
    void unreadableJsonIsExplainedInJapanese(String body) {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.post("/desk/api/test/day", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("送られた内容を読み取れませんでした").doesNotContain("yesterday", "Jackson");
    }

    @Test
    void aMalformedTaskIdIsABadRequest() {
        client.signIn("web-reception", PASSWORD);

        assertThat(client.get("/desk/api/test/tasks/a_b").statusCode()).isEqualTo(400);
    }

    @Test
    void anUnknownFailureSaysNothingAboutTheInside() {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.get("/desk/api/test/broken");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("内部エラー").doesNotContain("secret");
    }

    @Test
    void whoIsOvertakenLearnsItInJapanese() {
        client.signIn("web-reception", PASSWORD);

        HttpResponse<String> response = client.get("/desk/api/test/overtaken");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("状態が変わっています").doesNotContain("secret");
    }

    // ---- policy of the pages

    @Test
    void thePolicyHasExactlyTheHashesOfTheInlineScripts() throws Exception {
        Set<String> needed = new HashSet<>();
        Set<String> granted = new HashSet<>();
        for (String application : APPLICATIONS) {
            HttpResponse<String> page = client.get("/camunda/app/" + application + "/default/");
            needed.addAll(hashes(page.body()));
            granted.addAll(grants(page));
        }
        needed.addAll(hashes(adminPage()));

        assertThat(granted).isEqualTo(needed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome"})
    void thePolicyAllowsNoScriptBesides(String application) {
        String policy = policy(client.get("/camunda/app/" + application + "/default/"));

        assertThat(policy)
                .contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'", "form-action 'self'")
                .doesNotContain("unsafe-eval", "nonce-", "strict-dynamic", "https:");
        assertThat(policy.replaceAll(".*script-src ([^;]*);.*", "$1")).doesNotContain("unsafe-inline");
    }

    @Test
    void fiftyParallelFirstLoadsGiveFiftyWorkingPages() throws Exception {
        int loads = 50;
        ExecutorService people = Executors.newFixedThreadPool(loads);
        try {
            List<Callable<HttpResponse<String>>> tasks = new ArrayList<>();
            for (int i = 0; i < loads; i++) {
                tasks.add(() -> new StaffClient(port).get("/camunda/app/tasklist/default/"));
            }
            List<HttpResponse<String>> pages = new ArrayList<>();
            for (Future<HttpResponse<String>> page : people.invokeAll(tasks)) {
                pages.add(page.get());
            }

            assertThat(pages).hasSize(loads).allSatisfy(page -> {
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(hashes(page.body())).isNotEmpty().isSubsetOf(grants(page));
            });
        } finally {
            people.shutdownNow();
        }
    }

    /** Admin is shut outside the demo: its page from the library, filled in as Cockpit's is. */
    private String adminPage() throws Exception {
        String cockpit = client.get("/camunda/app/cockpit/default/").body();
        Matcher plugins = Pattern.compile("(PLUGIN_[A-Z]+) = (\\[.*?]) \\|\\|").matcher(cockpit);
        String admin;
        try (var in = getClass().getResourceAsStream("/META-INF/resources/webjars/camunda/app/admin/index.html")) {
            admin = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        while (plugins.find()) {
            admin = admin.replace("$" + plugins.group(1), plugins.group(2).replace("cockpit", "admin"));
        }
        return admin;
    }

    private static Set<String> hashes(String page) throws Exception {
        Set<String> hashes = new HashSet<>();
        Matcher scripts = INLINE_SCRIPT.matcher(page);
        while (scripts.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
            hashes.add("sha256-" + Base64.getEncoder().encodeToString(digest));
        }
        return hashes;
    }

    private static Set<String> grants(HttpResponse<String> page) {
        Set<String> grants = new HashSet<>();
        Matcher hashes = HASH.matcher(policy(page));
        while (hashes.find()) {
            grants.add(hashes.group(1));
        }
        return grants;
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElse("");
    }
}
