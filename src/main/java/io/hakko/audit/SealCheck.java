package io.hakko.audit;

import io.hakko.audit.AuditVerification.BrokenSeal;
import io.hakko.audit.AuditVerification.SealFault;
import io.hakko.shared.Der;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Follows the seals. The keys that are at hand are believed, because they stand outside the database; what a believed seal
 * says about the one before makes that one believed too, so that a seal can be checked long after its key is gone.
 */
final class SealCheck {

    private final SealStore store;
    private final TreeMap<Long, Seal> byLastEntry = new TreeMap<>();
    private final List<Seal> seals;
    private @Nullable BrokenSeal broken;
    private long loaded;
    private byte[] hashes = {};

    /** @param expected whether the trail is old enough to be sealed */
    SealCheck(SealStore store, List<Der> atHand, boolean expected) {
        this.store = store;
        this.seals = store.all();
        Set<String> believed = atHand.stream().map(Der::sha256).collect(Collectors.toUnmodifiableSet());
        Map<String, byte[]> certificates = store.keys();
        Optional<Seal> before = Optional.empty();
        for (Seal seal : seals) {
            check(seal, before, certificates);
            before = Optional.of(seal);
        }
        refuseUnlessBelieved(believed);
        if (seals.isEmpty() && !believed.isEmpty() && expected) {
            broken = new BrokenSeal(1, SealFault.MISSING);
        }
    }

    private void check(Seal seal, Optional<Seal> before, Map<String, byte[]> certificates) {
        SealStatement says = seal.statement();
        byte[] certificate = certificates.get(says.keySha256());
        if (certificate == null || !seal.isSignedBy(certificate)) {
            fault(seal, SealFault.FORGED);
            return;
        }
        byLastEntry.put(says.last(), seal);
        if (says.number() != before.map(b -> b.statement().number()).orElse(0L) + 1) {
            fault(seal, SealFault.GAP);
        } else if (says.first() != before.map(b -> b.statement().last()).orElse(0L) + 1
                || !says.previousSha256().equals(before.map(Seal::sha256).orElse(Hash.NONE.hex()))) {
            fault(seal, SealFault.UNCHAINED);
        }
    }

    /** Behind the last one by a key that is at hand nothing proves who made a seal. */
    private void refuseUnlessBelieved(Set<String> believed) {
        for (int i = seals.size() - 1; i >= 0; i--) {
            Seal seal = seals.get(i);
            boolean genuine = seal.equals(byLastEntry.get(seal.statement().last()));
            if (genuine && believed.contains(seal.statement().keySha256())) {
                return;
            }
            byLastEntry.remove(seal.statement().last());
            if (genuine
                    && (broken == null || broken.number() >= seal.statement().number())) {
                broken = new BrokenSeal(seal.statement().number(), SealFault.UNKNOWN_KEY);
            }
        }
    }

    private void fault(Seal seal, SealFault fault) {
        if (broken == null) {
            broken = new BrokenSeal(seal.statement().number(), fault);
        }
    }

    /** The hash that an entry had when it was sealed; asked in the order of entries. */
    Optional<Hash> hash(long sequence) {
        Map.Entry<Long, Seal> found = byLastEntry.ceilingEntry(sequence);
        if (found == null || found.getValue().statement().first() > sequence) {
            return Optional.empty();
        }
        Seal seal = found.getValue();
        if (seal.statement().number() != loaded) {
            loaded = seal.statement().number();
            hashes = store.hashes(loaded);
        }
        int at = Math.toIntExact(sequence - seal.statement().first()) * Hash.LENGTH;
        return Optional.of(Hash.of(Arrays.copyOfRange(hashes, at, at + Hash.LENGTH)));
    }

    /** The last entry that is sealed; 0 while none is. */
    long lastSealed() {
        return byLastEntry.isEmpty() ? 0 : byLastEntry.lastKey();
    }

    AuditVerification.Seals found() {
        return new AuditVerification.Seals(
                byLastEntry.size(),
                lastSealed(),
                byLastEntry.values().stream().map(seal -> seal.statement().at()).reduce((first, second) -> second),
                Optional.ofNullable(broken));
    }
}
