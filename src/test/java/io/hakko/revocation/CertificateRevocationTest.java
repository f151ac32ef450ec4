package io.hakko.revocation;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.audit.AuditRecord;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DeliveryCase;
import io.hakko.notice.LetterKind;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.WriteLetter;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By the timer and by people, to the notices in the mail. */
class CertificateRevocationTest extends DeliveryCase {

    private static final String OTHER_REASON = "A-O6";
    private static final String COMPROMISE = "A-O1";

    @Autowired
    private Revocations revocations;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void revokesByTheTimerWhenNoReceiptComes() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        postReminder();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);
        String request = request();
        runDue(request);

        assertThat(certificates.order(serial)).hasValueSatisfying(order -> {
            assertThat(order.reasonCode()).isEqualTo("A-RCP-02");
            assertThat(order.crlReason()).isEmpty();
            assertThat(order.technical()).isFalse();
        });
        runDue();
        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("REVOKED");
        assertThat(events()).containsSubsequence("receipt.reminded", "receipt.overdue", "delivery.revoked");
        assertThat(deadlines.inForce(application.value(), RECEIPT)).isEmpty();
        assertThat(letters.of(request))
                .extracting(WriteLetter::kind, letter -> letter.recipient().name())
                .containsExactly(
                        tuple(LetterKind.REVOCATION_NOTICE, "例示 太郎"), tuple(LetterKind.REVOCATION_NOTICE, "例示建設株式会社"));
        postNotices(request);
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("NOTIFIED");
        assertThat(instances(CertificateRevocationProcess.KEY, request)).isEmpty();
    }

    @Test
    void needsASecondPersonForAManagersProposal() {
        cardIsPosted();
        String request = propose(card.value(), COMPROMISE);
        runDue(request);

        assertThat(openTasks(request)).containsExactly("userTask_approveRevocation");
        assertThatThrownBy(() -> revocations.decide(
                        task(request, "userTask_approveRevocation"), MANAGER, new DecideRevocation(true, "")))
                .hasMessage("workflow.fourEyes");
        assertThat(certificates.order(serial)).isEmpty();
        RevocationRequestView shown = revocations.toApprove(task(request, "userTask_approveRevocation"), APPROVER);
        assertThat(shown.crlReason()).contains(1);
        assertThat(shown.proposedBy()).isEqualTo(MANAGER);
        approve(request);
        runDue(request);
        runDue();

        assertThat(certificates.order(serial).flatMap(RevokeCertificate::crlReason))
                .contains(1);
        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("REVOKED");
        assertThat(events(request)).containsSubsequence("revocation.requested", "revocation.approved");
    }

    /** RFC 5280 section 5.3.2: what was signed since then is in doubt, whenever the certificate was revoked. */
    @Test
    void saysSinceWhenTheKeyIsUnsafe() {
        cardIsPosted();
        Instant notBefore = certificates.ofSerial(serial).orElseThrow().notBefore();
        LocalDate firstDay = LocalDate.ofInstant(notBefore, Zones.TOKYO);
        String request = revocations
                .propose(
                        new ProposeRevocation(card.value(), COMPROMISE, "鍵の複製が見つかったため", Optional.of(firstDay)), MANAGER)
                .value();
        assertThat(revocations
                        .toApprove(task(request, "userTask_approveRevocation"), APPROVER)
                        .invalidityDate())
                .as("the certificate began later on that day")
                .contains(notBefore);
        approve(request);
        runDue(request);

        assertThat(certificates.order(serial).flatMap(RevokeCertificate::invalidityDate))
                .contains(notBefore);
        assertThat(records.ofKey(request))
                .filteredOn(entry -> entry.event().equals("revocation.requested"))
                .singleElement()
                .extracting(AuditRecord::detail, InstanceOfAssertFactories.STRING)
                .contains("\"invalidityDate\":\"" + notBefore + "\"");
    }

    @Test
    void refusesADaySinceWhichAKeyCannotBeUnsafe() {
        cardIsPosted();
        Instant notBefore = certificates.ofSerial(serial).orElseThrow().notBefore();
        LocalDate before = LocalDate.ofInstant(notBefore, Zones.TOKYO).minusDays(1);

        assertThatThrownBy(() -> proposeSince(COMPROMISE, before))
                .hasMessage("/compromisedSince revocation.compromiseBeforeCertificate");
        assertThatThrownBy(() -> proposeSince(COMPROMISE, today().plusDays(1)))
                .hasMessage("/compromisedSince revocation.compromiseInFuture");
        assertThatThrownBy(() -> proposeSince(OTHER_REASON, today()))
                .hasMessage("/compromisedSince revocation.compromiseWithoutReason");
    }

    private void proposeSince(String reason, LocalDate day) {
        revocations.propose(new ProposeRevocation(card.value(), reason, "説明", Optional.of(day)), MANAGER);
    }

    @Test
    void leavesTheCertificateWhenTheSecondPersonRefuses() {
        cardIsPosted();
        String request = propose(serial.hex(), OTHER_REASON);
        var task = task(request, "userTask_approveRevocation");

        assertThatThrownBy(() -> revocations.decide(task, APPROVER, new DecideRevocation(false, " ")))
                .hasMessage("/reason revocation.decisionReasonMissing");
        revocations.decide(task, APPROVER, new DecideRevocation(false, "事実を確認できないため"));
        runDue(request);

        assertThat(certificates.order(serial)).isEmpty();
        assertThat(openTasks()).containsExactly("userTask_recordReceipt");
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("REFUSED");
        assertThat(propose(serial.hex(), OTHER_REASON)).isNotEqualTo(request);
    }

    @Test
    void stopsAHandOverWhoseCertificateIsRevoked() {
        cardIsReady(false);
        runDue();
        packCard();
        String request = propose(card.value(), OTHER_REASON);
        approve(request);
        runDue(request);
        runDue();

        assertThat(openTasks()).isEmpty();
        assertThat(deliveryEnded()).isTrue();
        assertThat(applications.status(application)).isEqualTo("REVOKED");
    }

    @Test
    void stopsAHandOverThatIsNotEvenPrepared() {
        cardIsReady(false);
        String request = propose(card.value(), OTHER_REASON);
        approve(request);
        runDue(request);
        runDue();

        assertThat(deliveryEnded()).isTrue();
        assertThat(events()).containsExactly("delivery.revoked");
    }

    @Test
    void refusesAnImpossibleProposal() {
        cardIsPosted();

        assertThatThrownBy(() -> propose("", "", " "))
                .hasMessage("/certificate revocation.certificateMissing, /reasonCode revocation.reasonMissing,"
                        + " /explanation revocation.explanationMissing");
        assertThatThrownBy(() -> propose("例示", OTHER_REASON, "説明"))
                .hasMessage("/certificate revocation.certificateUnreadable");
        assertThatThrownBy(() -> propose("FFFFFF01", OTHER_REASON, "説明"))
                .hasMessage("/certificate revocation.certificateUnknown");
        assertThatThrownBy(() -> propose(card.value(), "A-S1", "説明"))
                .hasMessage("/reasonCode revocation.reasonUnknown");
        assertThatThrownBy(() -> propose(card.value(), "A-O5", "説明"))
                .hasMessage("/reasonCode revocation.reasonUnknown");
        assertThatThrownBy(() -> propose(card.value(), OTHER_REASON, "あ".repeat(1001)))
                .hasMessage("/explanation revocation.explanationTooLong");
        assertThat(revocations.reasons())
                .extracting(RevocationReasonView::code)
                .contains(OTHER_REASON, COMPROMISE)
                .doesNotContain("A-O5", "A-S1");
    }

    @Test
    void takesOneOpenRequestPerCertificate() {
        cardIsPosted();
        propose(card.value(), OTHER_REASON);

        assertThatThrownBy(() -> propose(serial.hex(), OTHER_REASON)).hasMessage("/certificate revocation.requestOpen");
    }

    @Test
    void refusesToRevokeTwice() {
        cardIsPosted();
        String request = propose(card.value(), OTHER_REASON);
        approve(request);
        runDue(request);

        assertThatThrownBy(() -> propose(card.value(), OTHER_REASON))
                .hasMessage("/certificate revocation.alreadyRevoked");
        transaction.executeWithoutResult(status -> revocations.revoke(RevocationRequestNumber.of(request)));
        transaction.executeWithoutResult(status -> revocations.writeNotices(RevocationRequestNumber.of(request)));
        assertThat(letters.of(request)).hasSize(2);
    }

    @Test
    void theDeadlineDoesNotWaitForAProposalAndTellsEverybodyOnce() {
        cardIsPosted();
        String proposed = propose(card.value(), OTHER_REASON);
        reach(RECEIPT_REMINDER);
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);
        String byTimer = request();
        runDue(byTimer);
        runDue();
        runDue(proposed);

        assertThat(certificates.order(serial).map(RevokeCertificate::reasonCode))
                .contains("A-RCP-02");
        assertThat(events(proposed)).contains("revocation.overtaken");
        assertThat(revocations.of(RevocationRequestNumber.of(proposed)).state()).isEqualTo("OVERTAKEN");
        assertThat(instances(CertificateRevocationProcess.KEY, proposed)).isEmpty();
        assertThat(letters.of(byTimer)).hasSize(2);
        assertThat(letters.of(proposed)).isEmpty();
        assertThat(deliveryEnded()).isTrue();
        transaction.executeWithoutResult(status -> revocations.recordOvertaken(RevocationRequestNumber.of(proposed)));
        assertThat(events(proposed)).containsOnlyOnce("revocation.overtaken");
    }

    /** Approved, but the other one's job runs first: what is found revoked stays as it is, and nobody is told twice. */
    @Test
    void anApprovedProposalFindsTheCertificateRevoked() {
        cardIsPosted();
        String proposed = propose(card.value(), OTHER_REASON);
        approve(proposed);
        reach(RECEIPT_REMINDER);
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay());
        reach(RECEIPT);
        String byTimer = request();
        runDue(byTimer);
        runDue();
        runDue(proposed);

        assertThat(certificates.order(serial).map(RevokeCertificate::reasonCode))
                .contains("A-RCP-02");
        assertThat(events(proposed)).contains("revocation.foundRevoked");
        assertThat(letters.of(proposed)).isEmpty();
        var task = task(proposed, "userTask_postRevocationNotices");
        assertThat(revocations.noticesToPost(task, SHIPPER)).isEmpty();
        revocations.postNotices(task, SHIPPER, new PostNotices(Optional.empty(), Optional.empty()));
        assertThat(revocations.of(RevocationRequestNumber.of(proposed)).state()).isEqualTo("NOTIFIED");
    }

    @Test
    void postsTheNoticesOfBothReceivers() {
        cardIsPosted();
        String request = propose(card.value(), OTHER_REASON);
        approve(request);
        runDue(request);
        var task = task(request, "userTask_postRevocationNotices");
        PostLetter posting = new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty());

        assertThat(revocations.noticesToPost(task, SHIPPER))
                .extracting(RevocationNoticeView::receiver)
                .isEqualTo(List.of("HOLDER", "COMPANY"));
        assertThatThrownBy(() ->
                        revocations.postNotices(task, SHIPPER, new PostNotices(Optional.of(posting), Optional.empty())))
                .hasMessage("/company/postedOn notice.required");
        postNotices(request);
        assertThat(openTasks(request)).isEmpty();
    }

    private void postNotices(String request) {
        PostLetter posting = new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty());
        revocations.postNotices(
                task(request, "userTask_postRevocationNotices"),
                SHIPPER,
                new PostNotices(Optional.of(posting), Optional.of(posting)));
    }

    private void approve(String request) {
        revocations.decide(task(request, "userTask_approveRevocation"), APPROVER, new DecideRevocation(true, ""));
    }

    private String propose(String certificate, String reason) {
        return propose(certificate, reason, "認証局が必要と認めたため");
    }

    private String propose(String certificate, String reason, String explanation) {
        return revocations
                .propose(new ProposeRevocation(certificate, reason, explanation), MANAGER)
                .value();
    }

    /** Number of the timer's request. */
    private String request() {
        return jdbc.sql("SELECT number FROM revocation.request WHERE certificate_serial = :serial AND origin = 'TIMER'")
                .param("serial", serial.hex())
                .query(String.class)
                .single();
    }
}
