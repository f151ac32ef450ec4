package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.delivery.CardDeliveryProcess;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.DeadlineBoard;
import io.hakko.workflow.DeadlineBoard.Selection;
import io.hakko.workflow.OpenDeadline;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The board and its API over real HTTP: who looks, who moves, what is refused. */
@HakkoWebTest
class DeadlinesWebTest {

    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    DeadlineBoard board;

    @Autowired
    CaseDeadlines deadlines;

    @Autowired
    Alarms alarms;

    @Autowired
    ObjectMapper json;

    PostedCase cases;

    @BeforeEach
    void hire() {
        cases = new PostedCase();
        beans.autowireBean(cases);
        cases.hire();
    }

    private StaffClient signIn(String userId) {
        return new StaffClient(port).signIn(userId, PostedCase.PASSWORD, "welcome");
    }

    @ParameterizedTest
    @ValueSource(strings = {"posted-reception", "posted-auditor", "posted-manager"})
    void everybodyWhoSeesBusinessLooksAtTheBoard(String userId) {
        ApplicationNumber number = cases.make();

        String page = onlyKind(signIn(userId), "receipt");

        assertThat(page).contains("期限一覧", number.value(), "受領期限", "AOSign").doesNotContain("受領督促予定</td>", "佐藤");
        assertThat(page.contains("/desk/deadlines/" + receipt(number).id())).isEqualTo(userId.equals("posted-manager"));
    }

    /** The last page: the newest case of a test that others have run before. */
    private static String onlyKind(StaffClient client, String kind) {
        return client.get("/desk/deadlines?kind=" + kind + "&page=9999").body();
    }

    @Test
    void whoOnlyRunsTheSystemSeesNoBusiness() {
        StaffClient sysadmin = signIn("posted-sysadmin");

        assertThat(sysadmin.get("/desk/deadlines").statusCode()).isEqualTo(403);
        assertThat(sysadmin.get("/desk").body()).doesNotContain("期限一覧", "警報");
    }

    @Test
    void onlyAManagerOpensTheFormAndMoves() {
        long id = receipt(cases.make()).id();
        StaffClient clerk = signIn("posted-reception");

        assertThat(clerk.get("/desk/deadlines/" + id).statusCode()).isEqualTo(403);
        assertThat(clerk.get(api(id, "reckoning?lastDay=2027-01-15")).statusCode())
                .isEqualTo(403);
        HttpResponse<String> refused = clerk.post(api(id, "move"), "{\"lastDay\":\"2027-01-15\",\"reason\":\"x\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("期限を変更できるのは認証局責任者だけです。");
        assertThat(signIn("posted-manager").get("/desk/deadlines/" + id).body()).contains("新しい最終日", "変更の理由");
        assertThat(board.find(id)).isPresent();
    }

    @Test
    void aManagerMovesAndTheLineIsAnotherOneAfterwards() throws Exception {
        ApplicationNumber number = cases.make();
        long id = receipt(number).id();
        StaffClient manager = signIn("posted-manager");
        String farDay = receipt(number).deadline().lastDay().plusDays(21).toString();

        JsonNode reckoning = json.readTree(
                manager.get(api(id, "reckoning?lastDay=" + farDay)).body());
        int moved = manager.post(api(id, "move"), "{\"lastDay\":\"%s\",\"reason\":\"入院のため\"}".formatted(farDay))
                .statusCode();

        assertThat(moved).isEqualTo(204);
        OpenDeadline after = receipt(number);
        assertThat(after.id()).isNotEqualTo(id);
        assertThat(reckoning.get("lastDay").asText())
                .startsWith(after.deadline().rolledLastDay().toString());
        assertThat(manager.get("/desk/deadlines/" + id).statusCode()).isEqualTo(302);
        assertThat(manager.post(api(id, "move"), "{\"lastDay\":\"%s\",\"reason\":\"x\"}".formatted(farDay))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatCannotBeIsAProblemWithPointersInJapanese() throws Exception {
        long id = receipt(cases.make()).id();

        HttpResponse<String> response =
                signIn("posted-manager").post(api(id, "move"), "{\"lastDay\":\"2026-01-05\",\"reason\":\" \"}");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode errors = json.readTree(response.body()).get("errors");
        assertThat(errors.findValuesAsText("pointer")).containsExactly("/lastDay", "/reason");
        assertThat(errors.findValuesAsText("message")).containsExactly("過去の日時を期限にすることはできません。", "理由を入力してください。");
    }

    @Test
    void theStartPageCountsDeadlinesAndNamesAlarmsToManagers() {
        ApplicationNumber number = cases.make();
        alarms.raise(AlarmKind.ISSUE_LATE, number.value(), "発行目標日を過ぎました。");

        String manager = signIn("posted-manager").get("/desk").body();
        String clerk = signIn("posted-reception").get("/desk").body();

        Matcher counted = Pattern.compile("最終日を過ぎた期限 <b>([0-9]+)</b> 件").matcher(manager);
        assertThat(counted.find()).isTrue();
        assertThat(Long.parseLong(counted.group(1)))
                .isEqualTo(board.count(Optional.empty()).overdue());
        assertThat(manager).contains("発行目標日の超過", number.value(), "発行目標日を過ぎました。");
        assertThat(clerk).contains("期限一覧").doesNotContain("発行目標日を過ぎました。", "警報");
        alarms.clear(AlarmKind.ISSUE_LATE, number.value());
    }

    private OpenDeadline receipt(ApplicationNumber number) {
        assertThat(deadlines.inForce(number.value(), CardDeliveryProcess.RECEIPT))
                .isPresent();
        int page = 0;
        while (true) {
            var lines = board.open(Selection.ALL, Optional.of("receipt"), page++);
            assertThat(lines).isNotEmpty();
            Optional<OpenDeadline> mine = lines.stream()
                    .filter(line -> line.businessKey().equals(number.value()))
                    .findFirst();
            if (mine.isPresent()) {
                return mine.get();
            }
        }
    }

    private static String api(long id, String what) {
        return "/desk/api/workflow/deadlines/" + id + "/" + what;
    }
}
