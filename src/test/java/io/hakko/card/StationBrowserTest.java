package io.hakko.card;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.hakko.HakkoWebTest;
import io.hakko.card.CardIssuanceWebTest.AcceptedApplications;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerState;
import io.hakko.desk.Browser;
import io.hakko.desk.Keyboard;
import io.hakko.desk.TasklistPage;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import io.hakko.workflow.Workflow;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** The station's page with the keys alone: a PIN letter jams and is replaced under two persons (D-16, A-PIN-01). */
@HakkoWebTest
@Import(AcceptedApplications.class)
class StationBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final Actor ISSUER = new Actor("station-issuer");
    private static final Actor INSPECTOR = new Actor("station-inspector");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{8}");
    private static final double LATER = 10_000;
    private static int applications = 950_000;

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
    TaskInbox inbox;

    @Autowired
    Cards cards;

    @Autowired
    Station station;

    @Autowired
    SimulatedBox box;

    @Autowired
    Ledger ledger;

    Browser browser;
    ApplicationNumber application;

    @BeforeEach
    void aCardIsMade() {
        hire(ISSUER, "issuer");
        hire(INSPECTOR, "inspector");
        application = ApplicationNumber.of("AO", 2026, ++applications);
        transaction.executeWithoutResult(
                status -> workflow.start(CertificateIssuanceProcess.KEY, application.value(), ProcessVariables.none()));
        engine.runDue();
        OpenTask load = inbox.ofCase(application.value()).get(0);
        cards.loadCard(load.id(), ISSUER, new LoadCard(box.insertBlank()));
        engine.runDue();
        station.workOnce();
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
    void spoiledPinLetterIsReplaced() {
        Page issuer = page(ISSUER);
        Locator ofIssuer = card(issuer);
        Keyboard keys = new Keyboard(issuer);
        keys.press(ofIssuer.locator(".show"));
        Locator pin = ofIssuer.locator("[data-secret='pin']");
        assertThat(pin).hasText(DIGITS);
        String old = pin.textContent();
        keys.press(ofIssuer.locator(".jam-report summary"));
        keys.press(ofIssuer.locator(".report-jam"));
        assertThat(issuer.locator("#banner")).containsText("理由を入力してください");
        keys.type(ofIssuer.locator(".jam-reason"), "用紙が詰まった");
        keys.press(ofIssuer.locator(".report-jam"));

        assertThat(ofIssuer.locator(".jam")).containsText("用紙が詰まった");
        assertThat(pin).isHidden();
        assertThat(ofIssuer.locator(".destroyed")).isHidden();
        Browser.screenshot(issuer, "station-01-jam");
        station.workOnce();
        assertThat(ofIssuer.locator(".show")).isHidden();

        Page inspector = page(INSPECTOR);
        Locator ofInspector = card(inspector);
        assertThat(ofInspector.locator(".spoil")).isHidden();
        Browser.screenshot(inspector, "station-02-destroyed");
        new Keyboard(inspector).press(ofInspector.locator(".destroyed"));
        assertThat(ofInspector).hasCount(0);

        station.workOnce();
        keys.press(ofIssuer.locator(".show"));
        assertThat(pin).hasText(DIGITS);
        assertThat(pin).not().hasText(old);
        assertThat(ofIssuer.locator(".renewed")).isVisible();
        keys.press(ofIssuer.locator(".seal"));
        assertThat(ofIssuer.locator("[data-secret='pin']:visible")).hasCount(0);
        assertThat(ledger.live(application))
                .hasValueSatisfying(made -> assertThat(made.state()).isEqualTo(LedgerState.MAILER_PRINTED));
        assertThat(browser.complaints()).isEmpty();
    }

    /** Tasklist may still be on the way to its own first page when somebody has just signed in, and go there instead. */
    private Page page(Actor person) {
        Page page = TasklistPage.signIn(browser, person.id(), PASSWORD).page();
        Browser.again(
                () -> page.navigate(browser.address("/desk/station")),
                () -> card(page).waitFor(new Locator.WaitForOptions().setTimeout(LATER)));
        return page;
    }

    private Locator card(Page page) {
        return page.locator("article.job").filter(new Locator.FilterOptions().setHasText(application.value()));
    }
}
