package io.hakko.ca;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyLinks;
import io.hakko.shared.Der;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;

/**
 * The authorities whose keys are at hand. At start each is entered in the database; a key that is not the one on record
 * stops the start, because certificates and CRLs of two keys must not mix. So does an authority on record whose service does
 * not run: nobody would renew its CRLs.
 */
@Service
class AuthorityRegistry implements Authorities, SmartInitializingSingleton {

    private final Map<String, Authority> authorities = new TreeMap<>();
    private final List<AuthorityKey> keys;
    private final CrlRegister register;
    private final KeyLinks links;

    AuthorityRegistry(CertificateSigner signer, CrlRegister register, KeyLinks links) {
        this.links = links;
        this.keys = signer.authorities();
        this.register = register;
        for (AuthorityKey key : keys) {
            authorities.put(
                    key.caId(),
                    new Authority(key.caId(), key.name(), key.notBefore(), key.notAfter(), key.certificate()));
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String onRecord : register.authorities()) {
            if (!authorities.containsKey(onRecord)) {
                refuseMissingKey(onRecord);
                throw new IllegalStateException(
                        "The database has the authority %s, but its service does not run: its CRLs would not be renewed."
                                        .formatted(onRecord)
                                + " Name it in hakko.services.");
            }
        }
        for (AuthorityKey key : keys) {
            Der onRecord = register.enter(key);
            if (!onRecord.equals(key.certificate())) {
                throw new IllegalStateException(
                        "The key store of authority %s holds another certificate (SHA-256 %s) than the database (%s)."
                                        .formatted(key.caId(), key.certificate().sha256(), onRecord.sha256())
                                + " Bring back the key store that belongs to this database.");
            }
        }
    }

    /** A later key is not at hand although its service runs: the one before must not sign certificates again. */
    private void refuseMissingKey(String onRecord) {
        KeyGeneration missing = KeyGeneration.of(onRecord);
        if (missing.number() > 1 && authorities.containsKey(missing.service())) {
            throw new IllegalStateException(
                    "The database has the authority %s, but its key is not there: hakko.ca.%s.keystore, or pkcs11, must name it."
                                    .formatted(onRecord, onRecord)
                            + " It follows the key of %s."
                                    .formatted(missing.previous().caId()));
        }
    }

    @Override
    public Optional<Authority> find(String caId) {
        return Optional.ofNullable(authorities.get(caId));
    }

    @Override
    public List<Authority> all() {
        return List.copyOf(authorities.values());
    }

    @Override
    public Optional<Authority> current(String service) {
        return authorities.values().stream()
                .filter(authority -> authority.service().equals(service))
                .max(Comparator.comparingInt(Authority::generation));
    }

    @Override
    public Optional<Der> newWithOld(String caId) {
        return links.of(caId).map(KeyLink::newWithOld);
    }

    @Override
    public Optional<Der> oldWithNew(String caId) {
        return links.of(caId).map(KeyLink::oldWithNew);
    }
}
