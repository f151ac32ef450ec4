package io.hakko.revocation.domain;

import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * 失効請求.
 *
 * @param reasonCode code of the reason in the service profile
 * @param crlReason reason on the CRL, empty when it is not stated there (RULES section 7)
 * @param invalidityDate since when the key is believed to be unsafe (RFC 5280 section 5.3.2), where that is known
 * @param explanation why, in the words of whoever asks
 * @param proposedBy who proposed it, or registered the papers of who asks
 * @param decision what the second person decided; empty as long as it is open, and for the timer's own
 * @param revokedAt since when the certificate is revoked
 */
public record RevocationRequest(
        RevocationRequestNumber number,
        CertificateSerial serial,
        ApplicationNumber application,
        CardNumber card,
        ProfileRef profile,
        Origin origin,
        String reasonCode,
        Optional<Integer> crlReason,
        Optional<Instant> invalidityDate,
        String explanation,
        Actor proposedBy,
        Instant proposedAt,
        State state,
        Optional<Decision> decision,
        Optional<Instant> revokedAt) {

    /** The request with the moment since which the key is believed to be unsafe. */
    public RevocationRequest unsafeSince(Optional<Instant> moment) {
        return new RevocationRequest(
                number,
                serial,
                application,
                card,
                profile,
                origin,
                reasonCode,
                crlReason,
                moment,
                explanation,
                proposedBy,
                proposedAt,
                state,
                decision,
                revokedAt);
    }

    /** A reviewer finds the papers in order (A-REV-11, A-REV-16); somebody else decides. */
    public RevocationRequest examined() {
        require(State.REQUESTED);
        return with(State.EXAMINED, decision, revokedAt);
    }

    /** A reviewer finds that the request is not in order; that decides it. */
    public RevocationRequest notInOrder(Decision refusal) {
        require(State.REQUESTED);
        return decided(refusal);
    }

    /**
     * Approves or refuses; only an open request can be decided, one on paper only after its review, and not by who proposed
     * or registered it (D-16).
     */
    public RevocationRequest decide(Decision made) {
        require(origin.isOnPaper() ? State.EXAMINED : State.REQUESTED);
        return decided(made);
    }

    private RevocationRequest decided(Decision made) {
        if (made.by().equals(proposedBy)) {
            throw new IllegalArgumentException("nobody decides about his own request");
        }
        return with(made.approved() ? State.APPROVED : State.REFUSED, Optional.of(made), revokedAt);
    }

    /** The certificate is revoked, by this request or by another cause. */
    public RevocationRequest revoked(Instant at) {
        require(State.APPROVED);
        return with(State.REVOKED, decision, Optional.of(at));
    }

    /** What it was sought for is settled; only what nobody has decided about can be withdrawn. */
    public RevocationRequest withdrawn() {
        require(State.REQUESTED);
        return with(State.WITHDRAWN, decision, revokedAt);
    }

    /** Another request has had the certificate revoked before this one was decided; nothing is left to do (D-17). */
    public RevocationRequest overtaken() {
        if (!state.isOpen()) {
            throw new IllegalStateException("revocation request is " + state + ", not open");
        }
        return with(State.OVERTAKEN, decision, revokedAt);
    }

    /** The notices are posted (A-REV-05). */
    public RevocationRequest notified() {
        require(State.REVOKED);
        return with(State.NOTIFIED, decision, revokedAt);
    }

    private void require(State needed) {
        if (state != needed) {
            throw new IllegalStateException("revocation request is " + state + ", not " + needed);
        }
    }

    private RevocationRequest with(State newState, Optional<Decision> newDecision, Optional<Instant> newRevokedAt) {
        return new RevocationRequest(
                number,
                serial,
                application,
                card,
                profile,
                origin,
                reasonCode,
                crlReason,
                invalidityDate,
                explanation,
                proposedBy,
                proposedAt,
                newState,
                newDecision,
                newRevokedAt);
    }

    /** Where the request comes from. */
    public enum Origin {
        /** The receipt deadline passed (D-01). */
        TIMER("受領期限の経過"),
        /** A manager proposed it. */
        MANAGER("認証局責任者の起案"),
        /** An invoice was not paid (A-PAY-03, B-RVK-15). */
        PAYMENT("代金の未払い"),
        /** The key of the authority is compromised (B-RVK-04 (5)). */
        CA_COMPROMISE("発行者署名符号の危殆化"),
        /** The holder asks on paper (A-REV-01, B-RVK-01). */
        HOLDER("利用者の請求"),
        /** The company asks on paper (A-REV-02, B-RVK-05). */
        COMPANY("企業等の請求");

        private final String label;

        Origin(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether there are papers that a reviewer looks at. */
        public boolean isOnPaper() {
            return this == HOLDER || this == COMPANY;
        }
    }

    /** How far a request has come. */
    public enum State {
        REQUESTED,
        /** A reviewer found the papers in order. */
        EXAMINED,
        APPROVED,
        REFUSED,
        WITHDRAWN,
        REVOKED,
        NOTIFIED,
        /** The certificate was revoked for another reason before this request was decided. */
        OVERTAKEN;

        /** Whether the certificate may still be revoked by this request. */
        public boolean isOpen() {
            return this == REQUESTED || this == EXAMINED || this == APPROVED;
        }
    }

    /** What the second person decided. */
    public record Decision(boolean approved, String reason, Actor by, Instant at) {}
}
