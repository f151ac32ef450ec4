package io.hakko.audit;

import io.hakko.audit.AuditVerification.BrokenEntry;
import io.hakko.audit.AuditVerification.Fault;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Follows the chain from an entry on and stops at the first one that does not fit. */
final class ChainCheck implements Consumer<ChainedEntry> {

    private final LongFunction<Optional<Hash>> sealed;
    private long sound;
    private Hash previous;
    private @Nullable BrokenEntry broken;

    /**
     * @param sound the last entry before; 0 for none
     * @param previous its hash
     * @param sealed the hash an entry was sealed with, if it was
     */
    ChainCheck(long sound, Hash previous, LongFunction<Optional<Hash>> sealed) {
        this.sound = sound;
        this.previous = previous;
        this.sealed = sealed;
    }

    @Override
    public void accept(ChainedEntry entry) {
        if (broken != null) {
            return;
        }
        if (entry.sequence() != sound + 1) {
            broken = new BrokenEntry(entry.sequence(), Fault.GAP);
        } else if (!entry.previousHash().equals(previous)) {
            broken = new BrokenEntry(entry.sequence(), Fault.UNCHAINED);
        } else if (!entry.computedHash().equals(entry.hash())) {
            broken = new BrokenEntry(entry.sequence(), Fault.CHANGED);
        } else if (sealed.apply(entry.sequence())
                .filter(hash -> !hash.equals(entry.hash()))
                .isPresent()) {
            broken = new BrokenEntry(entry.sequence(), Fault.REWRITTEN);
        } else {
            sound++;
            previous = entry.hash();
        }
    }

    /** The last entry that fits. */
    long sound() {
        return sound;
    }

    Optional<BrokenEntry> broken() {
        return Optional.ofNullable(broken);
    }
}
