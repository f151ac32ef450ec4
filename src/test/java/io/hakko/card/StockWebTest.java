package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.desk.StaffClient;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** カードの在庫 as its people use it: over HTTP, each with his own login. */
@HakkoWebTest
class StockWebTest {

    private static final String PASSWORD = "a long test password";
    private static final String STOCK = "/desk/api/card/stock";
    private static int boxes;

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    ObjectMapper json;

    @Autowired
    JdbcClient jdbc;

    private StaffClient issuer;
    private StaffClient keeper;
    private StaffClient inspector;
    private StaffClient manager;
    private String box;

    @BeforeEach
    void people() {
        issuer = signedIn("stock-issuer", "issuer");
        keeper = signedIn("stock-keeper", "stockkeeper");
        inspector = signedIn("stock-inspector", "inspector");
        manager = signedIn("stock-manager", "manager");
        box = "W-" + ++boxes;
    }

    @Test
    void pageIsServedToThoseWhoHandleCards() {
        for (StaffClient person : Set.of(issuer, keeper, inspector, manager)) {
            assertThat(person.get("/desk").body()).contains("href=\"/desk/stock\"");
            HttpResponse<String> page = person.get("/desk/stock");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("カードの在庫");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        }
        assertThat(issuer.get("/desk/stock/stock.js").body()).contains("stock/receipts");
        StaffClient reception = signedIn("stock-reception", "reception");
        assertThat(reception.get("/desk/stock").statusCode()).isEqualTo(403);
        assertThat(reception.get("/desk").body()).doesNotContain("/desk/stock");
    }

