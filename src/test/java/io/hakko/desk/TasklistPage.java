package io.hakko.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.regex.Pattern;

/** Tasklist as a member of staff uses it. */
public final class TasklistPage {

    /** Milliseconds until something that happens in the page itself must have happened. */
    private static final double SOON = 1_000;

    /** Milliseconds after which a click that should have asked the server counts as lost. */
    private static final double LATER = 10_000;

    private final Browser browser;
    private final Page page;

    private TasklistPage(Browser browser, Page page) {
        this.browser = browser;
        this.page = page;
    }

    /** Opens Tasklist in a new session and signs in. */
    public static TasklistPage signIn(Browser browser, String userId, String password) {
        Page page = browser.newPage();
        try {
            page.navigate(browser.address("/"));
            Locator user = page.getByPlaceholder("ユーザー名");
            Locator secret = page.getByPlaceholder("パスワード");
            // The page puts the cursor into the first field when it is ready, and whatever is typed goes there then.
            assertThat(user).isFocused();
            Browser.again(
                    () -> {
                        user.fill(userId);
                        secret.fill(password);
                    },
                    () -> {
                        assertThat(user).hasValue(userId, new LocatorAssertions.HasValueOptions().setTimeout(SOON));
                        assertThat(secret).hasValue(password, new LocatorAssertions.HasValueOptions().setTimeout(SOON));
                    });
            secret.press("Enter");
            page.locator(".start-process-action").waitFor();
        } catch (PlaywrightException | AssertionError failed) {
            Browser.screenshot(page, "failed-sign-in-" + userId);
            throw new AssertionError("sign-in failed, browser said " + browser.complaints(), failed);
        }
        return new TasklistPage(browser, page);
    }

    public Page page() {
        return page;
    }

    /** Opens the start form of a process. */
    public Locator openStartForm(String processName) {
        page.locator(".start-process-action a").click();
        page.locator("ul.processes a")
                .getByText(processName, new Locator.GetByTextOptions().setExact(true))
                .click();
        return loaded(page.locator(".modal-body form.hk-form"));
    }

    /** Presses the button of the start form and waits until the dialog is gone. */
    public void start() {
        pressStart();
        assertThat(page.locator(".modal-body")).hasCount(0);
    }

    public void pressStart() {
        page.locator(".modal-footer button.btn-primary:visible").click();
    }

    public void chooseFilter(String name) {
        page.locator(".task-filters .task-filter h4 a")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first()
                .click();
    }

    /** Opens the task of this name and case in the list. */
    public Locator openTask(String filter, String taskName, String caseNumber) {
        page.navigate(browser.address("/camunda/app/tasklist/default/"));
        Locator card = page.locator("ol.tasks-list > li.task")
                .filter(new Locator.FilterOptions().setHasText(taskName))
                .filter(new Locator.FilterOptions().setHasText(caseNumber));
        Locator heading = page.locator("section.task-card h2.task");
        // Tasklist redraws its lists while it loads: what lay under the pointer may be gone when the button comes up.
        Browser.again(
                () -> {
                    chooseFilter(filter);
                    card.locator("h4 a").click(new Locator.ClickOptions().setTimeout(LATER));
                },
                () -> assertThat(heading)
                        .hasText(Pattern.compile(taskName), new LocatorAssertions.HasTextOptions().setTimeout(LATER)));
        return loaded(page.locator("section.task-card form.hk-form"));
    }

    /** Takes the task on. */
    public void claim() {
        Locator claim = page.locator("button.claim");
        Locator unclaim = page.locator("button.unclaim");
        Browser.again(
                () -> {
                    if (!unclaim.isVisible()) {
                        claim.click(new Locator.ClickOptions().setTimeout(LATER));
                    }
                },
                () -> unclaim.waitFor(new Locator.WaitForOptions().setTimeout(LATER)));
    }

    /** Opens the task, takes it on and gives its form. */
    public Locator take(String filter, String taskName, String caseNumber) {
        Locator form = openTask(filter, taskName, caseNumber);
        claim();
        return form;
    }

    public Locator completeButton() {
        return page.locator(".form-actions button.btn-primary");
    }

    /** Presses Complete and waits until the task is done. */
    public void complete() {
        completeButton().click();
        assertThat(page.locator("section.task-card")).hasCount(0);
    }

    /** Presses Complete and waits for the refusal on top of the form. */
    public Locator completeInVain() {
        completeButton().click();
        Locator banner = page.locator("form.hk-form .hk-banner");
        assertThat(banner).isVisible();
        return banner;
    }

    public void screenshot(String name) {
        Browser.screenshot(page, name);
    }

    /** The id of the open task, as the address shows it. */
    public String taskId() {
        return Pattern.compile(".*[?&]task=([^&]+).*").matcher(page.url()).replaceFirst("$1");
    }

    /** Calls the engine's own REST with session and token of this person; gives the status. */
    public int engineRest(String path, String json) {
        Object status = page.evaluate("""
                async ([path, body]) => {
                  const token = document.cookie.split('; ').find(c => c.startsWith('XSRF-TOKEN=')).substring(11);
                  const response = await fetch('/camunda/api/engine/engine/default' + path, {
                    method: 'POST', body, headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token}});
                  return response.status;
                }
                """, new Object[] {path, json});
        return ((Number) status).intValue();
    }

    private static Locator loaded(Locator form) {
        form.waitFor();
        assertThat(form).not().hasClass(Pattern.compile("hk-loading"));
        return form;
    }

    public void close() {
        page.context().close();
    }

    Browser browser() {
        return browser;
    }
}
