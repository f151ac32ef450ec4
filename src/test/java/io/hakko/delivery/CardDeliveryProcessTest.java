package io.hakko.delivery;

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

class CardDeliveryProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf("processes/delivery/card-delivery.bpmn");

    private static final String SERIAL = "4d2a";
    private static final Instant REMINDER = Instant.parse("2026-12-15T07:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-12-25T07:00:00Z");

    private CaseWalk walk;
    private ProcessInstance delivery;

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000001")
                .with("prepareDispatchDelegate", Map.of("agentDelivery", false))
                .with("writeReceiptReminderDelegate", Map.of("letterId", "3"))
                .with("checkReceiptArrivalsDelegate", Map.of("arrivalsClosed", true))
                .with("declareReceiptOverdueDelegate")
                .with("recordRevokedDelegate", Map.of("deliveryOutcome", "revoked"));
        delivery = walk.start("card-delivery", Map.of("certificateSerial", SERIAL, "cardNumber", "1000000000000018"));
    }

    @Test
    void endsWhenTheHolderReturnsTheReceiptInTime() {
        walk.run("serviceTask_prepareDispatch");
        assertThat(delivery).isWaitingAtExactly("subProcess_handOver", "userTask_packCard");
        assertThat(walk.task("userTask_packCard")).hasCandidateGroup("shipper");
        walk.complete("userTask_packCard");
        assertThat(delivery)
                .isWaitingAtExactly("subProcess_handOver", "userTask_postParcels")
                .hasNotPassed("userTask_packPin");
        post();

        assertThat(delivery).isWaitingAtExactly("subProcess_awaitReceipt", "userTask_recordReceipt");
        assertThat(walk.task("userTask_recordReceipt")).hasCandidateGroup("reception");
        assertThat(walk.task("userTask_recordReceipt").getDueDate()).isEqualTo(DEADLINE);
        assertThat(walk.due("event_receiptReminderDue")).isEqualTo(REMINDER);
        assertThat(walk.due("event_receiptDeadlinePassed")).isEqualTo(DEADLINE);
        receive(false);

        assertThat(delivery).isEnded().hasPassed("endEvent_received", "endEvent_receiptConfirmed");
        assertThat(walk.jobs()).isEmpty();
    }

    @Test
    void packsThePinApartForAnAgent() {
        walk.with("prepareDispatchDelegate", Map.of("agentDelivery", true));
        walk.run("serviceTask_prepareDispatch");
        walk.complete("userTask_packCard");

        assertThat(delivery).isWaitingAtExactly("subProcess_handOver", "userTask_packPin");
        walk.complete("userTask_packPin");

        assertThat(delivery).isWaitingAtExactly("subProcess_handOver", "userTask_postParcels");
    }

    @Test
    void remindsAndGoesOnWaiting() {
        dispatch();

        walk.fire("event_receiptReminderDue");
        walk.run("serviceTask_writeReceiptReminder");
        assertThat(delivery)
                .isWaitingAtExactly(
                        "subProcess_awaitReceipt", "userTask_recordReceipt", "userTask_postReceiptReminder");
        walk.complete("userTask_postReceiptReminder");

        assertThat(delivery)
                .isWaitingAtExactly("subProcess_awaitReceipt", "userTask_recordReceipt")
                .hasPassed("endEvent_reminded");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed");
    }

    @Test
    void aReceiptTakesTheUnpostedReminderWithIt() {
        dispatch();
        walk.fire("event_receiptReminderDue");
        walk.run("serviceTask_writeReceiptReminder");

        receive(false);

        assertThat(delivery).isEnded().hasPassed("endEvent_received", "endEvent_receiptConfirmed");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void aReceiptTakesTheUnwrittenReminderWithIt() {
        dispatch();
        walk.fire("event_receiptReminderDue");

        receive(false);

        assertThat(delivery).isEnded();
        assertThat(walk.called()).doesNotContain("writeReceiptReminderDelegate");
    }

    @Test
    void revokesByItselfWhenTheDeadlinePassedAndArrivalsAreClosed() {
        dispatch();

        walk.fire("event_receiptDeadlinePassed");
        assertThat(walk.tasks()).isEmpty();
        assertThat(delivery).hasPassed("endEvent_receiptOverdue", "event_receiptOverdue");
        walk.run("serviceTask_declareOverdue");
        assertThat(delivery).isWaitingAtExactly("event_certificateRevoked");

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);
        revocationIsRecorded();
    }

    @Test
    void waitsForTheClosingOfArrivalsBeforeItRevokes() {
        dispatchAndPassTheDeadlineBeforeTheClosing();

        walk.message("application.arrivalsClosed");

        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.jobs()).containsExactly("serviceTask_declareOverdue");
    }

    @Test
    void stillTakesAReceiptThatArrivedInTimeWhileArrivalsAreOpen() {
        dispatchAndPassTheDeadlineBeforeTheClosing();

        receive(false);

        assertThat(delivery).isEnded().hasPassed("endEvent_receiptConfirmed");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
    }

    @Test
    void asksTheManagerAboutALateReceiptAndAcceptsIt() {
        dispatchAndPassTheDeadlineBeforeTheClosing();

        receive(true);
        assertThat(walk.task("userTask_decideLateReceipt")).hasCandidateGroup("manager");
        walk.complete("userTask_decideLateReceipt", Map.of("lateReceiptDecision", "accept"));

        assertThat(delivery).isEnded().hasPassed("endEvent_received", "endEvent_receiptConfirmed");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
    }

    @Test
    void revokesWhenTheManagerRefusesALateReceipt() {
        dispatchAndPassTheDeadlineBeforeTheClosing();
        receive(true);

        walk.complete("userTask_decideLateReceipt", Map.of("lateReceiptDecision", "revoke"));

        assertThat(delivery).hasPassed("gateway_lateReceipt", "endEvent_receiptOverdue", "event_receiptOverdue");
        assertThat(walk.jobs()).containsExactly("serviceTask_declareOverdue");
    }

    @Test
    void endsWhenTheCertificateIsRevokedBeforeTheCardIsPosted() {
        walk.run("serviceTask_prepareDispatch");

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).isEmpty();
        assertThat(delivery).hasPassed("event_revokedBeforeHandOver");
        revocationIsRecorded();
    }

    @Test
    void endsWithItsTimersWhenTheCertificateIsRevokedWhileItWaits() {
        dispatch();

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.jobs()).containsExactly("serviceTask_recordRevoked");
        assertThat(delivery).hasPassed("event_revokedWhileAwaiting");
        revocationIsRecorded();
    }

    private void dispatch() {
        walk.run("serviceTask_prepareDispatch");
        walk.complete("userTask_packCard");
        post();
    }

    private void dispatchAndPassTheDeadlineBeforeTheClosing() {
        walk.with("checkReceiptArrivalsDelegate", Map.of("arrivalsClosed", false));
        dispatch();
        walk.fire("event_receiptDeadlinePassed");
        assertThat(delivery)
                .isWaitingAtExactly("subProcess_awaitReceipt", "userTask_recordReceipt", "event_receiptArrivalsClosed");
    }

    private void post() {
        walk.complete("userTask_postParcels", Map.of("receiptReminderAt", REMINDER, "receiptDeadline", DEADLINE));
    }

    private void receive(boolean late) {
        walk.complete("userTask_recordReceipt", Map.of("receiptLate", late));
    }

    private void revocationIsRecorded() {
        walk.run("serviceTask_recordRevoked");
        assertThat(delivery).isEnded().hasPassed("endEvent_revoked");
        assertThat(walk.variable(delivery, "deliveryOutcome")).isEqualTo("revoked");
        assertThat(walk.jobs()).isEmpty();
    }
}
