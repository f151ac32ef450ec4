package io.hakko.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.ProcessEngineTests.assertThat;

import io.hakko.models.CaseWalk;
import io.hakko.models.ModelEngine;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CardDeliveryProcessTest {

    @RegisterExtension
    static final ModelEngine MODEL = ModelEngine.walkingEveryPathOf(
            "processes/delivery/card-delivery.bpmn", called("returned-mail"), called("content-doubt"));

    private static final String SERIAL = "4d2a";
    private static final Instant REMINDER = Instant.parse("2026-12-15T07:00:00Z");
    private static final Instant DEADLINE = Instant.parse("2026-12-25T07:00:00Z");
    private static final Instant LATER = Instant.parse("2027-01-12T07:00:00Z");

    private CaseWalk walk;
    private ProcessInstance delivery;

    /** Stands for a called process: one task at which the test says how it ends. */
    private static BpmnModelInstance called(String process) {
        return Bpmn.createExecutableProcess(process)
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("stage_" + process)
                .endEvent()
                .done();
    }

    @BeforeEach
    void start() {
        walk = MODEL.newCase("A-2026-000001")
                .with("prepareDispatchDelegate", Map.of("agentDelivery", false))
                .with("writeReceiptReminderDelegate", Map.of("letterId", "3"))
                .with("checkReceiptArrivalsDelegate", Map.of("receiptConsequence", "revoke"))
                .with("resumeReceiptStagesDelegate", armed(true, false))
                .with("countReceiptAnewDelegate", armed(true, false))
                .with("declareReceiptOverdueDelegate")
                .with("recordRevokedDelegate", Map.of("deliveryOutcome", "revoked"));
        delivery = walk.start("card-delivery", Map.of("certificateSerial", SERIAL, "cardNumber", "1000000000000018"));
    }

    private static Map<String, Object> armed(boolean reminderAhead, boolean mailInHouse) {
        return Map.of(
                "receiptReminderAt",
                REMINDER,
                "receiptDeadline",
                DEADLINE,
                "reminderAhead",
                reminderAhead,
                "mailInHouse",
                mailInHouse);
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
        walk.complete("userTask_postParcels", armed(true, false));

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(walk.task("userTask_recordReceipt")).hasCandidateGroup("reception");
        assertThat(walk.task("userTask_recordReceipt").getDueDate()).isEqualTo(DEADLINE);
        assertThat(walk.due("event_receiptReminderDue")).isEqualTo(REMINDER);
        assertThat(walk.due("event_receiptDeadlinePassed")).isEqualTo(DEADLINE);
        arrives("receipt");

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
        assertThat(walk.tasks()).containsExactly("userTask_postReceiptReminder", "userTask_recordReceipt");
        walk.complete("userTask_postReceiptReminder");

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(delivery).hasPassed("endEvent_reminded");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed");
    }

    @Test
    void aReceiptTakesTheUnpostedReminderWithIt() {
        dispatch();
        walk.fire("event_receiptReminderDue");
        walk.run("serviceTask_writeReceiptReminder");

        arrives("receipt");

        assertThat(delivery).isEnded().hasPassed("endEvent_received", "endEvent_receiptConfirmed");
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void aReceiptTakesTheUnwrittenReminderWithIt() {
        dispatch();
        walk.fire("event_receiptReminderDue");

        arrives("receipt");

        assertThat(delivery).isEnded();
        assertThat(walk.called()).doesNotContain("writeReceiptReminderDelegate");
    }

    @Test
    void doesNotRemindWhereNoReminderLiesAhead() {
        walk.run("serviceTask_prepareDispatch");
        walk.complete("userTask_packCard");
        walk.complete("userTask_postParcels", armed(false, false));

        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed");
        assertThat(delivery).hasPassed("gateway_remind", "endEvent_reminded");
    }

    @Test
    void revokesByItselfWhenTheDeadlinePassedAndArrivalsAreClosed() {
        dispatch();

        passDeadline("revoke");
        assertThat(walk.tasks()).isEmpty();
        assertThat(delivery).hasPassed("endEvent_receiptOverdue", "event_receiptOverdue");
        walk.run("serviceTask_declareOverdue");
        assertThat(delivery).isWaitingAtExactly("event_certificateRevoked");

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);
        revocationIsRecorded();
    }

    @Test
    void waitsForTheClosingOfArrivalsBeforeItRevokes() {
        dispatch();
        passDeadline("wait");

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        walk.with("checkReceiptArrivalsDelegate", Map.of("receiptConsequence", "revoke"));
        walk.message("application.arrivalsClosed");
        walk.run("serviceTask_checkReceiptArrivals");

        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.jobs()).containsExactly("serviceTask_declareOverdue");
    }

    @Test
    void waitsOnWhenTheDeadlineTurnsOutToLieLater() {
        dispatch();
        walk.with("checkReceiptArrivalsDelegate", Map.of("receiptConsequence", "later", "receiptDeadline", LATER));

        walk.fire("event_receiptDeadlinePassed");
        walk.run("serviceTask_checkReceiptArrivals");

        assertThat(walk.due("event_receiptDeadlinePassed")).isEqualTo(LATER);
        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
    }

    @Test
    void stillTakesAReceiptThatArrivedInTimeWhileArrivalsAreOpen() {
        dispatch();
        passDeadline("wait");

        arrives("receipt");

        assertThat(delivery).isEnded().hasPassed("endEvent_receiptConfirmed");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
    }

    @Test
    void asksTheManagerAboutALateReceiptAndAcceptsIt() {
        dispatch();
        passDeadline("wait");

        arrives("lateReceipt");
        assertThat(walk.tasks()).containsExactly("userTask_decideLateReceipt");
        assertThat(walk.waitingFor("application.arrivalsClosed")).isZero();
        assertThat(walk.task("userTask_decideLateReceipt")).hasCandidateGroup("manager");
        walk.complete("userTask_decideLateReceipt", Map.of("lateReceiptDecision", "accept"));

        assertThat(delivery).isEnded().hasPassed("endEvent_received", "endEvent_receiptConfirmed");
    }

    @Test
    void stopsTheTimersWhileAManagerDecidesAboutALateReceipt() {
        dispatch();

        arrives("lateReceipt");

        assertThat(walk.jobs()).isEmpty();
    }

    @Test
    void revokesWhenTheManagerRefusesALateReceipt() {
        dispatch();
        arrives("lateReceipt");

        walk.complete("userTask_decideLateReceipt", Map.of("lateReceiptDecision", "revoke"));

        assertThat(delivery).hasPassed("endEvent_receiptRefused", "event_receiptOverdue");
        assertThat(walk.jobs()).containsExactly("serviceTask_declareOverdue");
    }

    @Test
    void asksTheManagerAgainWhenTheSecondPersonRefusesToRevokeDespiteALateReceipt() {
        dispatch();
        arrives("lateReceipt");
        walk.complete("userTask_decideLateReceipt", Map.of("lateReceiptDecision", "propose"));
        assertThat(walk.tasks()).isEmpty();

        walk.messageToAll("delivery.revocationRefused", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).containsExactly("userTask_decideLateReceipt");
    }

    @Test
    void leavesAnUnreceivedCardToAManagerWhereTheServiceSaysSo() {
        dispatch();

        passDeadline("decide");

        assertThat(walk.tasks()).containsExactly("userTask_decideUnreceived", "userTask_recordReceipt");
        assertThat(walk.task("userTask_decideUnreceived")).hasCandidateGroup("manager");
    }

    @Test
    void waitsOnAfterGrace() {
        dispatch();
        passDeadline("decide");

        walk.complete("userTask_decideUnreceived", Map.of("unreceivedDecision", "grace", "receiptDeadline", LATER));

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(walk.due("event_receiptDeadlinePassed")).isEqualTo(LATER);
    }

    @Test
    void asksTheManagerAgainWhenTheSecondPersonRefusesToRevoke() {
        dispatch();
        passDeadline("decide");
        walk.complete("userTask_decideUnreceived", Map.of("unreceivedDecision", "propose"));
        assertThat(walk.waitingFor("delivery.revocationRefused")).isEqualTo(1);

        walk.messageToAll("delivery.revocationRefused", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).containsExactly("userTask_decideUnreceived", "userTask_recordReceipt");
    }

    @Test
    void aLateReceiptTakesThePlaceOfTheDecisionAboutAnUnreceivedCard() {
        dispatch();
        passDeadline("decide");

        arrives("lateReceipt");

        assertThat(walk.tasks()).containsExactly("userTask_decideLateReceipt");
    }

    @Test
    void endsWhenTheSecondPersonApprovesTheRevocation() {
        dispatch();
        passDeadline("decide");
        walk.complete("userTask_decideUnreceived", Map.of("unreceivedDecision", "propose"));

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).isEmpty();
        revocationIsRecorded();
    }

    @Test
    void dealsWithReturnedMailWhileItWaitsOn() {
        dispatch();

        arrives("returned");
        walk.run("callActivity_returnedMail");

        assertThat(walk.tasks()).containsExactly("stage_returned-mail", "userTask_recordReceipt");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed", "event_receiptReminderDue");
        assertThat(walk.taskVariables("stage_returned-mail")).containsOnlyKeys("certificateSerial");
        walk.complete("stage_returned-mail", Map.of("returnOutcome", "countOn"));

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(delivery).hasPassed("gateway_countAnew", "endEvent_noMailInHouse");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed", "event_receiptReminderDue");
    }

    @Test
    void letsASecondReturnJoinTheFirst() {
        dispatch();
        arrives("returned");
        walk.run("callActivity_returnedMail");

        arrives("returnedToo");

        assertThat(walk.tasks()).containsExactly("stage_returned-mail", "userTask_recordReceipt");
        assertThat(walk.jobs()).doesNotContain("callActivity_returnedMail");
    }

    @Test
    void countsAnewFromADispatchAnewWhereTheServiceCountsFromIt() {
        dispatch();
        walk.fire("event_receiptReminderDue");
        arrives("returned");
        walk.run("callActivity_returnedMail");

        walk.complete("stage_returned-mail", Map.of("returnOutcome", "countAnew"));
        assertThat(walk.jobs()).containsExactly("serviceTask_countAnew");
        walk.run("serviceTask_countAnew");

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed", "event_receiptReminderDue");
    }

    @Test
    void aReceiptEndsTheCareForReturnedMail() {
        dispatch();
        arrives("returned");
        walk.run("callActivity_returnedMail");

        arrives("receipt");

        assertThat(delivery).isEnded();
        assertThat(walk.tasks()).isEmpty();
    }

    @Test
    void revokesWhileAParcelLiesInTheHouse() {
        dispatch();
        arrives("returned");
        walk.run("callActivity_returnedMail");

        passDeadline("revoke");

        assertThat(walk.tasks()).isEmpty();
        assertThat(walk.jobs()).containsExactly("serviceTask_declareOverdue");
    }

    @Test
    void standsStillWhileADoubtIsOpen() {
        dispatch();
        walk.fire("event_receiptReminderDue");
        walk.run("serviceTask_writeReceiptReminder");

        arrives("doubt");
        walk.run("callActivity_contentDoubt");

        assertThat(walk.tasks()).containsExactly("stage_content-doubt");
        assertThat(walk.jobs()).isEmpty();
        assertThat(walk.taskVariables("stage_content-doubt")).containsOnlyKeys("certificateSerial");
        walk.complete("stage_content-doubt");
        walk.run("serviceTask_resumeStages");

        assertThat(walk.tasks()).containsExactly("userTask_recordReceipt");
        assertThat(walk.jobs()).containsExactly("event_receiptDeadlinePassed", "event_receiptReminderDue");
    }

    @Test
    void takesUpReturnedMailAgainAfterADoubt() {
        walk.with("resumeReceiptStagesDelegate", armed(false, true));
        dispatch();
        arrives("returned");
        walk.run("callActivity_returnedMail");
        arrives("doubt");
        walk.run("callActivity_contentDoubt");
        assertThat(walk.tasks()).containsExactly("stage_content-doubt");
        walk.complete("stage_content-doubt");
        walk.run("serviceTask_resumeStages");
        walk.run("callActivity_returnedMail");

        assertThat(walk.tasks()).containsExactly("stage_returned-mail", "userTask_recordReceipt");
    }

    @Test
    void endsWhenTheCertificateIsRevokedWhileADoubtIsOpen() {
        dispatch();
        arrives("doubt");
        walk.run("callActivity_contentDoubt");

        walk.messageToAll("revocation.certificateRevoked", "certificateSerial", SERIAL);

        assertThat(walk.tasks()).isEmpty();
        revocationIsRecorded();
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
        walk.complete("userTask_postParcels", armed(true, false));
    }

    private void passDeadline(String consequence) {
        walk.with("checkReceiptArrivalsDelegate", Map.of("receiptConsequence", consequence));
        walk.fire("event_receiptDeadlinePassed");
        walk.run("serviceTask_checkReceiptArrivals");
    }

    private void arrives(String what) {
        walk.complete("userTask_recordReceipt", Map.of("arrival", what));
    }

    private void revocationIsRecorded() {
        walk.run("serviceTask_recordRevoked");
        assertThat(delivery).isEnded().hasPassed("endEvent_revoked");
        assertThat(walk.variable(delivery, "deliveryOutcome")).isEqualTo("revoked");
        assertThat(walk.jobs()).isEmpty();
    }
}
