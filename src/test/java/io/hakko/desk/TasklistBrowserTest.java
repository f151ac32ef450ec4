package io.hakko.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.hakko.HakkoWebTest;
import io.hakko.shared.Actor;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Workflow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the forms script does in Tasklist, in a real browser. It leans on parts of Tasklist that are not documented, so
 * this is the test that notices when they change.
 */
@HakkoWebTest
@Import({DeskTestForms.class, DeskTestController.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final String RECEIVE = "書類を受け付ける";
    private static final String REVIEW = "書類を審査する";
    private static final long SECONDS = 10;

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    RepositoryService repository;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    TaskService tasks;

    @Autowired
    Workflow workflow;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DeskTestForms forms;

    Browser browser;
    TasklistPage reception;
    String key;

    @BeforeAll
    void open() {
        if (!accounts.exists("desk-both")) {
            prepare();
        }
        browser = new Browser(port);
        reception = TasklistPage.signIn(browser, "desk-reception", PASSWORD);
    }

    /** A test that runs again finds all this already there. */
    private void prepare() {
        accounts.add("desk-reception", "受付 花子", Set.of("reception"), PASSWORD, Actor.COMMAND_LINE);
        accounts.add("desk-both", "兼務 次郎", Set.of("reception", "reviewer"), PASSWORD, Actor.COMMAND_LINE);
        repository
                .createDeployment()
                .addClasspathResource("desk/desk-test.bpmn")
                .addClasspathResource("desk/start.html")
                .addClasspathResource("desk/receive.html")
                .addClasspathResource("desk/review.html")
                .deploy();
        Authorization mayStart = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        mayStart.setGroupId("reception");
        mayStart.setResource(Resources.PROCESS_DEFINITION);
        mayStart.setResourceId("desk-test");
        mayStart.addPermission(Permissions.READ);
        mayStart.addPermission(Permissions.CREATE_INSTANCE);
        authorizations.saveAuthorization(mayStart);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    @BeforeEach
    void newKey() {
        key = "DT-" + UUID.randomUUID().toString().substring(0, 8);
        forms.received().clear();
        reception.page().navigate(browser.address("/camunda/app/tasklist/default/"));
    }

    @AfterEach
    void nothingWasBlocked() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void severalPeopleLoadTasklistAtOnce() {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Page page = browser.newPage();
            page.navigate("about:blank");
            page.evaluate("address => { setTimeout(() => location.href = address, 50); }", browser.address("/"));
            pages.add(page);
        }

        for (Page page : pages) {
            assertThat(page.getByPlaceholder("ユーザー名")).isVisible();
            page.context().close();
        }
    }

    @Test
    void theFormShowsTheViewAsTextAndTheValuesInTheFields() {
        start();

        Locator form = reception.take("受付", RECEIVE, key);

        assertThat(form.locator("[data-hakko-text='number']")).hasText(key);
        assertThat(form.locator("li").nth(1)).hasText("<b>乙野</b> 二郎");
        assertThat(form.getByText("代理人がいます。")).isVisible();
        assertThat(form.locator("[name='agent']")).isHidden();
        assertThat(form.locator("[data-hakko-href='bad']")).isHidden();
        assertThat(form.locator("[name='order.cards']")).hasValue("2");
        assertThat(form.locator("input[value='new']")).isChecked();
        assertThat(form.locator("tbody select")).hasValue("seal-certificate");
        assertThat(form.locator("tbody input")).hasValue("2026-11-01");
        assertThat(reception.page().getByText("保存", new Page.GetByTextOptions().setExact(true)))
                .isHidden();
        reception.screenshot("form-filled");
    }

    @Test
    void whatIsMissingIsSaidBesideTheFieldBeforeAnythingIsSent() {
        start();
        Locator form = reception.take("受付", RECEIVE, key);

        reception.completeInVain();

        assertThat(form.locator(".hk-field:has([name='arrivedOn']) .hk-error")).hasText("入力してください。");
        assertThat(form.locator("[name='arrivedOn']")).isFocused();
        assertThat(form.getByText("確認して印を付けてください。")).isVisible();
        assertThat(forms.received()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsSaidBesideTheFieldAndTheInputStays() throws Exception {
        start();
        Locator form = reception.take("受付", RECEIVE, key);
        form.locator("[name='arrivedOn']").fill("2026-11-24");
        form.locator("[name='checked']").check();
        form.locator("[name='order.cards']").fill("3");
        form.getByText("再提出").click();
        form.getByText("行を追加").click();

        reception.completeInVain();

        assertThat(form.locator(".hk-field:has([name='note']) .hk-error")).hasText("備考を入力してください。");
        assertThat(form.locator("tbody tr").nth(1).locator(".hk-error")).hasText("発行日を入力してください。");
        assertThat(form.locator("[name='note']")).isFocused();
        assertThat(form.locator("[name='arrivedOn']")).hasValue("2026-11-24");
        assertThat(reception.completeButton()).isEnabled();
        reception.screenshot("form-refused");
        assertThat(forms.received().poll(SECONDS, TimeUnit.SECONDS))
                .isEqualTo(new DeskTestForms.Received(
                        LocalDate.of(2026, 11, 24),
                        new DeskTestForms.Order(3),
                        "",
                        true,
                        "again",
                        List.of(
                                new DeskTestForms.Paper("seal-certificate", LocalDate.of(2026, 11, 1)),
                                new DeskTestForms.Paper(null, null)),
                        null));

        form.locator("[name='note']").fill("直した");
        form.locator("tbody tr").nth(1).getByText("削除").click();
        reception.complete();

        assertThat(taskNames()).containsExactly(REVIEW);
    }

    @Test
    void theKeyboardAloneIsEnough() {
        start();
        Locator form = reception.take("受付", RECEIVE, key);
        form.locator("[name='arrivedOn']").fill("2026-11-24");
        form.locator("[name='note']").fill("メモ");
        form.locator("[name='checked']").press("Space");

        form.locator("[name='note']").press("Control+Enter");

        assertThat(reception.page().locator("section.task-card")).hasCount(0);
        assertThat(taskNames()).containsExactly(REVIEW);
    }

    @Test
    void aStartFormStartsTheCase() {
        Locator form = reception.openStartForm("画面の試験");
        form.locator("[name='arrivedOn']").fill("2026-11-24");
        form.locator("[name='checked']").check();
        reception.pressStart();
        assertThat(form.locator(".hk-field:has([name='note']) .hk-error")).hasText("備考を入力してください。");
        form.locator("[name='note']").fill(key.substring("DT-".length()));

        reception.start();

        assertThat(taskNames()).containsExactly(RECEIVE);
    }

    @Test
    void aButtonBesideTheFormReloadsTheViewAndKeepsTheInput() {
        start();
        Locator form = reception.take("受付", RECEIVE, key);
        String before = form.locator("[data-hakko-text='count']").textContent();
        form.locator("[name='note']").fill("残る");

        form.getByText("数える").click();

        assertThat(form.locator("[data-hakko-text='count']")).hasText(String.valueOf(Integer.parseInt(before) + 1));
        assertThat(form.locator("[name='note']")).hasValue("残る");
        assertThat(form.locator("tbody tr")).hasCount(1);
    }

    @Test
    void whoIsOvertakenLearnsItAndTheListIsRefreshed() {
        start();
        Locator form = reception.take("受付", RECEIVE, key);
        form.locator("[name='arrivedOn']").fill("2026-11-24");
        form.locator("[name='note']").fill("遅い");
        form.locator("[name='checked']").check();
        StaffClient rival = new StaffClient(port).signIn("desk-reception", PASSWORD);
        String id = tasks.createTaskQuery()
                .processInstanceBusinessKey(key)
                .singleResult()
                .getId();
        assertThat(rival.post(
                                "/desk/api/test/tasks/" + id + "/receive",
                                "{\"arrivedOn\":\"2026-11-24\",\"note\":\"速い\",\"checked\":true,"
                                        + "\"papers\":[{\"issuedOn\":\"2026-11-01\"}]}")
                        .statusCode())
                .isEqualTo(204);

        Locator banner = reception.completeInVain();

        assertThat(banner).containsText("すでに完了したか、取り消されています");
        assertThat(taskNames()).containsExactly(REVIEW);
    }

    @Test
    void fourEyesAreShownAsARefusal() {
        start();
        TasklistPage both = TasklistPage.signIn(browser, "desk-both", PASSWORD);
        Locator form = both.take("受付", RECEIVE, key);
        form.locator("[name='arrivedOn']").fill("2026-11-24");
        form.locator("[name='note']").fill("メモ");
        form.locator("[name='checked']").check();
        both.complete();
        both.take("審査", REVIEW, key);

        Locator banner = both.completeInVain();

        assertThat(banner).containsText(RECEIVE);
        assertThat(taskNames()).containsExactly(REVIEW);
        both.screenshot("four-eyes-refused");
        both.close();
    }

    @Test
    void theEnginesOwnRestCompletesNothing() {
        start();
        reception.take("受付", RECEIVE, key);
        String id = reception.taskId();

        assertThat(reception.engineRest("/task/" + id + "/complete", "{}")).isGreaterThanOrEqualTo(400);
        assertThat(reception.engineRest("/task/" + id + "/submit-form", "{\"variables\":{}}"))
                .isGreaterThanOrEqualTo(400);
        assertThat(reception.engineRest("/process-definition/key/desk-test/start", "{}"))
                .isGreaterThanOrEqualTo(400);
        assertThat(reception.engineRest("/process-definition/key/desk-test/submit-form", "{\"variables\":{}}"))
                .isGreaterThanOrEqualTo(400);

        assertThat(taskNames()).containsExactly(RECEIVE);
    }

    private void start() {
        transaction.executeWithoutResult(status -> workflow.start("desk-test", key, ProcessVariables.none()));
        reception.page().reload();
    }

    private List<String> taskNames() {
        return tasks.createTaskQuery().processInstanceBusinessKey(key).list().stream()
                .map(task -> task.getName())
                .toList();
    }
}
