package io.hakko.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.HakkoWebTest;
import io.hakko.application.Applications;
import io.hakko.application.Examples;
import io.hakko.calendar.Zones;
import io.hakko.desk.StaffClient;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk API of reception, review and approval over real HTTP, as the forms use it. */
@HakkoWebTest
class ReviewWebTest {

    private static final String PASSWORD = "a long test password";
    private static final String START = "/desk/api/application/start/register-arrival";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    IdentityService identity;

    @Autowired
    ObjectMapper json;

    @Autowired
    TaskInbox inbox;

    @Autowired
    Applications applications;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    Clock clock;

    @BeforeEach
    void hire() {
        for (String role : List.of("reception", "reviewer", "approver")) {
            if (identity.createGroupQuery().groupId(role).count() == 0) {
                identity.saveGroup(identity.newGroup(role));
            }
            if (!accounts.exists("reviewweb-" + role)) {
                accounts.add("reviewweb-" + role, "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
            }
        }
    }

    @Test
    void bringsAnApplicationFromArrivalToAcceptance() throws Exception {
        StaffClient reception = signIn("reception");
        JsonNode start = body(reception.get(START));
        assertThat(start.at("/view/profiles/0/value").asText()).isEqualTo("aosign-g2");
        assertThat(reception.post(START, start.path("values").toString()).statusCode())
                .isEqualTo(204);
        ApplicationNumber number = newest();

        String receive = address("application", number, "userTask_receive", "receive");
        JsonNode form = body(reception.get(receive));
        assertThat(form.at("/view/applicationNumber").asText()).isEqualTo(number.value());
        assertThat(form.at("/values/papers")).hasSize(5);
        ObjectNode wrong = document();
        ((ObjectNode) wrong.at("/applicant/romajiName")).put("family", "");
        ((ObjectNode) wrong.at("/company")).put("corporateNumber", "7123456789013");
        HttpResponse<String> refused = reception.post(receive, wrong.toString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(body(refused).path("errors").toString())
                .contains("/applicant/romajiName/family", "ヘボン式の候補: Sato", "/company/corporateNumber");
        assertThat(reception.post(receive, document().toString()).statusCode()).isEqualTo(204);

        StaffClient reviewer = signIn("reviewer");
        String review = address("review", number, "userTask_review", "review");
        JsonNode sheet = body(reviewer.get(review));
        assertThat(sheet.at("/view/applicant/name").asText()).isEqualTo("佐藤 花子");
        assertThat(sheet.at("/view/papers/0/problem").asText()).isEqualTo("適");
        assertThat(reviewer.post(review, verdict(sheet, "ng").toString()).statusCode())
                .isEqualTo(422);
        assertThat(reviewer.post(review, verdict(sheet, "ok").toString()).statusCode())
                .isEqualTo(204);

        StaffClient approver = signIn("approver");
        String approve = address("review", number, "userTask_approve", "approve");
        JsonNode quote = body(approver.get(approve));
        assertThat(quote.at("/view/price/unit").asText()).isEqualTo("42,900");
        assertThat(quote.at("/view/price/tax").asText()).isEqualTo("税込");
        ObjectNode approval = json.createObjectNode().put("decision", "accept").put("reason", "");
        approval.set("shownPrice", quote.at("/values/shownPrice"));
        assertThat(approver.post(approve, approval.toString()).statusCode()).isEqualTo(204);
        assertThat(applications.of(number).status()).isEqualTo("ACCEPTED");
    }

    /** The same forms for another service: its own choices, its own refusals, its own price. */
    @Test
    void bringsAnApplicationOfTheOtherServiceToAcceptance() throws Exception {
        StaffClient reception = signIn("reception");
        JsonNode start = body(reception.get(START));
        assertThat(start.at("/view/profiles/1/value").asText()).isEqualTo("diacert-plus");
        ObjectNode arrival = start.path("values").deepCopy();
        reception.post(START, arrival.toString());
        JsonNode aosign = body(reception.get(address("application", newest(), "userTask_receive", "receive")));
        arrival.put("profileId", "diacert-plus");
        assertThat(reception.post(START, arrival.toString()).statusCode()).isEqualTo(204);
        ApplicationNumber number = newest("DP-");

        String receive = address("application", number, "userTask_receive", "receive");
        JsonNode form = body(reception.get(receive));
        assertThat(form.at("/view/nameKinds").findValuesAsText("label")).containsExactly("本名", "通称名");
        assertThat(aosign.at("/view/nameKinds").findValuesAsText("label")).containsExactly("本名");
        assertThat(form.at("/values/applicant/nameKind").asText()).isEqualTo("REAL");
        assertThat(form.at("/values/consent/termsVersion").asText()).isEqualTo("diacert-plus-2025-04");
        ObjectNode document = document(Examples.read("diacert-sole-proprietor"));
        document.put("channel", "POST");
        document.withObject("/applicant").put("nameKind", "ALIAS");
        document.withObject("/order").put("powerOfRepresentation", "入札に関する一切の件");
        HttpResponse<String> refused = reception.post(receive, document.toString());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(body(refused).path("errors").findValuesAsText("pointer"))
                .containsExactly("/applicant/realName", "/order/powerOfRepresentation");
        document.withObject("/applicant").put("realName", "MILLER SACHI");
        document.withObject("/order").put("powerOfRepresentation", "");
        assertThat(reception.post(receive, document.toString()).statusCode()).isEqualTo(204);

        StaffClient reviewer = signIn("reviewer");
        String review = address("review", number, "userTask_review", "review");
        JsonNode sheet = body(reviewer.get(review));
        assertThat(sheet.at("/view/applicant/nameKind").asText()).isEqualTo("通称名");
        assertThat(sheet.at("/view/applicant/realName").asText()).isEqualTo("MILLER SACHI");
        assertThat(reviewer.post(review, verdict(sheet, "ok").toString()).statusCode())
                .isEqualTo(204);

        JsonNode quote = body(signIn("approver").get(address("review", number, "userTask_approve", "approve")));
        assertThat(quote.at("/view/price/unit").asText()).isEqualTo("40,000");
        assertThat(quote.at("/view/price/tax").asText()).isEqualTo("税別");
        assertThat(quote.at("/view/price/payable").asText()).isEqualTo("44,000");
    }

    @Test
    void withdrawsFromTheFormOfReception() throws Exception {
        StaffClient reception = signIn("reception");
        reception.post(START, body(reception.get(START)).path("values").toString());
        ApplicationNumber number = newest();
        String receive = address("application", number, "userTask_receive", "receive");

        HttpResponse<String> withoutReason = reception.post(receive, "{\"withdrawal\":{\"requested\":true}}");
        assertThat(body(withoutReason).at("/errors/0/pointer").asText()).isEqualTo("/withdrawal/reason");
        HttpResponse<String> withdrawn = reception.post(
                receive,
                "{\"withdrawal\":{\"requested\":true,\"reason\":\"申込者の都合\",\"arrivedOn\":\"" + today() + "\"}}");

        assertThat(withdrawn.statusCode()).isEqualTo(204);
        assertThat(applications.of(number).status()).isEqualTo("WITHDRAWN");
    }

    @Test
    void letsOnlyReceptionRegisterArrivals() {
        StaffClient reviewer = signIn("reviewer");

        assertThat(reviewer.get(START).statusCode()).isEqualTo(403);
        assertThat(reviewer.post(START, "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void asksForWhatIsMissingAtRegistration() throws Exception {
        HttpResponse<String> refused = signIn("reception").post(START, "{\"profileId\":\"aosign-g2\"}");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(body(refused).at("/errors/0/pointer").asText()).isEqualTo("/arrivedOn");
    }

    private StaffClient signIn(String role) {
        return new StaffClient(port).signIn("reviewweb-" + role, PASSWORD);
    }

    private ObjectNode document() {
        return document(Examples.corporation());
    }

    private ObjectNode document(ObjectNode document) {
        document.at("/papers")
                .forEach(paper -> ((ObjectNode) paper)
                        .put("issuedOn", today().minusDays(7).toString()));
        document.put("noMyNumberVisible", true);
        document.put("companyRecord", "");
        return document;
    }

    private ObjectNode verdict(JsonNode sheet, String first) {
        ObjectNode verdict = json.createObjectNode().put("verdict", "complete").put("note", "");
        ArrayNode checklist = verdict.putArray("checklist");
        sheet.at("/values/checklist")
                .forEach(item -> checklist
                        .addObject()
                        .put("code", item.path("code").asText())
                        .put("result", checklist.size() == 1 ? first : "ok"));
        verdict.putArray("findings");
        return verdict;
    }

    /** The application that was registered last, with its review started. */
    private ApplicationNumber newest() {
        return newest("AO-");
    }

    private ApplicationNumber newest(String prefix) {
        String key =
                runtime.createProcessInstanceQuery().processDefinitionKey("certificate-application").list().stream()
                        .map(instance -> instance.getBusinessKey())
                        .filter(number -> number.startsWith(prefix))
                        .filter(number -> applications
                                .of(ApplicationNumber.of(number))
                                .status()
                                .equals("RECEIVED"))
                        .max(String::compareTo)
                        .orElseThrow();
        management.createJobQuery().list().stream()
                .filter(job -> key.equals(businessKey(job.getProcessInstanceId())))
                .forEach(job -> management.executeJob(job.getId()));
        return ApplicationNumber.of(key);
    }

    private String businessKey(String instance) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getBusinessKey();
    }

    private String address(String module, ApplicationNumber number, String element, String form) {
        OpenTask task = inbox.ofCase(number.value()).stream()
                .filter(open -> open.element().equals(element))
                .findFirst()
                .orElseThrow();
        return "/desk/api/" + module + "/tasks/" + task.id().value() + "/" + form;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private JsonNode body(HttpResponse<String> response) throws Exception {
        return json.readTree(response.body());
    }
}
