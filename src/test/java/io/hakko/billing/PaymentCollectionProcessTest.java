package io.hakko.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PaymentCollectionProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/billing/payment-collection.bpmn");

    private static final Instant REMINDER = Instant.parse("2027-01-05T07:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2027-01-14T07:00:00Z");
    private static final Instant GRACE = Instant.parse("2027-02-15T07:00:00Z");
    private static final Map<String, Object> TERMS =
            Map.of("reminderPlanned", true, "paymentReminderAt", REMINDER, "paymentDeadline", DEADLINE);

    private CaseWalk walk;

    @BeforeEach
    void newCase() {
        walk = MODEL.newCase("IV-2026-000001")
                .with("writePaymentReminderDelegate", Map.of("letterId", "2"))
                .with("checkPaymentArrivalsDelegate", Map.of("arrivalsClosed", true))
                .with("declarePaymentOverdueDelegate", Map.of("revokedByTimer", false));
    }

    @Test
    void endsWhenEverythingIsPaidInTime() {
        ProcessInstance collection = enclosedAndPosted();
        assertThat(walk.task("userTask_recordPayment")).hasCandidateGroup("accounting");
        assertThat(walk.task("userTask_recordPayment").getDueDate()).isEqualTo(DEADLINE);
        assertThat(walk.due("event_paymentReminderDue")).isEqualTo(REMINDER);
        assertThat(walk.due("event_paymentDeadlinePassed")).isEqualTo(DEADLINE);

        pay(true);

        itEndsWith(collection, "endEvent_settled");
    }

    @Test
    void waitsForTheRestAfterAPart() {
        ProcessInstance collection = enclosedAndPosted();

        pay(false);
        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");
        assertThat(walk.jobs()).containsExactly("event_paymentDeadlinePassed", "event_paymentReminderDue");
        pay(true);

        itEndsWith(collection, "endEvent_settled");
    }

    @Test
    void postsAnInvoiceThatNoParcelTakes() {
        ProcessInstance collection =
                walk.start("payment-collection", Map.of("invoiceEnclosed", false, "letterId", "1"));
        assertThat(collection).isWaitingAtExactly("userTask_postInvoice");
        assertThat(walk.task("userTask_postInvoice")).hasCandidateGroup("shipper");

        walk.complete("userTask_postInvoice", TERMS);

        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");
    }

    @Test
    void postsAnInvoiceWhoseParcelStays() {
        ProcessInstance collection = enclosed();

        walk.message("billing.parcelCancelled");

        assertThat(collection).isWaitingAtExactly("userTask_postInvoice");
        assertThat(walk.waitingFor("billing.invoicePosted")).isZero();
    }

    @Test
    void remindsAndGoesOnWaiting() {
        enclosedAndPosted();

        walk.fire("event_paymentReminderDue");
        walk.run("serviceTask_writePaymentReminder");
        assertThat(walk.tasks()).containsExactly("userTask_postPaymentReminder", "userTask_recordPayment");
        assertThat(walk.task("userTask_postPaymentReminder")).hasCandidateGroup("shipper");
        walk.complete("userTask_postPaymentReminder");

        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");
        assertThat(walk.jobs()).containsExactly("event_paymentDeadlinePassed");
    }

    @Test
    void aPaymentTakesTheUnpostedReminderWithIt() {
        ProcessInstance collection = enclosedAndPosted();
        walk.fire("event_paymentReminderDue");
        walk.run("serviceTask_writePaymentReminder");

        pay(true);

        itEndsWith(collection, "endEvent_settled");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void doesWithoutAReminder() {
        enclosed();

        walk.message("billing.invoicePosted", Map.of("reminderPlanned", false, "paymentDeadline", DEADLINE));

        assertThat(walk.jobs()).containsExactly("event_paymentDeadlinePassed");
    }

    @Test
    void asksTheManagerWhenTheDeadlinePassed() {
        ProcessInstance collection = overdue();
        assertThat(walk.task("userTask_decideUnpaid")).hasCandidateGroup("manager");

        walk.complete("userTask_decideUnpaid", Map.of("unpaidDecision", "writeOff"));

        itEndsWith(collection, "endEvent_writtenOff");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void aPaymentMakesTheDecisionNeedless() {
        ProcessInstance collection = overdue();

        pay(true);

        itEndsWith(collection, "endEvent_settled");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void waitsForTheClosingOfArrivals() {
        walk.with("checkPaymentArrivalsDelegate", Map.of("arrivalsClosed", false));
        enclosedAndPosted();
        walk.fire("event_paymentDeadlinePassed");
        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isOne();

        walk.message("application.arrivalsClosed");
        walk.run("serviceTask_declarePaymentOverdue");

        assertThat(walk.tasks()).containsExactly("userTask_decideUnpaid", "userTask_recordPayment");
    }

    @Test
    void aPaymentEndsTheWaitingForTheClosing() {
        walk.with("checkPaymentArrivalsDelegate", Map.of("arrivalsClosed", false));
        ProcessInstance collection = enclosedAndPosted();
        walk.fire("event_paymentDeadlinePassed");

        pay(true);

        itEndsWith(collection, "endEvent_settled");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
    }

    @Test
    void waitsAgainAfterAGrace() {
        overdue();

        walk.complete("userTask_decideUnpaid", Map.of("unpaidDecision", "grace", "paymentDeadline", GRACE));
        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");
        assertThat(walk.due("event_paymentDeadlinePassed")).isEqualTo(GRACE);
        walk.fire("event_paymentDeadlinePassed");
        walk.run("serviceTask_declarePaymentOverdue");

        assertThat(walk.tasks()).containsExactly("userTask_decideUnpaid", "userTask_recordPayment");
    }

    @Test
    void endsWhenTheCertificatesAreRevoked() {
        ProcessInstance collection = overdue();
        walk.complete("userTask_decideUnpaid", Map.of("unpaidDecision", "revoke"));
        assertThat(walk.tasks()).containsExactly("userTask_recordPayment");

        walk.message("billing.certificatesRevoked");

        itEndsWith(collection, "endEvent_revoked");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void comesBackToTheManagerWhenTheRevocationIsRefused() {
        overdue();
        walk.complete("userTask_decideUnpaid", Map.of("unpaidDecision", "revoke"));

        walk.message("billing.revocationRefused");

        assertThat(walk.tasks()).containsExactly("userTask_decideUnpaid", "userTask_recordPayment");
        assertThat(walk.waitingFor("billing.certificatesRevoked")).isZero();
    }

    @Test
    void aPaymentEndsTheWaitingForTheApproval() {
        ProcessInstance collection = overdue();
        walk.complete("userTask_decideUnpaid", Map.of("unpaidDecision", "revoke"));

        pay(true);

        itEndsWith(collection, "endEvent_settled");
    }

    @Test
    void revokesByItselfWhereTheServiceWantsIt() {
        walk.with("declarePaymentOverdueDelegate", Map.of("revokedByTimer", true));
        ProcessInstance collection = enclosedAndPosted();
        walk.fire("event_paymentDeadlinePassed");
        walk.run("serviceTask_declarePaymentOverdue");
        assertThat(walk.tasks()).doesNotContain("userTask_decideUnpaid");

        walk.message("billing.certificatesRevoked");

        itEndsWith(collection, "endEvent_revoked");
    }

    private ProcessInstance enclosed() {
        ProcessInstance collection = walk.start("payment-collection", Map.of("invoiceEnclosed", true, "letterId", "1"));
        assertThat(collection).isWaitingAtExactly("gateway_parcel");
        return collection;
    }

    private ProcessInstance enclosedAndPosted() {
        ProcessInstance collection = enclosed();
        walk.message("billing.invoicePosted", TERMS);
        assertThat(walk.waitingFor("billing.parcelCancelled")).isZero();
        return collection;
    }

    private ProcessInstance overdue() {
        ProcessInstance collection = enclosedAndPosted();
        walk.fire("event_paymentDeadlinePassed");
        walk.run("serviceTask_declarePaymentOverdue");
        assertThat(walk.tasks()).containsExactly("userTask_decideUnpaid", "userTask_recordPayment");
        return collection;
    }

    private void pay(boolean complete) {
        walk.complete("userTask_recordPayment", Map.of("paymentComplete", complete));
    }

    private void itEndsWith(ProcessInstance collection, String end) {
        assertThat(collection).isEnded().hasPassed(end, "endEvent_paymentCollected");
        assertThat(walk.jobs()).isEmpty();
    }
}
