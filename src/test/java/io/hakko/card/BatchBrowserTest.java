package io.hakko.card;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.hakko.HakkoWebTest;
import io.hakko.card.CardIssuanceWebTest.AcceptedApplications;
import io.hakko.card.domain.BatchFigures;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.integration.TestPrinters;
import io.hakko.desk.Browser;
import io.hakko.desk.Keyboard;
import io.hakko.desk.TasklistPage;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Workflow;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole batch with the keys alone: twenty cards loaded, their letters sealed, inspected by another person, and signed by two. */
@HakkoWebTest
@Import({AcceptedApplications.class, BatchBrowserTest.ExchangeablePrinter.class})
class BatchBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final Actor MAKER = new Actor("run-issuer");
    private static final Actor INSPECTOR = new Actor("run-inspector");
    private static final Actor KEEPER = new Actor("run-keeper");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{8}");
    private static final int MANY = 20;
    private static final int FAULTY = 3;

    /** Where the page is left and found again. */
    private static final int BROKEN_OFF = 7;

    private static final String NUMBER = "[0-9]{16}";
    private static final int LATER = 10_000;
    private static int applications = 980_000;

    /** The printer of the station, none unless a test puts one there. */
    @TestConfiguration(proxyBeanMethods = false)
    static class ExchangeablePrinter {
        @Bean
        @Primary
        Desk desk() {
            return new Desk();
        }
    }

    /** Where a printer can be put. */
    static final class Desk implements MailerPrinter {
        private volatile MailerPrinter printer = TestPrinters.none();

        @Override
        public boolean isThere() {
            return printer.isThere();
        }

        @Override
        public Ready ready() {
            return printer.ready();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    Workflow workflow;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EngineTime engine;

    @Autowired
    Station station;

    @Autowired
    CardBatches batches;

    @Autowired
    Desk desk;

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeEach
    void start() {
        hire(MAKER, "issuer");
        hire(INSPECTOR, "inspector");
        hire(KEEPER, "stockkeeper");
        browser = new Browser(port);
    }

    private void hire(Actor person, String role) {
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    @AfterEach
    void close() {
        desk.printer = TestPrinters.none();
        browser.close();
    }

    @Test
    void twentyCardsAreMadeWithTheKeysAlone() {
        order(MANY);
        Page maker = page(MAKER);
        Keyboard keys = new Keyboard(maker);
        keys.type(maker.locator(".waiting-kind input"), Integer.toString(MANY));
        Browser.screenshot(maker, "batch-01-waiting");
        keys.press(maker.locator(".waiting-kind .open"));
        for (int card = 1; card <= MANY; card++) {
            makeOne(maker, card);
        }
        assertThat(maker.locator("#step-title")).hasText("検査を待っています");
        Browser.screenshot(maker, "batch-05-sealed");
        BatchNumber batch = BatchNumber.of(maker.locator("#number").textContent());

        Page inspector = page(INSPECTOR);
        new Keyboard(inspector).press(row(inspector, batch));
        for (int card = 1; card <= MANY; card++) {
            toVerdict(inspector);
            if (card == FAULTY) {
                fail(inspector);
            } else {
                if (card == 1) {
                    Browser.screenshot(inspector, "batch-06-inspection");
                }
                enter(inspector);
            }
        }
        assertThat(inspector.locator("#counts")).containsText("合格 19");

        engine.runDue();
        makeOne(maker, MANY + 1);
        toVerdict(inspector);
        enter(inspector);
        assertThat(inspector.locator("#counts")).containsText("合格 20");

        assertThat(maker.locator("#sign")).isVisible();
        assertThat(maker.locator("#taken")).isFocused();
        maker.keyboard().type("22");
        maker.keyboard().press("Tab");
        maker.keyboard().type("0");
        maker.keyboard().press("Tab");
        maker.keyboard().type("1");
        maker.keyboard().press("Enter");
        assertThat(maker.locator("#banner")).containsText("台帳では、使った白カードは21枚、廃棄するPIN封書は1通です");
        Browser.screenshot(maker, "batch-08-differs");
        keys.type(maker.locator("#returned"), "1");
        maker.keyboard().press("Enter");
        assertThat(maker.locator("#done")).containsText("署名しました");
        assertThat(maker.locator("#step-title")).hasText("別の人の確認を待っています");

        Page keeper = page(KEEPER);
        new Keyboard(keeper).press(row(keeper, batch));
        ready(keeper, "confirm");
        Browser.screenshot(keeper, "batch-09-confirm");
        enter(keeper);
        assertThat(keeper.locator("#step-title")).hasText("このバッチは終わりました");
        keeper.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "batch-10-closed.png")));
        assertThat(batches.find(batch).isConfirmed()).isTrue();
        assertThat(batches.find(batch).figures()).isEqualTo(new BatchFigures(MANY, 1, 0, MANY + 1));
        assertThat(browser.complaints()).isEmpty();
    }

    /** Load, PIN, letter: enter, enter, enter. */
    private void makeOne(Page maker, int card) {
        ready(maker, "load");
        if (card == 1) {
            Browser.screenshot(maker, "batch-02-load");
        }
        enter(maker);
        personalize(maker);
        ready(maker, "pin");
        if (card == BROKEN_OFF) {
            maker.reload();
            ready(maker, "pin " + NUMBER);
        }
        enter(maker);
        ready(maker, "seal");
        assertThat(maker.locator("#pin-digits")).hasText(DIGITS);
        if (card == 2) {
            Browser.screenshot(maker, "batch-03-pin");
        }
        enter(maker);
        assertThat(maker.locator("#pin")).isHidden();
        if (card == MANY / 2) {
            ready(maker, "load");
            Browser.screenshot(maker, "batch-04-half");
        }
    }

    private void personalize(Page maker) {
        assertThat(maker.locator("#go")).hasAttribute("data-step", Pattern.compile("^(wait|made) .*"));
        engine.runDue();
        station.workOnce();
    }

    /** The card that was made last lies in the reader; every other one is put in. */
    private static void toVerdict(Page inspector) {
        ready(inspector, "(inspect|verdict)");
        if (step(inspector).startsWith("inspect")) {
            enter(inspector);
            ready(inspector, "verdict");
        }
    }

    private static String step(Page page) {
        return page.locator("#go").getAttribute("data-step");
    }

    private static void fail(Page inspector) {
        Keyboard keys = new Keyboard(inspector);
        keys.press(inspector.locator("#trouble summary"));
        keys.type(inspector.locator("#reason"), "券面のかすれ");
        Browser.screenshot(inspector, "batch-07-failed");
        keys.press(inspector.locator("#fail"));
        assertThat(inspector.locator("#trouble")).not().hasAttribute("open", "");
    }

    @Test
    void pinLetterIsPrintedByKey() throws Exception {
        try (TestPrinters.RawPaper paper = new TestPrinters.RawPaper()) {
            desk.printer = TestPrinters.raw(paper.port());
            order(1);
            Page maker = page(MAKER);
            new Keyboard(maker).press(maker.locator(".waiting-kind .open"));
            ready(maker, "load");
            enter(maker);
            personalize(maker);
            ready(maker, "pin");
            assertThat(maker.locator("#go")).hasText("PIN通知書を印刷");
            Browser.screenshot(maker, "batch-11-print");
            String number = step(maker).replaceFirst("pin ", "");
            enter(maker);
            ready(maker, "seal");
            assertThat(maker.locator("#pin")).isHidden();
            assertThat(TestPrinters.lines(paper.received(folder)))
                    .anySatisfy(line -> assertThat(line.replaceAll("[ -]", "")).contains(number));
            enter(maker);
            assertThat(maker.locator("#step-title")).hasText("検査を待っています");
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void order(int howMany) {
        for (int i = 0; i < howMany; i++) {
            ApplicationNumber application = ApplicationNumber.of("AO", 2026, ++applications);
            transaction.executeWithoutResult(status ->
                    workflow.start(CertificateIssuanceProcess.KEY, application.value(), ProcessVariables.none()));
        }
    }

    /** The next thing can be done, and the key for it lies under the finger: nobody has to go there. */
    private static void ready(Page page, String step) {
        Locator go = page.locator("#go");
        assertThat(go).hasAttribute("data-step", Pattern.compile("^" + step + "( .*)?$"));
        assertThat(go).hasAttribute("aria-disabled", "false");
        assertThat(go).isFocused();
    }

    private static void enter(Page page) {
        page.keyboard().press("Enter");
    }

    private static Locator row(Page page, BatchNumber batch) {
        return page.locator("#batches a").filter(new Locator.FilterOptions().setHasText(batch.value()));
    }

    /** Whoever leaves Tasklist while it still loads may have to sign in again. */
    private Page page(Actor person) {
        AtomicReference<Page> page = new AtomicReference<>();
        Browser.again(
                () -> {
                    page.set(TasklistPage.signIn(browser, person.id(), PASSWORD).page());
                    page.get().waitForLoadState(LoadState.NETWORKIDLE);
                    page.get().navigate(browser.address("/desk/batches"));
                },
                () -> page.get()
                        .locator("#batches:visible, #no-batches:visible")
                        .first()
                        .waitFor(new Locator.WaitForOptions().setTimeout(LATER)));
        return page.get();
    }
}
