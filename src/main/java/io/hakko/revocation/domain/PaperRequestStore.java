package io.hakko.revocation.domain;

import io.hakko.shared.RevocationRequestNumber;
import java.util.Optional;

/** Where requests on paper, their reviews, refusals and outstanding originals are kept. */
public interface PaperRequestStore {

    void add(PaperRequest request);

    Optional<PaperRequest> find(RevocationRequestNumber number);

    void add(RevocationRequestNumber number, Examination examination);

    Optional<Examination> examination(RevocationRequestNumber number);

    void add(RevocationRequestNumber number, RefusalReasons reasons);

    Optional<RefusalReasons> refusal(RevocationRequestNumber number);

    /** Originals are to follow. */
    void await(RevocationRequestNumber number, Originals originals);

    Optional<Originals> originals(RevocationRequestNumber number);

    /** They came, or nobody waits for them any more. */
    void settle(RevocationRequestNumber number, Originals originals);
}
