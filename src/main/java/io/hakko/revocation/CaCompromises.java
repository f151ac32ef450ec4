package io.hakko.revocation;

import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import io.hakko.workflow.TaskId;
import java.util.List;

/**
 * 発行者署名符号の危殆化 (B-RVK-04 (5), B-O5): two managers decide, the authority stops issuing, every certificate is revoked and
 * its holder told, everybody is told. Every method is one transaction.
 */
public interface CaCompromises {

    /** The authorities whose key can be declared compromised. */
    List<AuthorityView> authorities();

    /**
     * A manager proposes; another manager has to approve (D-16).
     *
     * @param authority id of the authority
     * @param explanation what happened; never empty
     * @throws io.hakko.shared.Refusal at {@code /authority} or {@code /explanation}
     */
    CaseNumber propose(String authority, String explanation, Actor manager);

    /** The case, for the task 発行者署名符号の危殆化を承認する. */
    CaCompromiseView toApprove(TaskId task, Actor actor);

    /**
     * Approves or refuses. With the approval the authority issues nothing any more.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}; FORBIDDEN for the proposer
     */
    void decide(TaskId task, Actor actor, DecideRevocation decision);

    /**
     * Requests the revocation of the next certificates. Each is revoked by its own {@code certificate-revocation}, which tells
     * holder and company; they share the CRLs. Goes on where it stopped.
     *
     * @return whether there may be more
     */
    boolean requestRevocations(CaseNumber number);

    /** The case, for the task 危殆化の公表と報告を登録する. */
    CaCompromiseView toAnnounce(TaskId task, Actor actor);

    /**
     * Registers that relying parties and the competent minister were told.
     *
     * @throws io.hakko.shared.Refusal at {@code /announcedOn} or {@code /reportedOn}
     */
    void announce(TaskId task, Actor actor, AnnounceCompromise announcement);

    /** What is known of a case. */
    CaCompromiseView of(CaseNumber number);
}
