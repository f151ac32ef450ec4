package io.hakko.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What a check of the whole trail found.
 *
 * @param entries how many entries were sound, in order from the first
 * @param broken the first entry that is not what was written, if any
 */
public record AuditVerification(long entries, Optional<BrokenEntry> broken, Seals seals) {

    /** The first broken entry: where and what is wrong with it. */
    public record BrokenEntry(long sequence, Fault fault) {}

    /** What can be wrong with an entry. */
    public enum Fault {
        /** Entries before this one were removed. */
        GAP,
        /** A field was changed: the hash does not fit the entry. */
        CHANGED,
        /** It does not follow the entry before it. */
        UNCHAINED,
        /** It fits its hash and the entry before, but was another one when it was sealed. */
        REWRITTEN,
        /** It was sealed, and is not there any more, nor is any after it. */
        CUT
    }

    /**
     * The seals of the trail.
     *
     * @param count how many were sound
     * @param lastEntry the last entry they cover; 0 for none
     * @param lastAt when the last one was made
     */
    public record Seals(long count, long lastEntry, Optional<Instant> lastAt, Optional<BrokenSeal> broken) {}

    /** The first broken seal: which one and what is wrong with it. */
    public record BrokenSeal(long number, SealFault fault) {}

    /** What can be wrong with a seal. */
    public enum SealFault {
        /** There is a key and no seal, although sealing is overdue. */
        MISSING,
        /** Seals before this one were removed. */
        GAP,
        /** It does not follow the seal before it. */
        UNCHAINED,
        /** It was changed, or no key that is known has made it. */
        FORGED,
        /** Neither its key nor that of a later one is at hand, so nothing proves who made it. */
        UNKNOWN_KEY
    }

    public boolean isSound() {
        return broken.isEmpty() && seals.broken().isEmpty();
    }
}
