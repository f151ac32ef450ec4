package io.hakko.revocation.domain;

import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 発行者署名符号の危殆化: the key of an authority is compromised, or feared to be (B-RVK-04 (5)).
 *
 * @param explanation what happened, in the words of the manager who proposes
 * @param decision what the second manager decided; empty as long as it is open
 * @param lastSerial the certificate whose revocation was requested last
 * @param requested how many revocations are requested
 * @param announcement that everybody was told; empty until then
 */
public record CaCompromise(
        CaseNumber number,
        String caId,
        String explanation,
        Actor proposedBy,
        Instant proposedAt,
        State state,
        Optional<Decision> decision,
        Optional<CertificateSerial> lastSerial,
        int requested,
        Optional<Announcement> announcement) {

    /** How far it has come. */
    public enum State {
        PROPOSED,
        REFUSED,
        /** The authority issues nothing any more; revocations are being requested. */
        REVOKING,
        /** The revocation of every certificate is requested. */
        REQUESTED,
        ANNOUNCED
    }

    /**
     * That everybody was told.
     *
     * @param announcedOn when relying parties could read it
     * @param reportedOn when the competent minister was told
     */
    public record Announcement(LocalDate announcedOn, LocalDate reportedOn, Actor by) {}

    /** Proposes. */
    public static CaCompromise proposed(CaseNumber number, String caId, String explanation, Actor by, Instant at) {
        return new CaCompromise(
                number,
                caId,
                explanation,
                by,
                at,
                State.PROPOSED,
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    /** Approves or refuses; nobody decides about his own proposal (D-16). */
    public CaCompromise decide(Decision made) {
        require(State.PROPOSED);
        if (made.by().equals(proposedBy)) {
            throw new IllegalArgumentException("nobody decides about his own proposal");
        }
        return with(
                made.approved() ? State.REVOKING : State.REFUSED,
                Optional.of(made),
                lastSerial,
                requested,
                announcement);
    }

    /** Some more revocations are requested. */
    public CaCompromise requested(CertificateSerial last, int more) {
        require(State.REVOKING);
        return with(state, decision, Optional.of(last), requested + more, announcement);
    }

    /** Every revocation is requested. */
    public CaCompromise allRequested() {
        require(State.REVOKING);
        return with(State.REQUESTED, decision, lastSerial, requested, announcement);
    }

    /** Everybody was told. */
    public CaCompromise announced(Announcement made) {
        require(State.REQUESTED);
        return with(State.ANNOUNCED, decision, lastSerial, requested, Optional.of(made));
    }

    private void require(State needed) {
        if (state != needed) {
            throw new IllegalStateException("compromise is " + state + ", not " + needed);
        }
    }

    private CaCompromise with(
            State newState,
            Optional<Decision> newDecision,
            Optional<CertificateSerial> newLast,
            int newRequested,
            Optional<Announcement> newAnnouncement) {
        return new CaCompromise(
                number,
                caId,
                explanation,
                proposedBy,
                proposedAt,
                newState,
                newDecision,
                newLast,
                newRequested,
                newAnnouncement);
    }
}
