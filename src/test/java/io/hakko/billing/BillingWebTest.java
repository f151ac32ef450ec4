package io.hakko.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoWebTest;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Zones;
import io.hakko.delivery.CardInvoices;
import io.hakko.delivery.DeliveryFakes;
import io.hakko.delivery.DeliveryFakes.FakeApplications;
import io.hakko.delivery.DeliveryFakes.FakeCertificates;
import io.hakko.delivery.DeliveryFakes.FakeClosings;
import io.hakko.desk.StaffClient;
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
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** The desk API of accounting over real HTTP, as the forms use it. */
@HakkoWebTest
@Import(DeliveryFakes.class)
class BillingWebTest {

    private static final String PASSWORD = "a long test password";
    private static final AtomicLong SEQUENCE = new AtomicLong();

    @LocalServerPort
    int port;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    IdentityService identity;

    @Autowired
    ObjectMapper json;

    @Autowired
    TaskInbox inbox;

    @Autowired
    CardInvoices cardInvoices;

    @Autowired
    Invoices invoices;

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
    ManagementService management;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @BeforeEach
    void hire() {
        for (String role : List.of("accounting", "manager", "shipper")) {
            if (identity.createGroupQuery().groupId(role).count() == 0) {
                identity.saveGroup(identity.newGroup(role));
            }
            if (!accounts.exists("billingweb-" + role)) {
                accounts.add("billingweb-" + role, "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
            }
        }
    }

    @Test
    void booksAPartAndThenTheRest() throws Exception {
        InvoiceNumber number = postedInvoice();
        StaffClient accounting = signIn("accounting");
        JsonNode form = body(accounting.get(address(number, "userTask_recordPayment", "record-payment")));
        assertThat(form.at("/view/number").asText()).isEqualTo(number.value());
        assertThat(form.at("/view/payer").asText()).isEqualTo("例示建設株式会社");
        assertThat(form.at("/view/outstanding").asText()).isEqualTo("42,900円");
        assertThat(form.at("/view/lines/0/product").asText()).isEqualTo("3年＋30日");
        assertThat(form.at("/view/lastDay").asText()).isNotEmpty();
        assertThat(form.at("/values/amount").asLong()).isEqualTo(42_900);
        assertThat(form.at("/values/receivedOn").asText()).isEqualTo(today().toString());

        assertThat(book(accounting, number, "{\"receivedOn\":\"%s\",\"amount\":10000,\"note\":\"内金\"}")
                        .statusCode())
                .isEqualTo(204);
        JsonNode rest = body(accounting.get(address(number, "userTask_recordPayment", "record-payment")));
        assertThat(rest.at("/view/outstanding").asText()).isEqualTo("32,900円");
        assertThat(rest.at("/view/payments/0/note").asText()).isEqualTo("内金");
        HttpResponse<String> tooMuch = book(accounting, number, "{\"receivedOn\":\"%s\",\"amount\":33000}");
        assertThat(tooMuch.statusCode()).isEqualTo(422);
        assertThat(body(tooMuch).at("/errors/0/pointer").asText()).isEqualTo("/amount");
        assertThat(body(tooMuch).at("/errors/0/message").asText())
                .contains("32,900円")
                .contains("100円多く");
        assertThat(book(accounting, number, "{\"receivedOn\":\"%s\",\"amount\":33000,\"surplusConfirmed\":true}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(invoices.of(number).state()).isEqualTo("SETTLED");
    }

    @Test
    void asksForWhatIsMissingOrImpossible() throws Exception {
        InvoiceNumber number = postedInvoice();
        StaffClient accounting = signIn("accounting");

        assertThat(body(book(accounting, number, "{}")).path("errors").toString())
                .contains("/receivedOn", "/amount", "入金額を入力してください");
        for (String amount : List.of("0", "-5", "0.5", "99999999999999999999")) {
            HttpResponse<String> refused =
                    book(accounting, number, "{\"receivedOn\":\"%s\",\"amount\":" + amount + "}");
            assertThat(refused.statusCode()).as(amount).isEqualTo(422);
            assertThat(body(refused).at("/errors/0/pointer").asText()).isEqualTo("/amount");
        }
        assertThat(invoices.of(number).payments()).isEmpty();
    }

    @Test
    void letsNobodyElseBookOrDecide() throws Exception {
        InvoiceNumber number = postedInvoice();
        String address = address(number, "userTask_recordPayment", "record-payment");

        assertThat(signIn("shipper").get(address).statusCode()).isEqualTo(403);
        assertThat(signIn("manager")
                        .post(address, "{\"receivedOn\":\"" + today() + "\",\"amount\":42900}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(new StaffClient(port).get(address).statusCode()).isEqualTo(401);
        assertThat(invoices.of(number).payments()).isEmpty();
    }

    @Test
    void letsAManagerDecideAboutAnUnpaidInvoice() throws Exception {
        InvoiceNumber number = postedInvoice();
        becomesOverdue(number);
        String address = address(number, "userTask_decideUnpaid", "decide-unpaid");
        StaffClient manager = signIn("manager");
        JsonNode form = body(manager.get(address));
        assertThat(form.at("/view/decisions").toString()).contains("revoke", "grace", "writeOff");
        assertThat(form.at("/view/overdue").asBoolean()).isTrue();

        assertThat(signIn("accounting").get(address).statusCode()).isEqualTo(403);
        HttpResponse<String> nothing = manager.post(address, "{\"decision\":null,\"reason\":\"理由\"}");
        assertThat(body(nothing).at("/errors/0/pointer").asText()).isEqualTo("/decision");
        HttpResponse<String> noDay = manager.post(address, "{\"decision\":\"grace\",\"reason\":\"理由\"}");
        assertThat(noDay.statusCode()).isEqualTo(422);
        assertThat(body(noDay).at("/errors/0/pointer").asText()).isEqualTo("/graceUntil");
        assertThat(manager.post(
                                address,
                                "{\"decision\":\"grace\",\"graceUntil\":\"" + today().plusDays(14)
                                        + "\",\"reason\":\"支払日の連絡があったため\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(invoices.of(number).state()).isEqualTo("OPEN");
        assertThat(invoices.of(number).lastDay())
                .hasValueSatisfying(day -> assertThat(day).isAfter(today()));
    }

    @Test
    void offersNoRevocationOfWhatIsRevoked() throws Exception {
        InvoiceNumber number = postedInvoice();
        CertificateSerial serial = serial();
        transaction.executeWithoutResult(
                status -> certificates.revoke(new RevokeCertificate(serial, "A-S1", Optional.of(1), "紛失", false)));
        becomesOverdue(number);

        JsonNode form = body(signIn("manager").get(address(number, "userTask_decideUnpaid", "decide-unpaid")));

        assertThat(form.at("/view/decisions").toString())
                .doesNotContain("revoke")
                .contains("grace", "writeOff");
        assertThat(form.at("/view/nothingToRevoke").asBoolean()).isTrue();
        assertThat(form.at("/view/lines/0/certificate").asText()).isEqualTo("失効");
    }

    /** An invoice that was posted on its own today. */
    private InvoiceNumber postedInvoice() {
        SEQUENCE.incrementAndGet();
        ApplicationNumber application = ApplicationNumber.of("AO", 2026, 970_000 + SEQUENCE.get());
        CardNumber card = CardNumber.of("1101", 77_000 + SEQUENCE.get());
        applications.add(application, false);
        certificates.add(application, card, serial());
        transaction.executeWithoutResult(status -> cardInvoices.cardReady(
                new CardInvoices.ReadyCard(application, serial(), card, DeliveryFakes.PROFILE, today(), false)));
        InvoiceNumber number = invoices.ofApplication(application).orElseThrow().number();
        HttpResponse<String> posted = signIn("shipper")
                .post(
                        "/desk/api/notice/tasks/" + task(number, "userTask_postInvoice") + "/register-posting",
                        "{\"postedOn\":\"" + today() + "\",\"channel\":\"ORDINARY\",\"trackingNumber\":\"\"}");
        assertThat(posted.statusCode()).isEqualTo(204);
        return number;
    }

    private CertificateSerial serial() {
        return new CertificateSerial(BigInteger.valueOf(0xCDEF00 + SEQUENCE.get()));
    }

    private void becomesOverdue(InvoiceNumber number) {
        var deadline = deadlines
                .inForce(number.value(), PaymentCollectionProcess.PAYMENT)
                .orElseThrow();
        transaction.executeWithoutResult(status -> closings.closeThrough(deadline.rolledLastDay()));
        time.moveTo(deadline.executeAt());
        String instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult()
                .getId();
        var due = management
                .createJobQuery()
                .processInstanceId(instance)
                .duedateLowerThan(Date.from(clock.instant().plusMillis(1)));
        while (due.count() > 0) {
            management.executeJob(due.list().get(0).getId());
        }
    }

    private HttpResponse<String> book(StaffClient accounting, InvoiceNumber number, String payment) {
        return accounting.post(address(number, "userTask_recordPayment", "record-payment"), payment.formatted(today()));
    }

    private String address(InvoiceNumber number, String element, String form) {
        return "/desk/api/billing/tasks/" + task(number, element) + "/" + form;
    }

    private String task(InvoiceNumber number, String element) {
        return inbox.ofCase(number.value()).stream()
                .filter(open -> open.element().equals(element))
                .findFirst()
                .orElseThrow()
                .id()
                .value();
    }

    private StaffClient signIn(String role) {
        return new StaffClient(port).signIn("billingweb-" + role, PASSWORD);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private JsonNode body(HttpResponse<String> response) throws Exception {
        return json.readTree(response.body());
    }
}
