package io.hakko.notice;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Yen;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a letter says. Values only: everything is known when the letter is written. */
public sealed interface LetterContent {

    LetterKind kind();

    /**
     * 不備通知書 (B-REV-02, D-03).
     *
     * @param receivedOn day on which the papers arrived
     * @param round 1 for the first notice of this application
     * @param correctionDays days from the arrival of this letter, from the profile
     * @param lapseRejects whether the application is rejected by itself when nothing comes; else a manager decides
     */
    record DeficiencyNotice(
            ApplicationNumber application,
            LocalDate receivedOn,
            String applicantName,
            String companyName,
            int round,
            List<Finding> findings,
            int correctionDays,
            boolean lapseRejects)
            implements LetterContent {

        public DeficiencyNotice {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a deficiency notice needs a finding");
            }
        }

        @Override
        public LetterKind kind() {
            return LetterKind.DEFICIENCY_NOTICE;
        }
    }

    /**
     * One deficiency.
     *
     * @param subject paper or field, e.g. {@code 住民票の写し}
     * @param problem what is wrong
     * @param remedy what to send
     */
    record Finding(String subject, String problem, String remedy) {}

    /**
     * 却下通知書 (B-REV-03).
     *
     * @param decidedOn day of the decision
     * @param reasons at least one
     */
    record RejectionNotice(
            ApplicationNumber application,
            LocalDate receivedOn,
            String applicantName,
            String companyName,
            LocalDate decidedOn,
            List<String> reasons)
            implements LetterContent {

        public RejectionNotice {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a rejection needs a reason");
            }
        }

        @Override
        public LetterKind kind() {
            return LetterKind.REJECTION_NOTICE;
        }
    }

    /**
     * 発行通知書 (A-DLV-03, A-RCP-01, B-GEN-16).
     *
     * @param issuedOn day of issue
     * @param recordedItems what is recorded in the certificate and on the card
     * @param receiptDays days for the receipt, from the profile
     * @param receiptBy the last of them when they count from the issue; else they count from the dispatch
     */
    record IssueNotice(
            ApplicationNumber application,
            CardNumber card,
            CertificateSerial serial,
            LocalDate issuedOn,
            Instant notBefore,
            Instant notAfter,
            List<RecordedItem> recordedItems,
            int receiptDays,
            Optional<LocalDate> receiptBy)
            implements LetterContent {

        public IssueNotice {
            recordedItems = List.copyOf(recordedItems);
        }

        @Override
        public LetterKind kind() {
            return LetterKind.ISSUE_NOTICE;
        }
    }

    /** One recorded item, e.g. {@code 氏名（ローマ字）}. */
    record RecordedItem(String label, String value) {}

    /**
     * 受領督促状 (D-01).
     *
     * @param receiptBy last day for the receipt
     * @param revocationAt when the certificate is revoked if no receipt has come
     */
    record ReceiptReminder(
            ApplicationNumber application,
            CardNumber card,
            CertificateSerial serial,
            String holderName,
            String companyName,
            LocalDate issuedOn,
            LocalDate receiptBy,
            Instant revocationAt)
            implements LetterContent {

        @Override
        public LetterKind kind() {
            return LetterKind.RECEIPT_REMINDER;
        }
    }

    /**
     * 受領書用紙 (B-RCP-02): the holder writes his name, seals it and returns it.
     *
     * @param doubtDays within how many days after the dispatch to report doubts, where the service sets a limit (B-RCP-03)
     * @param receiptDays days for the receipt, from the profile
     * @param receiptBy the last of them when they count from the issue; else they count from the dispatch
     */
    record ReceiptForm(
            ApplicationNumber application,
            CardNumber card,
            CertificateSerial serial,
            String holderName,
            String companyName,
            Optional<Integer> doubtDays,
            int receiptDays,
            Optional<LocalDate> receiptBy)
            implements LetterContent {

        @Override
        public LetterKind kind() {
            return LetterKind.RECEIPT_FORM;
        }
    }

    /**
     * 疑義への回答書 (B-RCP-03, D-01).
     *
     * @param reportedOn day on which the holder reported the doubt
     * @param doubt what he said
     * @param reply what was found
     * @param receiptBy last day for the receipt, if this letter is posted on the day it is written
     */
    record DoubtReply(
            ApplicationNumber application,
            CardNumber card,
            CertificateSerial serial,
            String holderName,
            String companyName,
            LocalDate reportedOn,
            String doubt,
            String reply,
            LocalDate receiptBy)
            implements LetterContent {

        @Override
        public LetterKind kind() {
            return LetterKind.DOUBT_REPLY;
        }
    }

    /**
     * 失効通知書 (A-REV-05).
     *
     * @param reason Japanese text of the reason, e.g. {@code 期限までに受領書の提出がなかったため}
     */
    record RevocationNotice(
            RevocationRequestNumber request,
            ApplicationNumber application,
            CardNumber card,
            CertificateSerial serial,
            String holderName,
            String companyName,
            Instant revokedAt,
            String reason)
            implements LetterContent {

        @Override
        public LetterKind kind() {
            return LetterKind.REVOCATION_NOTICE;
        }
    }

    /**
     * 請求書 as a qualified invoice (適格請求書, D-11): one rate, one rounding.
     *
     * @param cardsIssuedOn day of issue of all cards, the day of the supply
     * @param lines one for each card
     * @param taxIncluded whether the amounts of the lines contain the tax
     * @param total sum of the lines
     * @param tax tax within or on top of the total, rounded down once
     * @param payable what is to be paid
     * @param payBy last day of the payment
     */
    record Invoice(
            InvoiceNumber invoice,
            LocalDate invoicedOn,
            LocalDate cardsIssuedOn,
            List<InvoiceLine> lines,
            boolean taxIncluded,
            Yen total,
            int taxPercent,
            Yen tax,
            Yen payable,
            LocalDate payBy)
            implements LetterContent {

        public Invoice {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("an invoice needs a line");
            }
        }

        @Override
        public LetterKind kind() {
            return LetterKind.INVOICE;
        }
    }

    /** One card on an invoice; {@code product} is its Japanese name, e.g. {@code 3年＋30日}. */
    record InvoiceLine(ApplicationNumber application, CardNumber card, String holderName, String product, Yen amount) {}

    /**
     * 支払督促状 (D-02).
     *
     * @param paid what has come so far
     * @param outstanding what is missing
     * @param payBy last day of the payment
     */
    record PaymentReminder(
            InvoiceNumber invoice,
            LocalDate invoicedOn,
            List<CardNumber> cards,
            Yen payable,
            Yen paid,
            Yen outstanding,
            LocalDate payBy)
            implements LetterContent {

        public PaymentReminder {
            cards = List.copyOf(cards);
        }

        @Override
        public LetterKind kind() {
            return LetterKind.PAYMENT_REMINDER;
        }
    }

    /**
     * 失効請求の不受理通知 (A-REV-11, A-REV-16).
     *
     * @param form Japanese name of the form that was sent in
     * @param receivedOn day on which it arrived
     * @param reasons at least one
     */
    record RevocationRefusal(
            RevocationRequestNumber request,
            ApplicationNumber application,
            CardNumber card,
            String form,
            String holderName,
            String companyName,
            LocalDate receivedOn,
            LocalDate decidedOn,
            List<String> reasons)
            implements LetterContent {

        public RevocationRefusal {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }

        @Override
        public LetterKind kind() {
            return LetterKind.REVOCATION_REFUSAL;
        }
    }
}
