package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.PAYMENT;
import static io.hakko.billing.PaymentCollectionProcess.PAYMENT_REMINDER;
import static io.hakko.policy.DeliveryServices.STRICT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.billing.DecideUnpaid.Decision;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Deadline;
import io.hakko.delivery.PackParcel;
import io.hakko.delivery.PostParcels;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterKind;
import io.hakko.revocation.DecideRevocation;
import io.hakko.revocation.RevocationRequestView;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Yen;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the invoice in the mail to its payment, or to what a manager decides. */
class PaymentCollectionTest extends BillingCase {

    @Autowired
    private StaffAccounts staff;

    // ---- payments

    @Test
    void aPaymentInTimeSettlesTheInvoice() {
        cardIsInUse();
        String number = key();

        pay(42_900);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(invoice().state()).isEqualTo("SETTLED");
        assertThat(deadlines.inForce(number, PAYMENT)).isEmpty();
        assertThat(deadlines.inForce(number, PAYMENT_REMINDER)).isEmpty();
        assertThat(events(number))
                .containsSubsequence("invoice.issued", "deadline.armed", "payment.recorded", "payment.settled");
        assertThat(event(number, "payment.recorded").actor()).isEqualTo(ACCOUNTING.id());
    }

    @Test
    void aPartLeavesTheRestOutstanding() {
        cardIsInUse();
        String number = key();

        pay(20_000);
        assertThat(openTasks(number)).containsExactly("userTask_recordPayment");
        assertThat(due(number, "userTask_recordPayment"))
                .contains(deadline(PAYMENT).executeAt());
        InvoiceView afterPart = payments.awaited(task(number, "userTask_recordPayment"), ACCOUNTING);
        assertThat(afterPart.outstanding()).isEqualTo(Yen.of(22_900));
        assertThat(afterPart.payments())
                .containsExactly(new InvoiceView.Receipt(today(), Yen.of(20_000), "", ACCOUNTING.id()));
        pay(22_460);
        assertThat(invoice().outstanding()).as("the bank kept its fee").isEqualTo(Yen.of(440));
        pay(440);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(events(number)).filteredOn("payment.recorded"::equals).hasSize(3);
        assertThat(events(number)).filteredOn("payment.settled"::equals).hasSize(1);
    }

    @Test
    void tooMuchIsBookedOnceItIsConfirmed() {
        cardIsInUse();
        String number = key();
        TaskId task = task(number, "userTask_recordPayment");
        RecordPayment tooMuch = new RecordPayment(today(), Yen.of(50_000), false, "");

        assertThatThrownBy(() -> payments.record(task, ACCOUNTING, tooMuch))
                .hasMessage("/amount billing.surplusNotConfirmed");
        assertThat(invoice().paid()).isEqualTo(Yen.of(0));
        payments.record(task, ACCOUNTING, new RecordPayment(today(), Yen.of(50_000), true, "二重振込の疑い"));

        assertThat(invoice().surplus()).isEqualTo(Yen.of(7_100));
        assertThat(event(number, "payment.settled").detail()).contains("\"surplus\":7100");
        assertThat(collectionEnded(number)).isTrue();
    }

    @Test
    void refusesAnImpossiblePayment() {
        cardIsInUse();
        TaskId task = task(key(), "userTask_recordPayment");

        assertThatThrownBy(() -> record(task, today().plusDays(1), 100, ""))
                .hasMessage("/receivedOn billing.receivedInFuture");
        assertThatThrownBy(() -> record(task, invoice().invoicedOn().minusDays(1), 100, ""))
                .hasMessage("/receivedOn billing.receivedBeforeInvoice");
        assertThatThrownBy(() -> record(task, today(), 0, "")).hasMessage("/amount billing.amountImpossible");
        assertThatThrownBy(() -> record(task, today(), 100, "あ".repeat(501))).hasMessage("/note billing.noteTooLong");
        assertThatThrownBy(() -> record(task, today(), 100, "1234-5678-9018")).hasMessage("/note billing.myNumber");
        assertThat(invoice().payments()).isEmpty();
        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
    }

