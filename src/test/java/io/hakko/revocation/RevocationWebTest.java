package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.HakkoWebTest;
import io.hakko.application.Examples;
import io.hakko.desk.StaffClient;
import io.hakko.policy.Channel;
import io.hakko.revocation.FaxRevocationTest.FaxService;
import io.hakko.shared.Actor;
import io.hakko.shared.RevocationRequestNumber;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The desk API of a revocation on paper over real HTTP, as the forms use it. */
@HakkoWebTest
@Import(FaxService.class)
class RevocationWebTest extends PaperCaseBase {

    private static final String START = "/desk/api/revocation/start/request";

    @LocalServerPort
    private int port;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private RuntimeService processes;

    @BeforeEach
    void aCardInUse() {
        inUse(entered(Examples.corporation()));
    }

    @Test
    void startFormOffersWhatThePersonMayAskFor() throws Exception {
        JsonNode ofReception = read(as(RECEPTION).get(START));
        assertThat(values(ofReception.at("/view/kinds"))).containsExactly("HOLDER", "COMPANY");
        assertThat(values(ofReception.at("/view/paper/channels"))).containsExactlyInAnyOrder("POST", "COUNTER", "FAX");
        assertThat(values(ofReception.at("/view/reasons")))
                .contains("A-S1", "A-C2")
                .doesNotContain("A-O1", "A-RCP-02");
        assertThat(values(ofReception.at("/view/paper/documentKinds")))
                .contains("SEAL_REGISTRATION", "COMPANY_REGISTER_CURRENT")
                .doesNotContain("APPLICATION_FORM");
        assertThat(ofReception.at("/values/arrivedOn").asText()).isEqualTo(today().toString());

        JsonNode ofManager = read(as(MANAGER).get(START));
        assertThat(values(ofManager.at("/view/kinds"))).containsExactly("MANAGER");
        assertThat(ofManager.at("/values/kind").asText()).isEqualTo("MANAGER");
        assertThat(ofManager.at("/view/paper").isMissingNode()).isTrue();
        assertThat(values(ofManager.at("/view/reasons"))).contains("A-O1").doesNotContain("A-S1");

        assertThat(as(REVIEWER).get(START).statusCode()).isEqualTo(403);
    }

