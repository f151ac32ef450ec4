package io.hakko.ca.integration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The keys that are at hand, by authority. */
final class CaKeys {

    private final Map<String, CaKey> keys = new ConcurrentSkipListMap<>();

    CaKeys(Collection<CaKey> keys) {
        keys.forEach(this::add);
    }

    void add(CaKey key) {
        keys.put(key.caId(), key);
    }

    List<CaKey> all() {
        return List.copyOf(keys.values());
    }

    CaKey get(String caId) {
        CaKey key = keys.get(caId);
        if (key == null) {
            throw new IllegalStateException("there is no key of authority " + caId);
        }
        return key;
    }
}
