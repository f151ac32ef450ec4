package io.hakko.revocation;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.delivery.DecideLateReceipt;
import io.hakko.delivery.DecideMisissue;
import io.hakko.delivery.DecideUnreachable;
import io.hakko.delivery.DecideUnreceived;
import io.hakko.delivery.DeliveryCase;
import io.hakko.delivery.InvestigateReturn;
import io.hakko.delivery.JudgeDoubt;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.delivery.domain.ReturnedParcel.Cause;
import io.hakko.policy.DeliveryServices;
import io.hakko.shared.Actor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Revocations that a manager asks for in the course of a delivery, and the way back when they are refused (D-16). */
class DeliveryRevocationsTest extends DeliveryCase {

    @Autowired
    private Revocations revocations;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void revokesAnUnreceivedCardWhenASecondPersonApproves() {
        unreceived();
        proposeUnreceived();
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        String request = request();
        assertThat(openTasks(request)).containsExactly("userTask_approveRevocation");
        assertThatThrownBy(() -> decide(request, MANAGER, true)).hasMessage("workflow.fourEyes");
        decide(request, APPROVER, true);
        runDue(request);
        runDue();

        assertThat(certificates.order(serial)).hasValueSatisfying(order -> {
            assertThat(order.reasonCode()).isEqualTo("A-RCP-02");
            assertThat(order.technical()).isFalse();
        });
        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("REVOKED");
        assertThat(events()).containsSubsequence("receipt.decisionDue", "receipt.revocationAsked", "delivery.revoked");
    }

    @Test
    void goesBackToTheManagerWhenTheSecondPersonRefuses() {
        unreceived();
        proposeUnreceived();
        decide(request(), APPROVER, false);

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_decideUnreceived");
        assertThat(certificates.order(serial)).isEmpty();
        receive(today());
        assertThat(openTasks()).containsExactly("userTask_decideLateReceipt");
    }

    @Test
    void keepsWhatArrivesForTheSecondPersonWhileItIsOpen() {
        unreceived();
        proposeUnreceived();

        assertThatThrownBy(() -> receive(today())).hasMessage("delivery.revocationAsked");
        assertThatThrownBy(this::doubts).hasMessage("delivery.revocationAsked");
        assertThatThrownBy(this::comesBack).hasMessage("delivery.revocationAsked");
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
    }

    @Test
    void revokesDespiteALateReceiptOnlyWithASecondPerson() {
        unreceived();
        receive(today());
        decideLate(DecideLateReceipt.Decision.REVOKE);
        assertThat(openTasks()).isEmpty();
        assertThat(certificates.order(serial)).isEmpty();
        String request = request();
        decide(request, APPROVER, false);

        assertThat(openTasks()).containsExactly("userTask_decideLateReceipt");
        decideLate(DecideLateReceipt.Decision.ACCEPT);
        assertThat(applications.status(application)).isEqualTo("IN_USE");
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void revokesByTheTimersConsequenceWhenALateReceiptIsRefusedInAServiceThatRevokesByItself() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        postReminder();
        moveTo(inForce(RECEIPT).executeAt().minusSeconds(3600));
        receive(today());
        decideLate(DecideLateReceipt.Decision.REVOKE);
        runDue();
        String request = request();
        runDue(request);
        runDue();

        assertThat(certificates.order(serial)).isPresent();
        assertThat(deliveryEnded()).isTrue();
    }

    @Test
    void revokesForAHolderWhoCannotBeReached() {
        unreachable();
        proposeUnreachable("A-O6");
        String request = request();
        decide(request, APPROVER, true);
        runDue(request);
        runDue();

        assertThat(certificates.order(serial))
                .hasValueSatisfying(order -> assertThat(order.reasonCode()).isEqualTo("A-O6"));
        assertThat(openTasks()).isEmpty();
        assertThat(deliveryEnded()).isTrue();
        assertThat(records.ofKey(application.value()))
                .filteredOn(entry -> entry.event().equals("delivery.revoked"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).contains("\"posted\":false"));
    }

    @Test
    void goesBackToTheManagerOfAHolderWhoCannotBeReached() {
        unreachable();
        proposeUnreachable("A-O6");
        decide(request(), APPROVER, false);

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_decideUnreachable");
    }

