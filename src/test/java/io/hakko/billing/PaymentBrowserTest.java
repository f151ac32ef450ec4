package io.hakko.billing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.hakko.HakkoWebTest;
import io.hakko.calendar.Zones;
import io.hakko.delivery.CardInvoices;
import io.hakko.delivery.DeliveryFakes;
import io.hakko.delivery.DeliveryFakes.FakeApplications;
import io.hakko.delivery.DeliveryFakes.FakeCertificates;
import io.hakko.delivery.DeliveryFakes.FakeClosings;
import io.hakko.desk.Browser;
import io.hakko.desk.TasklistPage;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounting books a part by keyboard alone; the rest does not come, and a manager grants a grace. */
@HakkoWebTest
@Import(DeliveryFakes.class)
class PaymentBrowserTest {

    private static final String PASSWORD = "a long test password";
    private static final AtomicLong SEQUENCE = new AtomicLong();

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    CardInvoices cardInvoices;

    @Autowired
    Invoices invoices;

    @Autowired
    Postings postings;

    @Autowired
    TaskInbox inbox;

    @Autowired
    FakeApplications applications;

    @Autowired
    FakeCertificates certificates;

    @Autowired
    FakeClosings closings;

    @Autowired
    CaseDeadlines deadlines;

    @Autowired
    EngineTime time;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private Browser browser;

    @BeforeEach
    void open() {
        for (String role : Set.of("accounting", "manager", "shipper")) {
            if (!accounts.exists("pay-" + role)) {
                accounts.add("pay-" + role, "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
            }
        }
        browser = new Browser(port);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aPartIsBookedAndTheRestGetsAGrace() {
        InvoiceNumber number = postedInvoice();

        bookAPart(number);
        becomesOverdue(number);
        LocalDate until = today().plusDays(21);
        TasklistPage manager = grantGrace(number, until);
        seesTheNewDeadlineInCockpit(manager, number);

        assertThat(invoices.of(number).state()).isEqualTo("OPEN");
        assertThat(browser.complaints()).isEmpty();
    }

    private void bookAPart(InvoiceNumber number) {
        TasklistPage accounting = TasklistPage.signIn(browser, "pay-accounting", PASSWORD);
        Locator form = accounting.take("経理", "入金を登録する", number.value());
        assertThat(form).containsText("42,900円");
        assertThat(form).containsText("例示建設株式会社");
        Page page = accounting.page();
        form.locator("[name='receivedOn']").focus();
        form.locator("[name='receivedOn']").fill(today().toString());
        Locator amount = form.locator("[name='amount']");
        amount.focus();
        page.keyboard().press("Control+a");
        page.keyboard().type("50000");
        page.keyboard().press("Control+Enter");
        assertThat(form.locator(".hk-error")).containsText("7,100円多く");
        accounting.screenshot("billing-record-payment-refused");
        amount.focus();
        page.keyboard().press("Control+a");
        page.keyboard().type("40000");
        page.keyboard().press("Tab");
        page.keyboard().type("一部入金");
        accounting.screenshot("billing-record-payment");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("section.task-card")).hasCount(0);
        assertThat(invoices.of(number).outstanding().amount()).isEqualTo(2_900);
        accounting.close();
    }

    private TasklistPage grantGrace(InvoiceNumber number, LocalDate until) {
        TasklistPage manager = TasklistPage.signIn(browser, "pay-manager", PASSWORD);
        Locator form = manager.take("責任者", "未払いの扱いを決める", number.value());
        assertThat(form).containsText("2,900円");
        assertThat(form).containsText("一部入金");
        form.locator("[name='decision']").selectOption("grace");
        form.locator("[name='reason']").fill("残額の支払日について連絡があったため");
        manager.completeInVain();
        assertThat(form.locator(".hk-error")).containsText("新しい支払期限を入力してください");
        manager.screenshot("billing-decide-unpaid");
        form.locator("[name='graceUntil']").fill(until.toString());
        manager.complete();
        return manager;
    }

    private void seesTheNewDeadlineInCockpit(TasklistPage manager, InvoiceNumber number) {
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        LocalDate lastDay = invoices.of(number).lastDay().orElseThrow();
        Page page = manager.page();

        page.navigate(browser.address("/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime"));

        Locator variables = page.locator("table.cam-table, .vars-table, table")
                .filter(new Locator.FilterOptions().setHasText("支払期限"));
        assertThat(variables.first()).containsText(lastDay.toString());
        manager.screenshot("billing-cockpit");
    }

    private InvoiceNumber postedInvoice() {
        long sequence = SEQUENCE.incrementAndGet();
        ApplicationNumber application = ApplicationNumber.of("AO", 2026, 980_000 + sequence);
        CardNumber card = CardNumber.of("1101", 87_000 + sequence);
        CertificateSerial serial = new CertificateSerial(BigInteger.valueOf(0xDEF000 + sequence));
        applications.add(application, false);
        certificates.add(application, card, serial);
        transaction.executeWithoutResult(status -> cardInvoices.cardReady(
                new CardInvoices.ReadyCard(application, serial, card, DeliveryFakes.PROFILE, today(), false)));
        InvoiceNumber number = invoices.ofApplication(application).orElseThrow().number();
        postings.register(
                inbox.ofCase(number.value()).get(0).id(),
                new Actor("pay-shipper"),
                new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty()));
        return number;
    }

    private void becomesOverdue(InvoiceNumber number) {
        var deadline = deadlines
                .inForce(number.value(), PaymentCollectionProcess.PAYMENT)
                .orElseThrow();
        transaction.executeWithoutResult(status -> closings.closeThrough(deadline.rolledLastDay()));
        time.moveTo(deadline.executeAt());
        time.runDue();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
