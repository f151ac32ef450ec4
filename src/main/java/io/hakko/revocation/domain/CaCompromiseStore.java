package io.hakko.revocation.domain;

import io.hakko.shared.CaseNumber;
import java.util.Optional;

/** Where compromises of authorities are kept. */
public interface CaCompromiseStore {

    /** Takes the next number of a year, in the running transaction. */
    CaseNumber nextNumber(int year);

    /** Adds one; answers {@code false} when the authority has one that is not refused. */
    boolean add(CaCompromise compromise);

    Optional<CaCompromise> find(CaseNumber number);

    /** The one of an authority that is not refused. */
    Optional<CaCompromise> ofAuthority(String caId);

    /** Locked until the end of the transaction. */
    Optional<CaCompromise> lock(CaseNumber number);

    /** Stores what has changed. */
    void update(CaCompromise compromise);
}
