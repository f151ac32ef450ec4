package io.hakko.ca.integration;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyMaker;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.ca.domain.KeyPlace;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Makes keys where {@code hakko.ca.<profile-id>} says. */
final class ConfiguredKeyMaker implements KeyMaker {

    private final CaProperties properties;
    private final Hsms hsms;
    private final CaKeys keys;
    private final NewKeys fresh;

    ConfiguredKeyMaker(CaProperties properties, Hsms hsms, CaKeys keys) {
        this.properties = properties;
        this.hsms = hsms;
        this.keys = keys;
        this.fresh = new NewKeys(hsms);
    }

    @Override
    public boolean isConfigured(String caId) {
        KeyStoreProperties store = properties.of(caId);
        return store != null && (store.keystore() != null || store.pkcs11() != null);
    }

    @Override
    public AuthorityKey key(String caId) {
        return keys.get(caId).described();
    }

    @Override
    public KeyLink link(String oldCaId, String newCaId, String signatureAlgorithm) {
        CaKey old = keys.get(oldCaId);
        CaKey fresh = keys.get(newCaId);
        return new KeyLink(
                AuthorityCertificate.link(fresh, old, signatureAlgorithm),
                AuthorityCertificate.link(old, fresh, signatureAlgorithm));
    }

    @Override
    public KeyPlace place(String caId) {
        KeyStoreProperties store = configured(caId);
        return new KeyPlace(store.toString(), store.isMade(), fault(caId));
    }

    private Optional<String> fault(String caId) {
        HsmKey key = hsms.keys().get(caId);
        if (key == null) {
            return Optional.empty();
        }
        try {
            key.check();
            return Optional.empty();
        } catch (HsmUnusable unusable) {
            return Optional.of(unusable.reason());
        }
    }

    @Override
    public AuthorityKey make(KeyOrder order) {
        String caId = order.caId();
        try {
            HeldKey held = fresh.make(caId, configured(caId), order.bits(), key -> {
                X509Certificate certificate = CertificateLint.parse(AuthorityCertificate.selfSigned(
                        key, order.name(), order.notBefore(), order.notAfter(), order.signatureAlgorithm()));
                return new CaKey(caId, key, certificate).certificate();
            });
            CaKey made = new CaKey(caId, held.key(), held.certificate());
            keys.add(made);
            return made.described();
        } catch (FileAlreadyExistsException exists) {
            throw Refusal.at("/service", CaRefusal.AUTHORITY_EXISTS, caId);
        } catch (IOException e) {
            throw new UncheckedIOException("the key of authority " + caId + " cannot be written", e);
        }
    }

    private KeyStoreProperties configured(String caId) {
        KeyStoreProperties store = properties.of(caId);
        if (store == null || (store.keystore() == null && store.pkcs11() == null)) {
            throw Refusal.at("/service", CaRefusal.KEY_PLACE_UNKNOWN, "hakko.ca." + caId + ".keystore", caId);
        }
        return store;
    }
}
