package io.hakko.audit;

import io.hakko.audit.AuditVerification.BrokenEntry;
import io.hakko.audit.AuditVerification.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and verifying the trail. */
@Service
@Transactional(readOnly = true)
public class AuditRecords {

    private final AuditStore store;

    AuditRecords(AuditStore store) {
        this.store = store;
    }

    /** The entries of one case in order. */
    public List<AuditRecord> ofKey(String key) {
        return store.ofKey(key).stream().map(AuditRecord::of).toList();
    }

    /** How often something has happened. */
    public long count(String event) {
        return store.count(event);
    }

    /** Every entry in order. */
    public List<AuditRecord> all() {
        List<AuditRecord> records = new ArrayList<>();
        store.readAll(entry -> records.add(AuditRecord.of(entry)));
        return records;
    }

    /** Recomputes the whole chain and names the first entry that does not fit. */
    public AuditVerification verify() {
        Verifier verifier = new Verifier();
        store.readAll(verifier);
        return new AuditVerification(verifier.sound, Optional.ofNullable(verifier.broken));
    }

    private static final class Verifier implements Consumer<ChainedEntry> {

        private long sound;
        private Hash previous = Hash.NONE;
        private @Nullable BrokenEntry broken;

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
            } else {
                sound++;
                previous = entry.hash();
            }
        }
    }
}