    @Test
    void revokesAMisIssueWithTheReasonOfTheService() {
        misIssue();
        proposeMisIssue();
        String request = request();
        decide(request, APPROVER, true);
        runDue(request);
        runDue();

        assertThat(certificates.order(serial)).hasValueSatisfying(order -> {
            assertThat(order.reasonCode()).isEqualTo("A-O4");
            assertThat(order.crlReason()).contains(4);
        });
        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("REVOKED");
        assertThat(deadlines.inForce(application.value(), RECEIPT)).isEmpty();
        assertThat(deadlines.suspendedSince(application.value(), RECEIPT)).isEmpty();
    }

    @Test
    void goesBackToTheManagerOfAMisIssue() {
        misIssue();
        proposeMisIssue();
        decide(request(), APPROVER, false);

        assertThat(openTasks()).containsExactly("userTask_decideMisissue");
    }

    @Test
    void refusesASecondRequestForTheSameCertificateAndChangesNothing() {
        misIssue();
        String other = revocations
                .propose(new ProposeRevocation(card.value(), "A-O6", "別の事情による"), MANAGER)
                .value();

        assertThatThrownBy(this::proposeMisIssue).hasMessageContaining("revocation.requestOpen");
        assertThat(openTasks()).containsExactly("userTask_decideMisissue");
        decide(other, APPROVER, false);
        proposeMisIssue();
        assertThat(openTasks()).isEmpty();
    }

    /** A request of somebody else is no answer to what was asked here. */
    @Test
    void leavesACaseAloneWhereNobodyAsked() {
        unreceived();
        String other = revocations
                .propose(new ProposeRevocation(card.value(), "A-O6", "別の事情による"), MANAGER)
                .value();

        decide(other, APPROVER, false);

        assertThat(openTasks()).containsExactlyInAnyOrder("userTask_recordReceipt", "userTask_decideUnreceived");
    }

    private void unreceived() {
        cardIsPosted(DeliveryServices.DECIDE);
        reach(RECEIPT_REMINDER);
        postReminder();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);
    }

    private void proposeUnreceived() {
        unreceived.decide(
                task("userTask_decideUnreceived"),
                MANAGER,
                new DecideUnreceived(DecideUnreceived.Decision.PROPOSE, Optional.empty(), "督促にも応答がないため"));
    }

    private void decideLate(DecideLateReceipt.Decision decision) {
        receipts.decideLate(task("userTask_decideLateReceipt"), MANAGER, new DecideLateReceipt(decision, "事情を確かめたため"));
    }

    private void unreachable() {
        cardIsPosted();
        passDays(12);
        comesBack();
        returnedMail.investigate(
                task("userTask_investigateReturn"), RECEPTION, new InvestigateReturn(Cause.UNKNOWN, false, "電話に出ない"));
    }

    private void proposeUnreachable(String reasonCode) {
        returnedMail.decide(
                task("userTask_decideUnreachable"),
                MANAGER,
                new DecideUnreachable(DecideUnreachable.Decision.PROPOSE, Optional.of(reasonCode), "所在が分からないため"));
    }

    private void misIssue() {
        cardIsPosted();
        doubts();
        doubts.investigate(task("userTask_investigateDoubt"), REVIEWER, new JudgeDoubt(Finding.WRONG, "商号が登記と異なる", ""));
    }

    private void proposeMisIssue() {
        doubts.decide(
                task("userTask_decideMisissue"),
                MANAGER,
                new DecideMisissue(DecideMisissue.Decision.PROPOSE, "入力の誤りが確認されたため"));
    }

    private void decide(String request, Actor person, boolean approved) {
        revocations.decide(
                task(request, "userTask_approveRevocation"), person, new DecideRevocation(approved, "事情を確かめた"));
    }

    /** The newest request for this certificate. */
    private String request() {
        List<String> numbers = jdbc.sql(
                        "SELECT number FROM revocation.request WHERE certificate_serial = :serial ORDER BY number DESC")
                .param("serial", serial.hex())
                .query(String.class)
                .list();
        return numbers.get(0);
    }
}
