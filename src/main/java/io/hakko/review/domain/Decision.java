package io.hakko.review.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A decision about an application, by a person or by the timer. */
public record Decision(
        Kind kind,
        Answer answer,
        Optional<String> reasonCode,
        Optional<String> reason,
        Optional<LocalDate> extendedTo,
        String by,
        Instant at) {

    /** Who was asked. */
    public enum Kind {
        /** The approver (発行承認). */
        APPROVAL,
        /** The manager, or the profile, after the deadline (期限判断, D-03). */
        LAPSE
    }

    /** What was decided. */
    public enum Answer {
        ACCEPT,
        RETURN,
        REJECT,
        EXTEND
    }
}
