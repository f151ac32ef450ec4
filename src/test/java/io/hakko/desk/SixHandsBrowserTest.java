package io.hakko.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.hakko.HakkoWebTest;
import io.hakko.calendar.Zones;
import io.hakko.card.Station;
import io.hakko.shared.Actor;
import io.hakko.story.ApplicationTemplates;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Through Tasklist alone, six people bring an application from the arrival of its papers to the dispatch of the card,
 * and on the way meet a validation message, a refusal by four eyes and a round of deficiency.
 */
@HakkoWebTest
class SixHandsBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final String PROFILE = "aosign-g2";

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    TaskInbox inbox;

    @Autowired
    EngineTime engine;

    @Autowired
    Station station;

    @Autowired
    ApplicationTemplates templates;

    @Autowired
    Clock clock;

    Browser browser;
    String today;

    @BeforeEach
    void open() {
        hire("six-reception", "受付 花子", Set.of("reception", "reviewer"));
        hire("six-reviewer", "審査 一郎", Set.of("reviewer"));
        hire("six-approver", "承認 節子", Set.of("approver"));
        hire("six-issuer", "発行 次郎", Set.of("issuer"));
        hire("six-inspector", "検査 三枝", Set.of("inspector"));
        hire("six-shipper", "発送 四郎", Set.of("shipper"));
        browser = new Browser(port);
        today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO).toString();
    }

    /** A test that runs again finds the person already there. */
    private void hire(String userId, String name, Set<String> roles) {
        if (!accounts.exists(userId)) {
            accounts.add(userId, name, roles, PASSWORD, Actor.COMMAND_LINE);
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void bringAnApplicationFromArrivalToDispatch() {
        TasklistPage reception = signIn("six-reception");
        String number = register(reception);
        enter(reception, number);
        meetsFourEyes(reception, number);

        TasklistPage reviewer = signIn("six-reviewer");
        findDeficient(reviewer, number);
        TasklistPage shipper = signIn("six-shipper");
        postDeficiencyNotice(shipper, number);
        receiveCorrection(reception, number);
        findComplete(reviewer, number);

        TasklistPage approver = signIn("six-approver");
        approve(approver, number);

        TasklistPage issuer = signIn("six-issuer");
        loadCard(issuer, number);
        sealPinLetter(issuer);
        TasklistPage inspector = signIn("six-inspector");
        inspect(inspector, number);

        pack(shipper, number);
        dispatch(shipper, number);

        assertThat(openTasks(number)).containsExactly("userTask_recordReceipt");
        assertThat(browser.complaints()).isEmpty();
    }

    private TasklistPage signIn(String userId) {
        return TasklistPage.signIn(browser, userId, PASSWORD);
    }

    /** 書類が到着した. Without a day of arrival the form says so beside the field. */
    private String register(TasklistPage reception) {
        Set<String> before = receiving();
        Locator form = reception.openStartForm("電子証明書の申込み");
        form.locator("[name='profileId']").selectOption(PROFILE);
        form.locator("[name='channel']").selectOption("POST");
        form.locator("[name='arrivedOn']").fill("");
        reception.pressStart();
        assertThat(form.locator(".hk-field:has([name='arrivedOn']) .hk-error")).isVisible();
        reception.screenshot("01-arrival-refused");
        form.locator("[name='arrivedOn']").fill(today);
        reception.start();
        engine.runDue();
        Set<String> after = new HashSet<>(receiving());
        after.removeAll(before);
        assertThat(after).hasSize(1);
        return after.iterator().next();
    }

    private Set<String> receiving() {
        Set<String> keys = new HashSet<>();
        inbox.at("application-review", "userTask_receive").forEach(task -> keys.add(task.businessKey()));
        return keys;
    }

    private void enter(TasklistPage reception, String number) {
        Locator form = reception.take("受付", "書類を受け付ける", number);
        String task = reception.taskId();
        assertThat(reception.engineRest("/task/" + task + "/complete", "{}")).isGreaterThanOrEqualTo(400);
        assertThat(reception.engineRest("/task/" + task + "/submit-form", "{\"variables\":{}}"))
                .isGreaterThanOrEqualTo(400);
        fill(form, "", templates.complete(PROFILE, LocalDate.parse(today)));
        form.locator("[name='noMyNumberVisible']").check();
        form.locator("[name='applicant.nameKana']").fill("佐藤");

        reception.completeInVain();
        reception.screenshot("02-reception-refused");
        assertThat(form.locator(".hk-field:has([name='applicant.nameKana']) .hk-error"))
                .isVisible();
        assertThat(form.locator("[name='applicant.name']")).hasValue("佐藤 花子");

        form.locator("[name='applicant.nameKana']").fill("サトウ ハナコ");
        reception.complete();
        engine.runDue();
    }

    /** Fills what the form has of a document; rows are added as they are needed. */
    private static void fill(Locator form, String path, JsonNode document) {
        document.properties().forEach(field -> {
            String name = path + field.getKey();
            JsonNode value = field.getValue();
            if (value.isObject()) {
                fill(form, name + ".", value);
            } else if (value.isArray()) {
                fillRows(form, name, value);
            } else {
                put(form.locator("[name='%s']".formatted(name)), value.asText());
            }
        });
    }

    private static void fillRows(Locator form, String name, JsonNode rows) {
        Locator body = form.locator("[data-hakko-rows='%s']".formatted(name));
        for (int i = 0; i < rows.size(); i++) {
            Locator row = body.locator("tr").nth(i);
            if (body.locator("tr").count() <= i) {
                form.locator("[data-hakko-add='%s']".formatted(name)).click();
            }
            rows.get(i)
                    .properties()
                    .forEach(field -> put(
                            row.locator("[name='%s']".formatted(field.getKey())),
                            field.getValue().asText()));
        }
    }

    private static void put(Locator input, String value) {
        if (input.count() == 1) {
            if ("SELECT".equals(input.evaluate("e => e.tagName"))) {
                input.selectOption(value);
            } else {
                input.fill(value);
            }
        }
    }

    private void meetsFourEyes(TasklistPage reception, String number) {
        Locator form = reception.openTask("審査", "書類を審査する", number);

        assertThat(form.locator(".hk-banner")).containsText("書類を受け付ける");
        reception.screenshot("03-four-eyes-refused");
    }

    private void findDeficient(TasklistPage reviewer, String number) {
        Locator form = reviewer.take("審査", "書類を審査する", number);
        check(form);
        form.locator("[data-hakko-add='findings']").click();
        form.locator("[data-hakko-rows='findings'] select").selectOption(new SelectOption().setIndex(1));
        form.locator("[name='verdict']").selectOption("deficient");
        reviewer.screenshot("04-review");
        reviewer.complete();
        engine.runDue();
    }

    private void postDeficiencyNotice(TasklistPage shipper, String number) {
        Locator form = shipper.take("発送", "不備通知書を発送登録する", number);
        form.locator("[name='postedOn']").fill(today);
        form.locator("[name='channel']").selectOption("REGISTERED");
        form.locator("[name='trackingNumber']").fill("10000000021");
        shipper.screenshot("05-register-posting");
        shipper.complete();
        engine.runDue();
    }

    private void receiveCorrection(TasklistPage reception, String number) {
        Locator form = reception.take("受付", "補正書類を受け付ける", number);
        form.locator("[name='arrivedOn']").fill(today);
        form.locator("[name='note']").first().fill("押印を訂正した");
        form.locator("[name='noMyNumberVisible']").check();
        reception.screenshot("06-correction");
        reception.complete();
        engine.runDue();
    }

    private void findComplete(TasklistPage reviewer, String number) {
        Locator form = reviewer.take("審査", "書類を審査する", number);
        check(form);
        form.locator("[name='verdict']").selectOption("complete");
        reviewer.complete();
        engine.runDue();
    }

    private static void check(Locator form) {
        Locator answers = form.locator("[data-hakko-rows='checklist'] select");
        for (int i = 0; i < answers.count(); i++) {
            answers.nth(i).selectOption("ok");
        }
    }

    private void approve(TasklistPage approver, String number) {
        Locator form = approver.take("承認", "発行を承認する", number);
        form.locator("[name='decision']").selectOption("accept");
        approver.screenshot("07-approval");
        approver.complete();
        engine.runDue();
    }

    private void loadCard(TasklistPage issuer, String number) {
        Locator form = issuer.take("発行", "カードを装填する", number);
        form.getByText("模擬の白カードを挿入").click();
        assertThat(form.locator("[name='chipSerial']")).hasValue(Pattern.compile(".+"));
        issuer.screenshot("08-load-card");
        issuer.complete();
        engine.runDue();
        station.workOnce();
    }

    /** On the page of the station: the digits of the PIN are never on a screenshot. */
    private void sealPinLetter(TasklistPage issuer) {
        Page page = issuer.page();
        page.navigate(browser.address("/desk/station"));
        page.getByText("PINを表示する（一度だけ）").waitFor();
        Browser.screenshot(page, "09-station");
        page.getByText("PINを表示する（一度だけ）").click();
        assertThat(page.locator("[data-secret='pin']")).hasText(Pattern.compile("[0-9]+"));
        page.getByText("PIN封書に封入した").click();
        assertThat(page.locator("#jobs [data-secret='pin']:visible")).hasCount(0);
        station.workOnce();
        engine.runDue();
    }

    private void inspect(TasklistPage inspector, String number) {
        Locator form = inspector.take("検査", "カードを検査する", number);
        form.getByText("模擬カードを挿入").click();
        assertThat(form.getByText("カードの内容は、発行した内容と一致しています。")).isVisible();
        form.locator("[value='pass']").check();
        inspector.screenshot("10-inspection");
        inspector.complete();
        engine.runDue();
    }

    private void pack(TasklistPage shipper, String number) {
        Locator form = shipper.take("発送", "カードを封入する", number);
        form.locator("input[name='cardNumber']")
                .fill(form.locator("[data-hakko-text='cardNumber']").textContent());
        form.locator("[name='allEnclosed']").check();
        shipper.screenshot("11-pack");
        shipper.complete();
        engine.runDue();
    }

    private void dispatch(TasklistPage shipper, String number) {
        Locator form = shipper.take("発送", "差し出す", number);
        form.locator("[name='postedOn']").fill(today);
        form.locator("[name='cardTrackingNumber']").fill("10000000032");
        form.locator("[name='numbersConfirmed']").check();
        shipper.screenshot("12-dispatch");
        shipper.complete();
        engine.runDue();
    }

    private List<String> openTasks(String number) {
        return inbox.ofCase(number).stream().map(OpenTask::element).toList();
    }
}