    private void record(TaskId task, LocalDate on, long amount, String note) {
        payments.record(task, ACCOUNTING, new RecordPayment(on, Yen.of(amount), false, note));
    }

    @Test
    void booksAPaymentOfAnybodyElseThanAccountingNever() {
        cardIsInUse();
        TaskId task = task(key(), "userTask_recordPayment");

        assertThatThrownBy(() -> payments.record(task, SHIPPER, new RecordPayment(today(), Yen.of(42_900), false, "")))
                .hasMessage("workflow.notACandidate");
    }

    @Test
    void booksThePaymentAndMovesTheProcessOrNeither() {
        cardIsInUse();
        String number = key();
        TaskId task = task(number, "userTask_recordPayment");

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    pay(42_900);
                    assertThat(collectionEnded(number)).isTrue();
                    throw new IllegalStateException("after everything was done");
                }))
                .hasMessage("after everything was done");

        assertThat(task(number, "userTask_recordPayment")).isEqualTo(task);
        assertThat(invoice().state()).isEqualTo("OPEN");
        assertThat(invoice().payments()).isEmpty();
        assertThat(events(number)).doesNotContain("payment.recorded", "payment.settled");
        assertThat(deadlines.inForce(number, PAYMENT)).isPresent();
    }

    // ---- reminder

    @Test
    void remindsOfWhatIsOutstanding() {
        cardIsInUse();
        pay(40_000);
        reachPayment(PAYMENT_REMINDER);

        assertThat(openTasks(key()))
                .containsExactlyInAnyOrder("userTask_recordPayment", "userTask_postPaymentReminder");
        assertThat(letters.of(key())).last().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(LetterKind.PAYMENT_REMINDER);
            LetterContent.PaymentReminder content = (LetterContent.PaymentReminder) letter.content();
            assertThat(content.paid()).isEqualTo(Yen.of(40_000));
            assertThat(content.outstanding()).isEqualTo(Yen.of(2_900));
            assertThat(content.payBy()).isEqualTo(deadline(PAYMENT).rolledLastDay());
        });
        assertThat(events(key())).doesNotContain("payment.reminded");
        postLetter(key(), "userTask_postPaymentReminder");

        assertThat(events(key())).contains("payment.reminded");
        assertThat(invoice().remindedOn()).contains(today());
        assertThat(openTasks(key())).containsExactly("userTask_recordPayment");
    }

    // ---- the last day

    @Test
    void asksTheManagerWhenTheLastDayIsOver() {
        paymentIsOverdue();

        assertThat(openTasks(key())).containsExactlyInAnyOrder("userTask_recordPayment", "userTask_decideUnpaid");
        assertThat(events(key())).contains("payment.overdue");
        assertThat(deadlines.inForce(key(), PAYMENT)).isEmpty();
        InvoiceView shown = payments.unpaid(task(key(), "userTask_decideUnpaid"), MANAGER);
        assertThat(shown.revocable()).isOne();
        assertThat(shown.outstanding()).isEqualTo(Yen.of(42_900));
    }

    @Test
    void aPaymentBeforeTheDecisionSettlesEverything() {
        paymentIsOverdue();
        String number = key();

        pay(42_900);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(openTasks(number)).isEmpty();
        assertThat(event(number, "payment.settled").before()).isEqualTo("OVERDUE");
        assertThat(certificates.order(serial)).isEmpty();
    }

    @Test
    void waitsForTheClosingOfTheLastDay() {
        cardIsInUse();
        String number = key();
        LocalDate lastDay = deadline(PAYMENT).rolledLastDay();
        closeArrivalsThrough(lastDay.minusDays(1));
        reachPayment(PAYMENT);
        assertThat(openTasks(number)).doesNotContain("userTask_decideUnpaid");
        assertThat(deadlines.awaitingClosingThrough(lastDay)).contains(number);

        closeArrivalsThrough(lastDay);
        runDue(number);

        assertThat(openTasks(number)).contains("userTask_decideUnpaid");
        assertThat(deadlines.awaitingClosingThrough(lastDay)).doesNotContain(number);
    }

    @Test
    void aPaymentEndsTheWaitingForTheClosing() {
        cardIsInUse();
        String number = key();
        LocalDate lastDay = deadline(PAYMENT).rolledLastDay();
        closeArrivalsThrough(lastDay.minusDays(1));
        reachPayment(PAYMENT);

        pay(42_900);
        closeArrivalsThrough(lastDay);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(events(number)).doesNotContain("payment.overdue");
    }

    // ---- what a manager decides

    @Test
    void aManagerWritesTheInvoiceOff() {
        cardIsInUse();
        pay(42_460);
        paymentBecomesOverdue();
        String number = key();

        decide(Decision.WRITE_OFF);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(invoice().state()).isEqualTo("WRITTEN_OFF");
        assertThat(event(number, "invoice.writtenOff")).satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(MANAGER.id());
            assertThat(entry.reason()).isEqualTo("三度の電話にも応答がないため");
            assertThat(entry.detail()).contains("\"outstanding\":440");
        });
        assertThat(certificates.order(serial)).isEmpty();
    }

    @Test
    void aGraceGivesALaterLastDayToTaskAndTimer() {
        paymentIsOverdue();
        String number = key();
        LocalDate until = today().plusDays(30);

        decide(Decision.GRACE, Optional.of(until));

        Deadline grace = deadline(PAYMENT);
        assertThat(grace.lastDay()).isEqualTo(until);
        assertThat(grace.executeAt()).isAfter(now());
        assertThat(openTasks(number)).containsExactly("userTask_recordPayment");
        assertThat(due(number, "userTask_recordPayment")).contains(grace.executeAt());
        assertThat(event(number, "payment.graceGranted").after()).isEqualTo("OPEN");
        paymentBecomesOverdue();
        assertThat(openTasks(number)).contains("userTask_decideUnpaid");
        decide(Decision.GRACE, Optional.of(today().plusDays(10)));
        pay(42_900);
        assertThat(collectionEnded(number)).isTrue();
    }

    @Test
    void refusesAnImpossibleDecision() {
        paymentIsOverdue();
        TaskId task = task(key(), "userTask_decideUnpaid");

        assertThatThrownBy(() -> decide(task, Decision.GRACE, Optional.empty(), "理由"))
                .hasMessage("/graceUntil billing.graceMissing");
        assertThatThrownBy(() -> decide(task, Decision.GRACE, Optional.of(today()), "理由"))
                .hasMessage("/graceUntil billing.graceNotLater");
        assertThatThrownBy(() -> decide(task, Decision.WRITE_OFF, Optional.empty(), " "))
                .hasMessage("/reason billing.reasonMissing");
        assertThatThrownBy(() -> decide(task, Decision.REVOKE, Optional.empty(), "あ".repeat(501)))
                .hasMessage("/reason billing.reasonTooLong");
        assertThatThrownBy(() -> decide(task, Decision.REVOKE, Optional.empty(), "番号 123456789018"))
                .hasMessage("/reason billing.myNumber");
        assertThat(invoice().state()).isEqualTo("OVERDUE");
    }

    private void decide(TaskId task, Decision decision, Optional<LocalDate> until, String reason) {
        payments.decideUnpaid(task, MANAGER, new DecideUnpaid(decision, until, reason));
    }

    /** D-16: who books payments does not decide about what is missing. */
    @Test
    void whoBookedAPaymentDoesNotDecide() {
        Actor both = new Actor("billing-both");
        if (!staff.exists(both.id())) {
            staff.add(both.id(), "試験", Set.of("accounting", "manager"), "not used in these tests", Actor.COMMAND_LINE);
        }
        cardIsInUse();
        payments.record(
                task(key(), "userTask_recordPayment"), both, new RecordPayment(today(), Yen.of(1_000), false, ""));
        paymentBecomesOverdue();

        assertThatThrownBy(() -> payments.decideUnpaid(
                        task(key(), "userTask_decideUnpaid"),
                        both,
                        new DecideUnpaid(Decision.WRITE_OFF, Optional.empty(), "少額のため")))
                .hasMessage("workflow.fourEyes");
    }

    // ---- revocation for non-payment

    @Test
    void aManagersRevocationNeedsASecondPerson() {
        paymentIsOverdue();
        String number = key();
        decide(Decision.REVOKE);
        String request = request(serial);

        assertThat(openTasks(number)).containsExactly("userTask_recordPayment");
        assertThat(invoice().state()).isEqualTo("REVOCATION_PROPOSED");
        RevocationRequestView shown = revocations.toApprove(task(request, "userTask_approveRevocation"), APPROVER);
        assertThat(shown.originLabel()).isEqualTo("代金の未払い");
        assertThat(shown.explanation()).startsWith("請求書 " + number + "：").contains("応答がない");
        assertThatThrownBy(() -> revocations.decide(
                        task(request, "userTask_approveRevocation"), MANAGER, new DecideRevocation(true, "")))
                .hasMessage("workflow.fourEyes");
        approve(request);

        assertThat(certificates.order(serial).map(RevokeCertificate::reasonCode))
                .contains("A-PAY-03");
        assertThat(collectionEnded(number)).isTrue();
        assertThat(invoice().state()).isEqualTo("REVOKED");
        assertThat(applications.status(application)).isEqualTo("REVOKED");
        assertThat(events(number)).containsSubsequence("payment.overdue", "payment.revocationProposed");
        assertThat(letters.of(request)).hasSize(2);
    }

    @Test
    void comesBackToTheManagerWhenTheSecondPersonRefuses() {
        paymentIsOverdue();
        String number = key();
        decide(Decision.REVOKE);

        refuse(request(serial));
        assertThat(openTasks(number)).containsExactlyInAnyOrder("userTask_recordPayment", "userTask_decideUnpaid");
        assertThat(invoice().state()).isEqualTo("OVERDUE");
        assertThat(certificates.order(serial)).isEmpty();
        decide(Decision.REVOKE);
        approve(request(serial));

        assertThat(collectionEnded(number)).isTrue();
    }

    @Test
    void aPaymentWithdrawsWhatNobodyHasApprovedYet() {
        paymentIsOverdue();
        String number = key();
        decide(Decision.REVOKE);
        String request = request(serial);

        pay(42_900);

        assertThat(collectionEnded(number)).isTrue();
        assertThat(openTasks(request)).isEmpty();
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("WITHDRAWN");
        assertThat(events(request)).contains("revocation.withdrawn");
        assertThat(certificates.order(serial)).isEmpty();
    }

    @Test
    void endsOnlyWhenEveryCertificateOfTheInvoiceIsRevoked() {
        twoCardsAreOverdue();
        String number = key();
        decide(Decision.REVOKE);

        approve(request(serial));
        assertThat(collectionEnded(number)).isFalse();
        assertThat(openTasks(number)).doesNotContain("userTask_decideUnpaid");
        approve(request(second.serial));

        assertThat(collectionEnded(number)).isTrue();
        assertThat(invoice().state()).isEqualTo("REVOKED");
    }

    @Test
    void asksTheManagerAgainWhenOneOfSeveralIsRefused() {
        twoCardsAreOverdue();
        String number = key();
        decide(Decision.REVOKE);
        String first = request(serial);

        refuse(request(second.serial));
        assertThat(openTasks(number)).as("one is not decided yet").doesNotContain("userTask_decideUnpaid");
        approve(first);

        assertThat(openTasks(number)).contains("userTask_decideUnpaid");
        assertThat(payments.unpaid(task(number, "userTask_decideUnpaid"), MANAGER)
                        .revocable())
                .isOne();
        decide(Decision.REVOKE);
        assertThat(request(serial)).as("no second request for the revoked one").isEqualTo(first);
        approve(request(second.serial));
        assertThat(collectionEnded(number)).isTrue();
    }

    private void twoCardsAreOverdue() {
        second.isAccepted();
        cardIsPosted();
        receive(today());
        second.isReady();
        second.isPosted();
        assertThat(invoice().lines()).hasSize(2);
        paymentBecomesOverdue();
    }

    /** ARCHITECTURE 3: an unpaid invoice stays due, whoever revoked the certificate. */
    @Test
    void anInvoiceStaysDueWhenItsCertificateIsRevokedForAnotherCause() {
        cardIsInUse();
        String number = key();
        revokeByAnotherCause(serial);
        assertThat(openTasks(number)).containsExactly("userTask_recordPayment");
        assertThat(invoice().lines()).allMatch(InvoiceView.Line::revoked);
        paymentBecomesOverdue();

        assertThat(payments.unpaid(task(number, "userTask_decideUnpaid"), MANAGER)
                        .revocable())
                .isZero();
        assertThatThrownBy(() -> decide(Decision.REVOKE)).hasMessage("/decision billing.nothingToRevoke");
        decide(Decision.WRITE_OFF);

        assertThat(collectionEnded(number)).isTrue();
    }

    @Test
    void aTechnicalRevocationIsNoneOfItsBusiness() {
        cardIsReady(false);
        runDue();

        transaction.executeWithoutResult(
                status -> certificates.revoke(new RevokeCertificate(serial, "A-O5", Optional.of(4), "損傷", true)));

        assertThat(invoice().lines()).noneMatch(InvoiceView.Line::revoked);
        assertThat(openTasks(key())).isEmpty();
    }

    private void revokeByAnotherCause(CertificateSerial of) {
        transaction.executeWithoutResult(
                status -> certificates.revoke(new RevokeCertificate(of, "A-S1", Optional.of(1), "紛失", false)));
    }

    // ---- a service whose deadline revokes by itself

    @Test
    void theDeadlineRevokesByItselfWhereTheServiceWantsIt() {
        strictInvoiceIsPosted();
        String number = key();
        TaskId payment = task(number, "userTask_recordPayment");
        paymentBecomesOverdue();

        assertThat(openTasks(number)).doesNotContain("userTask_decideUnpaid");
        assertThatThrownBy(() ->
                        payments.record(payment, ACCOUNTING, new RecordPayment(today(), Yen.of(47_190), false, "")))
                .hasMessage("billing.paymentTooLate");
        String request = request(serial);
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("APPROVED");
        assertThat(openTasks(request)).isEmpty();
        runDue(request);

        assertThat(certificates.order(serial).map(RevokeCertificate::reasonCode))
                .contains("A-PAY-03");
        assertThat(collectionEnded(number)).isTrue();
        assertThat(invoice().state()).isEqualTo("REVOKED");
        assertThat(event(request, "revocation.requested").actor()).startsWith("system:");
    }

    @Test
    void asksTheManagerWhenTheDeadlineFindsNothingToRevoke() {
        strictInvoiceIsPosted();
        revokeByAnotherCause(serial);

        paymentBecomesOverdue();

        assertThat(openTasks(key())).contains("userTask_decideUnpaid");
        assertThat(invoice().state()).isEqualTo("OVERDUE");
    }

    private void strictInvoiceIsPosted() {
        applications.add(application, false, STRICT);
        cardIsReady(certificates.add(application, card, serial, STRICT));
        runDue();
        postLetter(key(), "userTask_postInvoice");
        dispatches.packCard(task("userTask_packCard"), SHIPPER, new PackParcel(card.value(), true));
        dispatches.post(
                task("userTask_postParcels"),
                SHIPPER,
                new PostParcels(today(), Optional.of(trackingNumber(1)), Optional.empty(), false));
        receive(today());
    }
}
