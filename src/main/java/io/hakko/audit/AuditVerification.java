package io.hakko.audit;

import java.util.Optional;

/**
 * What a check of the whole trail found.
 *
 * @param entries how many entries were sound, in order from the first
 * @param broken the first entry that is not what was written, if any
 */
public record AuditVerification(long entries, Optional<BrokenEntry> broken) {

    /** The first broken entry: where and what is wrong with it. */
    public record BrokenEntry(long sequence, Fault fault) {}

    /** What can be wrong with an entry. */
    public enum Fault {
        /** Entries before this one were removed. */
        GAP,
        /** A field was changed: the hash does not fit the entry. */
        CHANGED,
        /** It does not follow the entry before it. */
        UNCHAINED
    }

    public boolean isSound() {
        return broken.isEmpty();
    }
}
