package io.hakko.audit;

import io.hakko.audit.AuditVerification.BrokenEntry;
import io.hakko.audit.AuditVerification.Fault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reading and verifying the trail. */
@Service
@Transactional(readOnly = true)
public class AuditRecords {

    private final AuditStore store;
    private final SealStore seals;
    private final SealKeys keys;
    private final SealProperties properties;
    private final Clock clock;

    AuditRecords(AuditStore store, SealStore seals, SealKeys keys, SealProperties properties, Clock clock) {
        this.store = store;
        this.seals = seals;
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
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

    /** The hash of an entry, in hex; to be compared with one that was noted elsewhere. */
    public Optional<String> hashOf(long sequence) {
        return store.hash(sequence).map(Hash::hex);
    }

    /** Recomputes the whole chain, compares it with the seals, and names the first entry and the first seal that do not fit. */
    public AuditVerification verify() {
        SealCheck sealed = new SealCheck(seals, keys.certificates(), isSealExpected());
        ChainCheck chain = new ChainCheck(0, Hash.NONE, sealed::hash);
        store.readAll(chain);
        Optional<BrokenEntry> broken = chain.broken()
                .or(() -> sealed.lastSealed() > chain.sound()
                        ? Optional.of(new BrokenEntry(chain.sound() + 1, Fault.CUT))
                        : Optional.empty());
        return new AuditVerification(chain.sound(), broken, sealed.found());
    }

    private boolean isSealExpected() {
        Instant overdue = clock.instant().minus(properties.overdue());
        return store.recordedAfter(0).filter(overdue::isAfter).isPresent();
    }
}