    @Test
    void nobodyAsksInTheNameOfAnotherRole() throws Exception {
        assertThat(pointers(as(RECEPTION).post(START, "{}"))).containsExactly("/kind");
        assertThat(as(RECEPTION)
                        .post(START, paper().put("kind", "MANAGER").toString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(MANAGER).post(START, paper().toString()).statusCode()).isEqualTo(403);
        assertThat(as(REVIEWER).post(START, paper().toString()).statusCode()).isEqualTo(403);
    }

    @Test
    void saysBesideEachFieldWhatIsMissing() throws Exception {
        HttpResponse<String> refused = as(RECEPTION)
                .post(
                        START,
                        "{\"kind\":\"COMPANY\",\"documents\":[{\"kind\":\"\"}],\"noticeAddress\":{\"postalCode\":\"100\"}}");

        assertThat(pointers(refused))
                .containsExactlyInAnyOrder(
                        "/certificate",
                        "/reasonCode",
                        "/channel",
                        "/arrivedOn",
                        "/documents/0/kind",
                        "/documents/0/issuedOn",
                        "/documents/0/form",
                        "/noticeAddress/text",
                        "/noMyNumberVisible");
        assertThat(refused.body()).contains("失効事由を選んでください。");
    }

    @Test
    void aDayOnWhichTheKeyBecameUnsafeIsForACompromiseOnly() throws Exception {
        HttpResponse<String> refused = as(RECEPTION)
                .post(
                        START,
                        paper().put("reasonCode", "A-S6")
                                .put("compromisedSince", today().plusDays(1).toString())
                                .toString());

        assertThat(pointers(refused)).containsExactly("/compromisedSince", "/compromisedSince");
        assertThat(refused.body()).contains("鍵の危殆化（紛失・盗難などを含む）を事由とするときだけ入力できます。");
    }

    @Test
    void threePeopleRevokeByTheirForms() throws Exception {
        String request = registered(paper().put("compromisedSince", today().toString()));

        String review = form(request, "userTask_reviewRequest", "review");
        JsonNode sheet = read(as(REVIEWER).get(review));
        assertThat(sheet.at("/view/compromisedSince").asText()).isEqualTo(today().toString());
        assertThat(sheet.at("/view/paper/form").asText()).isEqualTo("電子証明書失効申込書");
        assertThat(sheet.at("/view/applicant/name").asText()).isEqualTo("佐藤 花子");
        assertThat(sheet.at("/view/crlReason").asText()).isEqualTo("keyCompromise (1)");
        assertThat(sheet.at("/view/paper/conditional")).hasSize(2);
        assertThat(pointers(as(REVIEWER).post(review, "{}")))
                .containsExactlyInAnyOrder("/verdict", "/sealDiffers", "/nameDiffers");
        ObjectNode verdict = json.createObjectNode()
                .put("verdict", "inOrder")
                .put("sealDiffers", true)
                .put("nameDiffers", false);
        ArrayNode checklist = verdict.putArray("checklist");
        sheet.at("/values/checklist")
                .forEach(item -> checklist
                        .addObject()
                        .put("code", item.path("code").asText())
                        .put("result", "ok"));
        HttpResponse<String> unproven = as(REVIEWER).post(review, verdict.toString());
        assertThat(pointers(unproven)).containsExactly("/sealDiffers");
        assertThat(unproven.body()).contains("印鑑登録証明書（利用者）");
        assertThat(as(REVIEWER)
                        .post(review, verdict.put("sealDiffers", false).toString())
                        .statusCode())
                .isEqualTo(204);
        runDue(request);

        String approve = form(request, "userTask_approveRevocation", "approve");
        JsonNode found = read(as(APPROVER).get(approve));
        assertThat(found.at("/view/paper/review/by").asText()).isEqualTo(REVIEWER.id());
        assertThat(found.at("/view/paper/review/seal").asText()).isEqualTo("申込時と同じ");
        assertThat(pointers(as(APPROVER).post(approve, "{}"))).containsExactly("/decision");
        assertThat(as(APPROVER).post(approve, "{\"decision\":\"approve\"}").statusCode())
                .isEqualTo(204);
        runDue(request);

        assertThat(certificates.order(serial)).isPresent();
        JsonNode notices = read(as(SHIPPER).get(form(request, "userTask_postRevocationNotices", "post-notices")));
        assertThat(notices.at("/view/holder/name").asText()).contains("例示 太郎");
        assertThat(notices.at("/view/company/name").asText()).contains("例示建設株式会社");
    }

    @Test
    void approverTellsTheRequesterWhyHeRefuses() throws Exception {
        String request = registered(paper());
        review(request, inOrder(request));
        String approve = form(request, "userTask_approveRevocation", "approve");

        assertThat(pointers(as(APPROVER).post(approve, "{\"decision\":\"refuse\"}")))
                .contains("/reason");
        assertThat(pointers(as(APPROVER).post(approve, "{\"decision\":\"refuse\",\"reason\":\"印影が違う\"}")))
                .containsExactly("/refusals");
        assertThat(as(APPROVER)
                        .post(
                                approve,
                                "{\"decision\":\"refuse\",\"reason\":\"印影が違う\",\"refusals\":[{\"code\":\"SEAL_DIFFERS\"}]}")
                        .statusCode())
                .isEqualTo(204);
        runDue(request);

        assertThat(certificates.order(serial)).isEmpty();
        assertThat(openTasks(request)).containsExactly("userTask_postRevocationRefusal");
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("REFUSED");
    }

    @Test
    void onlyAManagerStopsWaitingForOriginals() throws Exception {
        String request = register(papers().by(Channel.FAX));
        review(request, inOrder(request));
        approve(request);
        String originals = form(request, "userTask_receiveOriginals", "receive-originals");

        JsonNode ofReception = read(as(RECEPTION).get(originals));
        assertThat(values(ofReception.at("/view/answers"))).containsExactly("arrived");
        assertThat(ofReception.at("/view/awaited/0").asText()).isEqualTo("電子証明書失効申込書");
        assertThat(values(read(as(MANAGER).get(originals)).at("/view/answers"))).containsExactly("arrived", "closed");
        assertThat(pointers(as(RECEPTION).post(originals, "{}"))).containsExactly("/answer");
        HttpResponse<String> closedByReception =
                as(RECEPTION).post(originals, "{\"answer\":\"closed\",\"reason\":\"届かない\"}");
        assertThat(closedByReception.statusCode()).isEqualTo(403);
        assertThat(json.readTree(closedByReception.body())
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/answer");
        assertThat(pointers(as(RECEPTION).post(originals, "{\"answer\":\"arrived\"}")))
                .containsExactlyInAnyOrder("/arrivedOn", "/complete");
        assertThat(pointers(as(MANAGER).post(originals, "{\"answer\":\"closed\",\"reason\":\"\"}")))
                .containsExactly("/reason");
        assertThat(as(MANAGER)
                        .post(originals, "{\"answer\":\"closed\",\"reason\":\"電話で確認した\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(openTasks(request)).containsExactly("userTask_postRevocationNotices");
        assertThat(certificates.order(serial)).isPresent();
    }

    private ObjectNode paper() {
        return json.createObjectNode()
                .put("kind", "HOLDER")
                .put("certificate", card.value())
                .put("reasonCode", "A-S1")
                .put("channel", "POST")
                .put("arrivedOn", today().toString())
                .put("noMyNumberVisible", true);
    }

    private String registered(ObjectNode from) {
        HttpResponse<String> response = as(RECEPTION).post(START, from.toString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
        String number = processes
                .createProcessInstanceQuery()
                .processDefinitionKey(CertificateRevocationProcess.KEY)
                .variableValueEquals("certificateSerial", serial.hex())
                .singleResult()
                .getBusinessKey();
        runDue(number);
        return number;
    }

    private StaffClient as(Actor person) {
        return new StaffClient(port).signIn(person.id(), PASSWORD);
    }

    private String form(String request, String element, String form) {
        return "/desk/api/revocation/tasks/" + task(request, element).value() + "/" + form;
    }

    private JsonNode read(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json.readTree(response.body());
    }

    private List<String> pointers(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        return StreamSupport.stream(json.readTree(response.body()).at("/errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    private static List<String> values(JsonNode choices) {
        return StreamSupport.stream(choices.spliterator(), false)
                .map(choice -> choice.path("value").asText())
                .toList();
    }
}
