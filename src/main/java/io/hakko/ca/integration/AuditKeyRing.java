package io.hakko.ca.integration;

import io.hakko.audit.SealKeys;
import io.hakko.shared.Der;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys that seal the audit trail, the newest last. */
final class AuditKeyRing implements SealKeys {

    private final List<AuditKey> keys;

    AuditKeyRing(Collection<AuditKey> keys) {
        this.keys = new CopyOnWriteArrayList<>(keys);
    }

    void add(AuditKey key) {
        keys.add(key);
    }

    Optional<String> newestId() {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(keys.get(keys.size() - 1).id());
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
