package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TokenPlacer;
import io.hakko.workflow.TokenPlacer.Place;
import io.hakko.workflow.TokenPlacer.Token;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every role, somebody without a role, and nobody, over every task, form, desk call and engine call. Who may work on a
 * task is what the model says; what the engine's REST and the desk let each role do beside is an approved table.
 */
@HakkoWebTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleWalkTest {

    private static final String PASSWORD = "a long test password";
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final Path APPROVED = Path.of("src/test/resources/approved/role-walk.txt");
    private static final Path RECEIVED = Path.of("target/role-walk.txt");
    private static final Pattern FORM = Pattern.compile("data-hakko-form=\"([^\"]+)\"");

    /** How business keys look that no case has. */
    private static final Map<String, String> KEYS = Map.of(
            "arrival-closing", "2099-01-05",
            "alarm", "AL-2099-%06d",
            "certificate-revocation", "RV-2099-%06d",
            "ca-compromise", "CS-2099-%06d",
            "payment-collection", "IV-2099-%06d",
            "crl-publication", "aosign-g2-%d");

    private static final String APPLICATION_KEY = "AO-2099-%06d";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    ApplicationContext context;

    @Autowired
    ObjectMapper json;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final Map<StaffRole, StaffClient> people = new EnumMap<>(StaffRole.class);
    private TokenPlacer tokens;
    private int keys;

    @BeforeAll
    void hire() {
        tokens = new TokenPlacer(context);
        for (StaffRole role : StaffRole.values()) {
            String id = "walk-" + role.id();
            if (!accounts.exists(id)) {
                accounts.add(id, role.label(), Set.of(role.id()), PASSWORD, Actor.COMMAND_LINE);
            }
            boolean clerk = role != StaffRole.AUDITOR && role != StaffRole.SYSADMIN;
            people.put(role, new StaffClient(port).signIn(id, PASSWORD, clerk ? "tasklist" : "welcome"));
        }
    }

    /** The engine lets everybody in who knows a password; without a role there is nothing to see. */
    @Test
    void whoHasNoRoleSeesNothing() throws Exception {
        if (!accounts.exists("walk-former")) {
            accounts.add("walk-former", "退職者", Set.of("reception"), PASSWORD, Actor.COMMAND_LINE);
            accounts.disable("walk-former", Actor.COMMAND_LINE);
            accounts.reset("walk-former", PASSWORD, Actor.COMMAND_LINE);
        }
        StaffClient former = new StaffClient(port).signIn("walk-former", PASSWORD, "welcome");
        Place place = timed();
        Token token = tokens.place(place, newKey(place));

        assertThat(former.get("/desk").statusCode()).isEqualTo(302);
        for (Call call : deskCalls()) {
            assertThat(status(former, call, token, StaffRole.RECEPTION))
                    .as(call.toString())
                    .isIn(302, 401);
        }
        assertThat(sees(former, token)).isFalse();
        for (Call call : engineCalls()) {
            assertThat(status(former, call, token, StaffRole.RECEPTION))
                    .as(call.toString())
                    .isGreaterThanOrEqualTo(400);
        }
        for (String application : List.of("tasklist", "cockpit")) {
            assertThatThrownBy(() -> new StaffClient(port).signIn("walk-former", PASSWORD, application))
                    .hasMessageContaining("403");
        }
        tokens.remove(token);
    }

    /** Sees it, may claim it, may open and send its form: the candidates of the model, and nobody else. */
    @Test
    void tasksAreOpenToTheirCandidatesAlone() throws Exception {
        List<String> surprises = new ArrayList<>();
        List<Place> places = tokens.places();
        for (Place place : places) {
            Token token = tokens.place(place, newKey(place));
            String form = "/desk/api/" + module(place) + "/tasks/" + token.task() + "/" + name(place);
            for (StaffRole role : StaffRole.values()) {
                StaffClient person = people.get(role);
                boolean candidate = place.roles().contains(role.id());
                boolean reader = candidate || role == StaffRole.MANAGER;
                note(surprises, place, role, "sees", reader, sees(person, token));
                int claim = person.post(ENGINE + "/task/" + token.task() + "/claim", user(role))
                        .statusCode();
                note(surprises, place, role, "claims (" + claim + ")", candidate, claim == 204);
                if (claim == 204) {
                    int unclaim = person.post(ENGINE + "/task/" + token.task() + "/unclaim", "{}")
                            .statusCode();
                    note(surprises, place, role, "gives back (" + unclaim + ")", true, unclaim == 204);
                }
                note(
                        surprises,
                        place,
                        role,
                        "opens",
                        candidate,
                        person.get(form).statusCode() != 403);
                note(
                        surprises,
                        place,
                        role,
                        "sends",
                        candidate,
                        person.post(form, "{}").statusCode() != 403);
                note(surprises, place, role, "completes", false, completes(person, token));
            }
            StaffClient stranger = new StaffClient(port);
            stranger.get("/camunda/app/tasklist/default/");
            assertThat(stranger.get(form).statusCode())
                    .as("%s, a stranger", place)
                    .isEqualTo(401);
            assertThat(stranger.post(form, "{}").statusCode())
                    .as("%s, a stranger", place)
                    .isEqualTo(401);
            assertThat(stranger.get(ENGINE + "/task/" + token.task()).statusCode())
                    .as("%s, a stranger", place)
                    .isEqualTo(401);
            tokens.remove(token);
        }

        assertThat(surprises).isEmpty();
        assertThat(places).hasSizeGreaterThan(15);
    }

    /** What is allowed beside tasks is a table that people have looked at. */
    @Test
    void theRestIsAsApproved() throws Exception {
        Map<String, Map<StaffRole, Integer>> walked = new LinkedHashMap<>();
        for (Call call : engineCalls()) {
            walked.put("engine " + call.method() + " " + call.path(), walk(call));
        }
        for (Call call : deskCalls()) {
            walked.put("desk " + call.method() + " " + call.path(), walk(call));
        }
        List<String> lines = walked.entrySet().stream().map(RoleWalkTest::line).toList();
        Files.createDirectories(RECEIVED.getParent());
        Files.write(RECEIVED, lines);

        assertThat(lines).as("compare %s with %s", RECEIVED, APPROVED).isEqualTo(Files.readAllLines(APPROVED));
    }

    /** A call with {task}, {instance}, {job}, {deployment}, {definition}, {key} and {me} to be filled in. */
    private record Call(String method, String path, String body) {
        static Call of(String method, String path) {
            return new Call(method, path, "{}");
        }
    }

    private static List<Call> engineCalls() {
        return List.of(
                Call.of("GET", "/task/{task}"),
                Call.of("GET", "/task/{task}/variables"),
                Call.of("PUT", "/task/{task}"),
                Call.of("DELETE", "/task/{task}"),
                new Call("POST", "/task/create", "{\"id\":\"walk-{key}\",\"name\":\"x\"}"),
                new Call("POST", "/task/{task}/assignee", "{\"userId\":\"{me}\"}"),
                new Call("POST", "/task/{task}/delegate", "{\"userId\":\"walk-reception\"}"),
                Call.of("POST", "/task/{task}/resolve"),
                Call.of("POST", "/task/{task}/complete"),
                Call.of("POST", "/task/{task}/submit-form"),
                new Call("POST", "/task/{task}/bpmnError", "{\"errorCode\":\"x\"}"),
                new Call("POST", "/task/{task}/bpmnEscalation", "{\"escalationCode\":\"x\"}"),
                new Call("POST", "/task/{task}/identity-links", "{\"userId\":\"{me}\",\"type\":\"candidate\"}"),
                new Call("PUT", "/task/{task}/variables/receiptLate", "{\"value\":false,\"type\":\"Boolean\"}"),
                new Call("PUT", "/task/{task}/localVariables/x", "{\"value\":\"x\",\"type\":\"String\"}"),
                new Call("POST", "/task/{task}/comment/create", "{\"message\":\"x\"}"),
                Call.of("GET", "/process-instance/{instance}"),
                Call.of("GET", "/process-instance/{instance}/variables"),
                Call.of("DELETE", "/process-instance/{instance}"),
                new Call(
                        "POST",
                        "/process-instance/delete",
                        "{\"processInstanceIds\":[\"{instance}\"],\"deleteReason\":\"x\"}"),
                new Call("PUT", "/process-instance/{instance}/suspended", "{\"suspended\":true}"),
                new Call(
                        "PUT",
                        "/process-instance/{instance}/variables/receiptLate",
                        "{\"value\":false,\"type\":\"Boolean\"}"),
                new Call(
                        "POST",
                        "/process-instance/{instance}/modification",
                        "{\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"endEvent_corrected\"}]}"),
                new Call(
                        "POST",
                        "/modification/execute",
                        "{\"processDefinitionId\":\"{definition}\",\"processInstanceIds\":[\"{instance}\"],"
                                + "\"instructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"endEvent_corrected\"}]}"),
                new Call("POST", "/message", "{\"messageName\":\"application.withdrawn\",\"businessKey\":\"{key}\"}"),
                new Call("POST", "/signal", "{\"name\":\"x\"}"),
                new Call("POST", "/execution/{instance}/signal", "{}"),
                Call.of("GET", "/job/{job}"),
                new Call("PUT", "/job/{job}/duedate", "{\"duedate\":\"2099-01-01T00:00:00.000+0000\"}"),
                new Call("PUT", "/job/{job}/retries", "{\"retries\":3}"),
                new Call("PUT", "/job/{job}/suspended", "{\"suspended\":true}"),
                Call.of("POST", "/job/{job}/execute"),
                Call.of("DELETE", "/job/{job}"),
                Call.of("POST", "/process-definition/key/certificate-application/start"),
                Call.of("POST", "/process-definition/key/certificate-revocation/submit-form"),
                Call.of("POST", "/process-definition/key/ca-compromise/submit-form"),
                Call.of("GET", "/process-definition/key/card-delivery/xml"),
                new Call("PUT", "/process-definition/{definition}/suspended", "{\"suspended\":true}"),
                Call.of("DELETE", "/process-definition/{definition}"),
                Call.of("GET", "/deployment/{deployment}"),
                Call.of("DELETE", "/deployment/{deployment}"),
                Call.of("GET", "/user/walk-manager/profile"),
                new Call(
                        "POST",
                        "/user/create",
                        "{\"profile\":{\"id\":\"intruder\",\"firstName\":\"x\",\"lastName\":\"x\"},"
                                + "\"credentials\":{\"password\":\"a long test password\"}}"),
                new Call("PUT", "/user/{me}/profile", "{\"firstName\":\"x\",\"lastName\":\"x\"}"),
                new Call(
                        "PUT",
                        "/user/{me}/credentials",
                        "{\"password\":\"a long test password\",\"authenticatedUserPassword\":\"a long test password\"}"),
                new Call(
                        "PUT",
                        "/user/walk-manager/credentials",
                        "{\"password\":\"a long test password\",\"authenticatedUserPassword\":\"a long test password\"}"),
                Call.of("DELETE", "/user/{me}"),
                Call.of("DELETE", "/user/walk-auditor"),
                new Call("POST", "/group/create", "{\"id\":\"intruders\",\"name\":\"x\",\"type\":\"x\"}"),
                Call.of("PUT", "/group/manager/members/{me}"),
                new Call(
                        "POST",
                        "/authorization/create",
                        "{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"{me}\",\"resourceType\":8,\"resourceId\":\"*\"}"),
                new Call(
                        "POST",
                        "/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"walk-{key}\",\"query\":{},\"properties\":{}}"),
                Call.of("GET", "/history/process-instance/{instance}"),
                Call.of("DELETE", "/history/process-instance/{instance}"),
                new Call(
                        "POST",
                        "/external-task/fetchAndLock",
                        "{\"workerId\":\"x\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"x\",\"lockDuration\":1000}]}"),
                new Call(
                        "POST",
                        "/migration/execute",
                        "{\"migrationPlan\":{\"sourceProcessDefinitionId\":\"{definition}\","
                                + "\"targetProcessDefinitionId\":\"{definition}\",\"instructions\":[]},"
                                + "\"processInstanceIds\":[\"{instance}\"]}"),
                new Call("POST", "/decision-definition/key/required-documents/evaluate", "{\"variables\":{}}"));
    }

    /** Every address of the desk that serves no task: with what stands in its place where it names something. */
    private List<Call> deskCalls() {
        Set<String> calls = new TreeSet<>();
        for (RequestMappingInfo info : mappings.getHandlerMethods().keySet()) {
            for (String pattern : info.getPatternValues()) {
                if (pattern.startsWith("/desk")
                        && !pattern.contains("/tasks/")
                        && !pattern.contains("/desk/api/test")) {
                    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                    (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
                            .forEach(method -> calls.add(method.name() + " " + pattern));
                }
            }
        }
        return calls.stream()
                .map(call -> Call.of(call.split(" ", 2)[0], call.split(" ", 2)[1]))
                .toList();
    }

    private Map<StaffRole, Integer> walk(Call call) {
        Place place = timed();
        Map<StaffRole, Integer> statuses = new EnumMap<>(StaffRole.class);
        for (StaffRole role : StaffRole.values()) {
            Token token = tokens.place(place, newKey(place));
            statuses.put(role, status(people.get(role), call, token, role));
            tokens.remove(token);
        }
        return statuses;
    }

    /** A task with a timer of its own, which {@link TokenPlacer} starts with it. */
    private Place timed() {
        return tokens.places().stream()
                .filter(p -> p.element().equals("userTask_receiveCorrection"))
                .findFirst()
                .orElseThrow();
    }

    private static int status(StaffClient person, Call call, Token token, StaffRole role) {
        boolean desk = call.path().startsWith("/desk");
        String path = (desk ? "" : ENGINE) + fill(call.path(), token, role);
        return person.send(person.request(path.replaceAll("\\{[^}]+}", "none"))
                        .header("X-XSRF-TOKEN", person.token())
                        .header("Content-Type", "application/json")
                        .method(call.method(), BodyPublishers.ofString(fill(call.body(), token, role))))
                .statusCode();
    }

    private static String fill(String text, Token token, StaffRole role) {
        return text.replace("{task}", token.task())
                .replace("{instance}", token.instance())
                .replace("{job}", token.jobs().stream().findFirst().orElse("none"))
                .replace("{deployment}", token.deployment())
                .replace("{definition}", token.definition())
                .replace("{key}", token.businessKey())
                .replace("{me}", "walk-" + role.id());
    }

    /** {@code engine GET /task/{task}: 200 reception manager | 403 others}. */
    private static String line(Map.Entry<String, Map<StaffRole, Integer>> call) {
        Map<Integer, List<String>> byStatus = new TreeMap<>();
        call.getValue()
                .forEach((role, status) ->
                        byStatus.computeIfAbsent(status, s -> new ArrayList<>()).add(role.id()));
        String statuses = byStatus.entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + (entry.getValue().size() == StaffRole.values().length
                                ? "all"
                                : String.join(" ", entry.getValue())))
                .collect(Collectors.joining(" | "));
        return call.getKey() + ": " + statuses;
    }

    private boolean sees(StaffClient person, Token token) throws Exception {
        HttpResponse<String> found = person.get(ENGINE + "/task?processInstanceId=" + token.instance());
        JsonNode tasks = json.readTree(found.body());
        return found.statusCode() == 200 && tasks.size() == 1;
    }

    private static boolean completes(StaffClient person, Token token) {
        return person.post(ENGINE + "/task/" + token.task() + "/complete", "{}").statusCode() < 400
                || person.post(ENGINE + "/task/" + token.task() + "/submit-form", "{}")
                                .statusCode()
                        < 400;
    }

    private static void note(
            List<String> surprises, Place place, StaffRole role, String what, boolean expected, boolean found) {
        if (expected != found) {
            surprises.add("%s: %s %s %s".formatted(place, role.id(), found ? "" : "not", what));
        }
    }

    private static String user(StaffRole role) {
        return "{\"userId\":\"walk-" + role.id() + "\"}";
    }

    private String newKey(Place place) {
        keys++;
        return KEYS.getOrDefault(place.process(), APPLICATION_KEY).formatted(900_000 + keys);
    }

    private static String module(Place place) throws Exception {
        return form(place).split("/", 2)[0];
    }

    private static String name(Place place) throws Exception {
        return form(place).split("/", 2)[1];
    }

    private static String form(Place place) throws Exception {
        String file = place.formKey().replace("embedded:deployment:", "");
        Matcher matcher = FORM.matcher(Files.readString(Path.of(file)));
        assertThat(matcher.find()).as(file).isTrue();
        return matcher.group(1);
    }
}
