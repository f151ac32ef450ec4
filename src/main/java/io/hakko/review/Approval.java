package io.hakko.review;

import io.hakko.shared.Yen;
import java.util.Optional;

/** The approver's decision. */
public sealed interface Approval {

    /**
     * The application is accepted.
     *
     * @param shownPrice the price that the approver saw; when it is another one by now, he is asked to look again
     */
    record Accept(Optional<Yen> shownPrice) implements Approval {}

    /** Back to the reviewer. */
    record Return(String reason) implements Approval {}

    /**
     * Rejected.
     *
     * @param code text module of the service profile
     * @param note what is added to the letter
     */
    record Reject(String code, Optional<String> note) implements Approval {}

    static Approval accept() {
        return new Accept(Optional.empty());
    }
}
