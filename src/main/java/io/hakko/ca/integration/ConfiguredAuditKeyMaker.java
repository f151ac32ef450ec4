package io.hakko.ca.integration;

import io.hakko.ca.domain.AuditKeyMaker;
import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.ca.domain.KeyPlace;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;

/** Makes audit keys where {@code hakko.ca.audit} says. */
final class ConfiguredAuditKeyMaker implements AuditKeyMaker {

    private final CaProperties properties;
    private final AuditKeyRing keys;
    private final NewKeys fresh;

    ConfiguredAuditKeyMaker(CaProperties properties, Hsms hsms, AuditKeyRing keys) {
        this.properties = properties;
        this.keys = keys;
        this.fresh = new NewKeys(hsms);
    }

    @Override
    public KeyPlace place(String id) {
        KeyStoreProperties store = configured(id);
        return new KeyPlace(store.toString(), store.isMade(), Optional.empty());
    }

    @Override
    public Optional<KeyGeneration> newest() {
        return keys.newestId().map(KeyGeneration::of);
    }

    @Override
    public AuthorityKey make(KeyOrder order) {
        String id = order.caId();
        try {
            AuditKey made = new AuditKey(
                    id,
                    fresh.make(
                            id,
                            configured(id),
                            order.bits(),
                            key -> CertificateLint.parse(AuditCertificate.selfSigned(key, order))));
            keys.add(made);
            return made.described();
        } catch (FileAlreadyExistsException exists) {
            throw new Refusal(CaRefusal.AUDIT_KEY_EXISTS, id);
        } catch (IOException e) {
            throw new UncheckedIOException("the audit key " + id + " cannot be written", e);
        }
    }

    private KeyStoreProperties configured(String id) {
        KeyStoreProperties store = properties.of(id);
        if (store == null || (store.keystore() == null && store.pkcs11() == null)) {
            throw new Refusal(CaRefusal.AUDIT_KEY_PLACE_UNKNOWN, "hakko.ca." + id + ".keystore");
        }
        return store;
    }
}
