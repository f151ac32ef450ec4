package io.hakko.card;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import io.hakko.HakkoWebTest;
import io.hakko.desk.Browser;
import io.hakko.desk.Keyboard;
import io.hakko.desk.TasklistPage;
import io.hakko.shared.Actor;
import io.hakko.workflow.StaffAccounts;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two persons take a box in and count it, in a browser. */
@HakkoWebTest
class StockBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final Actor KEEPER = new Actor("stock-keeper");
    private static final Actor ISSUER = new Actor("stock-opener");
    private static final Actor MANAGER = new Actor("stock-chief");
    private static final String BOX = "BROWSER-1";
    private static final int LATER = 10_000;

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    private Browser browser;

    @BeforeEach
    void hire() {
        hire(KEEPER, "stockkeeper");
        hire(ISSUER, "issuer");
        hire(MANAGER, "manager");
        browser = new Browser(port);
    }

    private void hire(Actor person, String role) {
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void boxIsTakenInOpenedCountedAndSigned() {
        Page keeper = page(KEEPER);
        Keyboard keys = new Keyboard(keeper);
        choose(keeper, BOX + ",1\n" + BOX + "\n");
        keys.press(keeper.locator("#receive"));
        assertThat(keeper.locator("#bad-lines li")).hasCount(2);
        assertThat(keeper.locator("#bad-lines li").first()).containsText("1行目: チップ番号が正しくありません");
        assertThat(keeper.locator("#banner")).containsText("何も登録していません");
        Browser.screenshot(keeper, "stock-01-bad-lines");

        choose(keeper, BOX + ",00000000B0000001\n" + BOX + ",00000000B0000002\n");
        keys.press(keeper.locator("#receive"));
        assertThat(keeper.locator("#done")).containsText("2枚を入庫しました");
        assertThat(keeper.locator("#bad-lines li")).hasCount(0);
        assertThat(box(keeper).locator(".open")).isHidden();
        Page issuer = page(ISSUER);
        assertThat(issuer.locator("#receipt")).isHidden();
        new Keyboard(issuer).press(box(issuer).locator(".open"));
        assertThat(issuer.locator("#open-box")).hasText(BOX);

        keys.press(box(keeper).locator(".counting summary"));
        keys.type(box(keeper).locator(".left"), "1");
        keys.press(box(keeper).locator(".count"));
        assertThat(keeper.locator("#banner")).containsText("台帳の残り2と合いません");
        keys.type(box(keeper).locator(".why"), "一枚が見当たらない");
        keys.press(box(keeper).locator(".count"));
        assertThat(box(keeper).locator(".counted")).containsText("残り1枚（差1枚）一枚が見当たらない");
        assertThat(box(keeper).locator(".confirm")).isHidden();
        Browser.screenshot(keeper, "stock-02-counted");

        keys.press(keeper.locator("#write-off summary"));
        keys.type(keeper.locator("#dead-chip"), "00000000B0000002");
        keys.press(keeper.locator("#write-off-button"));
        assertThat(keeper.locator("#banner")).containsText("理由を入力してください");
        keys.type(keeper.locator("#dead-reason"), "応答しない");
        keys.press(keeper.locator("#write-off-button"));
        assertThat(keeper.locator("#done")).containsText("不良品として登録しました");
        assertThat(dead(keeper).locator(".witnessed")).isHidden();
        assertThat(box(keeper).locator(".stale")).isVisible();
        Browser.screenshot(keeper, "stock-04-dead-blank");
        keys.press(box(keeper).locator(".counting summary"));
        keys.type(box(keeper).locator(".left"), "1");
        keys.press(box(keeper).locator(".count"));
        assertThat(box(keeper).locator(".counted")).containsText("残り1枚（差0枚）");

        Page manager = page(MANAGER);
        new Keyboard(manager).press(dead(manager).locator(".witnessed"));
        assertThat(dead(manager)).hasCount(0);
        new Keyboard(manager).press(box(manager).locator(".confirm"));
        assertThat(box(manager).locator(".counted")).containsText("確認した人 stock-chief");
        assertThat(box(manager).locator(".counting")).isHidden();
        Browser.screenshot(manager, "stock-03-signed");
        assertThat(browser.complaints()).isEmpty();
    }

    private static void choose(Page page, String list) {
        page.locator("#list")
                .setInputFiles(new FilePayload("list.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
    }

    private static Locator dead(Page page) {
        return page.locator("#dead article").filter(new Locator.FilterOptions().setHasText("00000000B0000002"));
    }

    private static Locator box(Page page) {
        return page.locator("article.job").filter(new Locator.FilterOptions().setHasText("箱 " + BOX));
    }

    /** Whoever leaves Tasklist while it still loads may have to sign in again. */
    private Page page(Actor person) {
        AtomicReference<Page> page = new AtomicReference<>();
        Browser.again(
                () -> {
                    page.set(TasklistPage.signIn(browser, person.id(), PASSWORD).page());
                    page.get().waitForLoadState(LoadState.NETWORKIDLE);
                    page.get().navigate(browser.address("/desk/stock"));
                },
                () -> page.get()
                        .locator("#open-box:not(:empty)")
                        .waitFor(new Locator.WaitForOptions().setTimeout(LATER)));
        return page.get();
    }
}
