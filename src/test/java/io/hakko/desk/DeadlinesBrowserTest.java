package io.hakko.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.hakko.HakkoWebTest;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.CardDeliveryProcess;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.CaseDeadlines;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A manager looks across cases: start page, board, Cockpit; and moves a deadline by keyboard alone. */
@HakkoWebTest
class DeadlinesBrowserTest {

    private static final String MANAGER = "posted-manager";

    @LocalServerPort
    int port;

    @Autowired
    AutowireCapableBeanFactory beans;

    @Autowired
    CaseDeadlines deadlines;

    @Autowired
    Alarms alarms;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    Browser browser;
    TasklistPage manager;
    Page page;
    ApplicationNumber number;

    @BeforeEach
    void open() {
        PostedCase cases = new PostedCase();
        beans.autowireBean(cases);
        cases.hire();
        number = cases.make();
        browser = new Browser(port);
        manager = TasklistPage.signIn(browser, MANAGER, PostedCase.PASSWORD);
        page = manager.page();
    }

    @AfterEach
    void close() {
        alarms.clear(AlarmKind.ISSUE_LATE, number.value());
        browser.close();
    }

    @Test
    void movesADeadlineAndSeesItInCockpit() {
        Deadline before = receipt();
        LocalDate saturday = before.lastDay().plusWeeks(3).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        openTheForm();

        choose(before.lastDay().minusMonths(2));
        page.keyboard().press("Tab");
        assertThat(page.locator("#lastDay-error")).hasText("過去の日時を期限にすることはできません。");
        page.getByLabel("変更の理由").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.locator("#reason-error")).hasText("理由を入力してください。");
        assertThat(page.locator("#lastDay")).isFocused();
        Browser.screenshot(page, "deadline-refused");

        choose(saturday);
        assertThat(page.locator("#reckoning")).containsText(saturday.plusDays(2) + "（月）まで");
        page.getByLabel("変更の理由").focus();
        page.keyboard().type("利用者の入院により受領が遅れるため");
        Browser.screenshot(page, "deadline-form");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        assertThat(page.getByText("期限を変更しました。")).isVisible();
        Locator line = line("受領期限");
        assertThat(line).containsText(saturday.plusDays(2) + "（月）");
        Browser.screenshot(page, "deadlines-moved");
        Deadline after = receipt();
        assertThat(after.lastDay()).isEqualTo(saturday);
        assertThat(after.executeAt())
                .isEqualTo(
                        saturday.plusDays(3).atTime(16, 0).atZone(Zones.TOKYO).toInstant());
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance())
                        .activityId(CardDeliveryProcess.RECEIPT.timer())
                        .singleResult()
                        .getDuedate())
                .isEqualTo(Date.from(after.executeAt()));

        page.navigate(browser.address("/camunda/app/cockpit/default/#/process-instance/" + instance() + "/runtime"));
        Locator variable = page.locator("tr").filter(new Locator.FilterOptions().setHasText("受領期限"));
        assertThat(variable).containsText(saturday.plusDays(2).toString());
        assertThat(variable).containsText(saturday.plusDays(3) + " 16:00");
        Browser.screenshot(page, "cockpit-instance");
        assertThat(browser.complaints()).isEmpty();
    }

    /** From the start page to the form of this case, without a mouse. */
    private void openTheForm() {
        page.navigate(browser.address("/desk"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("期限一覧"))
                .focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("期限一覧");
        page.getByLabel("種類").focus();
        Browser.again(
                () -> page.keyboard().press("ArrowDown"),
                () -> assertThat(page.getByLabel("種類").inputValue()).isEqualTo("receipt"));
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile("kind=receipt(&|$)"));
        Browser.screenshot(page, "deadlines");
        line("受領期限").getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.HEADING)).hasText("期限の変更");
        assertThat(page.locator("#lastDay")).isFocused();
    }

    /** Sets the field as its date picker does; the order in which digits are typed depends on the browser's language. */
    private void choose(LocalDate day) {
        page.locator("#lastDay").fill(day.toString());
        page.locator("#lastDay").focus();
    }

    private Locator line(String kind) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(number.value()))
                .filter(new Locator.FilterOptions().setHasText(kind));
    }

    @Test
    void looksAcrossCasesInJapanese() {
        alarms.raise(AlarmKind.ISSUE_LATE, number.value(), "発行目標日を過ぎました。");

        page.navigate(browser.address("/desk"));
        assertThat(page.getByText("発行目標日を過ぎました。")).isVisible();
        Browser.screenshot(page, "desk-start");
        visit("cockpit", "#/dashboard", "cockpit-dashboard", "手続き\\s+[1-9]");
        visit("cockpit", "#/processes", "cockpit-processes", "カードの送付と受領");
        visit("cockpit", "#/tasks", "cockpit-tasks", "グループ別の割り当て");
        visit("cockpit", "#/decisions", "cockpit-decisions", "必要書類");
        visit("cockpit", "#/repository", "cockpit-deployments", "配備");
        visit("cockpit", "#/process-definition/" + definition() + "/runtime", "cockpit-definition", number.value());
        visit("welcome", "#!/welcome", "welcome", "プロフィール");
        page.navigate(browser.address("/camunda/app/tasklist/default/"));
        manager.chooseFilter("責任者");
        assertThat(page.locator("ol.tasks-list")).containsText("発行目標日");
        Browser.screenshot(page, "tasklist-manager");
        assertThat(browser.complaints()).isEmpty();
    }

    private void visit(String application, String place, String screenshot, String text) {
        page.navigate(browser.address("/camunda/app/" + application + "/default/" + place));
        assertThat(page.locator("body")).containsText(Pattern.compile(text));
        assertThat(page.locator("body")).not().containsText("取得できませんでした");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        Browser.screenshot(page, screenshot);
    }

    private Deadline receipt() {
        return deadlines.inForce(number.value(), CardDeliveryProcess.RECEIPT).orElseThrow();
    }

    private String instance() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(CardDeliveryProcess.KEY)
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
    }

    private String definition() {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(instance())
                .singleResult()
                .getProcessDefinitionId();
    }
}