    @Test
    void badLinesComeBackInJapaneseAndNothingIsTakenIn() throws Exception {
        HttpResponse<String> refused = upload(keeper, box + ",00000000000BAD01\n" + box + "\n" + box + ",123\n");

        assertThat(refused.statusCode()).isEqualTo(422);
        JsonNode errors = json.readTree(refused.body()).path("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.get(0).path("message").asText()).startsWith("2行目: 列が二つではありません");
        assertThat(errors.get(1).path("message").asText()).startsWith("3行目: チップ番号が正しくありません");
        assertThat(refused.body()).contains("/lines/2", "/lines/3");
        assertThat(hasBox()).isFalse();
    }

    @Test
    void listIsTakenInByKeepersOnlyAndOnce() throws Exception {
        String list = "箱番号,チップ番号\r\n" + box + ",000000000000AA%02d\r\n".formatted(boxes);
        assertThat(upload(issuer, list).statusCode()).isEqualTo(403);
        assertThat(upload(inspector, list).statusCode()).isEqualTo(403);

        HttpResponse<String> received = upload(keeper, list);
        assertThat(received.statusCode()).isEqualTo(200);
        assertThat(json.readTree(received.body()).path("cards").asInt()).isEqualTo(1);

        HttpResponse<String> again = upload(manager, list);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("2行目", "すでに入庫しています");
        assertThat(boxView(issuer).path("received").asInt()).isEqualTo(1);
    }

    @Test
    void listInAnotherEncodingIsRefused() {
        HttpResponse<String> refused = upload(keeper, "箱番号,チップ番号\n", Charset.forName("windows-31j"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("UTF-8ではありません");
    }

    @Test
    void boxIsOpenedCountedAndSignedByTwoPersons() throws Exception {
        upload(keeper, box + ",000000000000BB%02d\n".formatted(boxes));
        assertThat(issuer.post("/desk/api/card/station/boxes/" + box + "/open", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(boxView(issuer).path("openHere").asBoolean()).isTrue();
        String counts = STOCK + "/boxes/" + box + "/counts";

        assertThat(issuer.post(counts, "{\"left\":1}").statusCode()).isEqualTo(403);
        assertThat(keeper.post(counts, "{}").statusCode()).isEqualTo(422);
        HttpResponse<String> differs = keeper.post(counts, "{\"left\":0}");
        assertThat(differs.statusCode()).isEqualTo(422);
        assertThat(differs.body()).contains("台帳の残り1と合いません");
        assertThat(keeper.post(counts, "{\"left\":1}").statusCode()).isEqualTo(204);
        assertThat(boxView(keeper).path("count").path("mayConfirm").asBoolean()).isFalse();
        assertThat(boxView(manager).path("count").path("mayConfirm").asBoolean())
                .isTrue();
        HttpResponse<String> own = keeper.post(counts + "/confirm", "");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("数えた人は確認の署名をできません");
        assertThat(issuer.post(counts + "/confirm", "").statusCode()).isEqualTo(204);
        assertThat(boxView(issuer).path("count").path("confirmedBy").asText()).isEqualTo("stock-issuer");
        assertThat(jdbc.sql("SELECT event || ' ' || actor FROM audit.entry WHERE key = 'stock' AND (detail LIKE :box"
                                + " OR after = :open) ORDER BY sequence")
                        .param("box", "%" + box + "%")
                        .param("open", box)
                        .query(String.class)
                        .list())
                .containsExactly(
                        "stock.received stock-keeper",
                        "stock.boxOpened stock-issuer",
                        "stock.counted stock-keeper",
                        "stock.countConfirmed stock-issuer");
    }

    @Test
    void deadBlankIsWrittenOffByTheKeeper() throws Exception {
        String chip = "000000000000DD%02d".formatted(boxes);
        upload(keeper, box + "," + chip + "\n");
        String dead = STOCK + "/dead";
        String blank = "{\"chipSerial\":\"%s\",\"reason\":\"応答しない\"}".formatted(chip);

        assertThat(issuer.post(dead, blank).statusCode()).isEqualTo(403);
        assertThat(keeper.post(dead, "{\"chipSerial\":\"12\"}").body()).contains("16桁の16進数");
        assertThat(keeper.post(dead, "{\"chipSerial\":\"%s\"}".formatted(chip)).body())
                .contains("理由を入力してください");
        assertThat(keeper.post(dead, blank).statusCode()).isEqualTo(204);
        assertThat(boxView(keeper).path("dead").asInt()).isEqualTo(1);
        assertThat(boxView(keeper).path("left").asInt()).isZero();
        HttpResponse<String> own = keeper.post(dead + "/" + chip + "/witnessed", "");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("別の人が確認してください");
        assertThat(inspector.post(dead + "/" + chip + "/witnessed", "").statusCode())
                .isEqualTo(204);
        assertThat(inspector.post(dead + "/" + chip + "/witnessed", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThat(issuer.post("/desk/api/card/station/boxes/none/open", "").statusCode())
                .isEqualTo(404);
        assertThat(keeper.post(STOCK + "/boxes/x!/counts", "{\"left\":1}").statusCode())
                .isEqualTo(404);
        assertThat(issuer.post(STOCK + "/spoiled/123/destroyed", "").statusCode())
                .isEqualTo(404);
        assertThat(issuer.post(STOCK + "/spoiled/4911000000000015/witnessed", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> upload(StaffClient person, String list) {
        return upload(person, list, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> upload(StaffClient person, String list, Charset encoding) {
        return person.send(person.request(STOCK + "/receipts")
                .header("X-XSRF-TOKEN", person.token())
                .header("Content-Type", "text/csv")
                .header("Accept-Language", "ja")
                .POST(BodyPublishers.ofByteArray(list.getBytes(encoding))));
    }

    private boolean hasBox() throws Exception {
        return StreamSupport.stream(boxesOf(keeper).spliterator(), false)
                .anyMatch(view -> view.path("box").asText().equals(box));
    }

    private JsonNode boxView(StaffClient person) throws Exception {
        return StreamSupport.stream(boxesOf(person).spliterator(), false)
                .filter(view -> view.path("box").asText().equals(box))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode boxesOf(StaffClient person) throws Exception {
        return json.readTree(person.get(STOCK).body()).path("boxes");
    }

    private StaffClient signedIn(String id, String role) {
        if (!accounts.exists(id)) {
            accounts.add(id, "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
        return new StaffClient(port).signIn(id, PASSWORD);
    }
}
