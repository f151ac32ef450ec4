package io.hakko.ca.integration;

import io.hakko.audit.SealKeys;
import io.hakko.ca.domain.AuditKeyMaker;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.shared.Der;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys in memory that seal the audit trail, made and lost as the test wants. */
public final class SealKeysOfTests implements SealKeys {

    private final List<AuditKey> keys = new ArrayList<>();

    /** The next key: from now on it seals. */
    public void makeNext() {
        String id = AuditKeyMaker.ID + "-k" + keys.size();
        KeyOrder order = AuditKeyMaker.order(id, Instant.parse("2026-11-24T00:00:00Z"));
        StoredKey key = StoredKey.generate(2048);
        keys.add(new AuditKey(id, new HeldKey(key, CertificateLint.parse(AuditCertificate.selfSigned(key, order)))));
    }

    /** Only the newest one is left. */
    public void loseOldOnes() {
        keys.subList(0, keys.size() - 1).clear();
    }

    public void loseAll() {
        keys.clear();
    }

    @Override
    public List<Der> certificates() {
        return keys.stream().map(AuditKey::certificate).toList();
    }

    @Override
    public Optional<SealKey> current() {
        return keys.isEmpty() ? Optional.empty() : Optional.of(keys.get(keys.size() - 1));
    }
}
