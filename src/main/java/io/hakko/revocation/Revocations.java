package io.hakko.revocation;

import io.hakko.billing.PaymentOverdue;
import io.hakko.billing.PaymentSettled;
import io.hakko.delivery.ReceiptOverdue;
import io.hakko.shared.Actor;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.TaskId;
import java.util.List;

/** 失効: from the request to the notices in the mail. Every method is one transaction. */
public interface Revocations {

    /** The reasons of the operator in the services in force, from which a manager chooses. */
    List<RevocationReasonView> reasons();

    /**
     * A manager proposes a revocation; another person has to approve it (D-16).
     *
     * @throws io.hakko.shared.Refusal at {@code /certificate}, {@code /reasonCode} or {@code /explanation}
     */
    RevocationRequestNumber propose(ProposeRevocation proposal, Actor manager);

    /** The card was not received in time: the timer itself revokes (A-RCP-02, D-01). Idempotent. */
    RevocationRequestNumber requestForNonReceipt(ReceiptOverdue overdue);

    /**
     * An invoice was not paid (A-PAY-03, B-RVK-15): one request for each certificate. The deadline itself revokes; what a
     * manager decided needs the approval of a second person (D-16). Idempotent.
     */
    void requestForNonPayment(PaymentOverdue overdue);

    /** The invoice is paid after all: what was sought because of it and is not decided yet is withdrawn. */
    void withdrawForPayment(PaymentSettled settled);

    /** What is known of a request. */
    RevocationRequestView of(RevocationRequestNumber number);

    /** The request, for the task 失効を承認する. */
    RevocationRequestView toApprove(TaskId task, Actor actor);

    /**
     * Approves or refuses.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}; FORBIDDEN for the proposer
     */
    void decide(TaskId task, Actor actor, DecideRevocation decision);

    /**
     * Revokes the certificate and tells every running process of it. A certificate that another cause has revoked in the
     * meantime stays as it is (D-17); the request is recorded as fulfilled. Idempotent.
     */
    void revoke(RevocationRequestNumber number);

    /**
     * Another request has had the certificate revoked before this one was decided: it is closed without a letter, since the
     * other one tells everybody (D-17). Idempotent.
     */
    void recordOvertaken(RevocationRequestNumber number);

    /** Writes the notices to those the profile names, holder and company (A-REV-05). Idempotent. */
    void writeNotices(RevocationRequestNumber number);

    /** The request, for the task 失効通知書を発送登録する. */
    RevocationRequestView toNotify(TaskId task, Actor actor);

    /** The notices to post; none when another request has told them already. */
    List<RevocationNoticeView> noticesToPost(TaskId task, Actor actor);

    /**
     * Registers that the notices were posted (D-05).
     *
     * @throws io.hakko.shared.Refusal below {@code /holder} or {@code /company}
     */
    void postNotices(TaskId task, Actor actor, PostNotices posting);
}
