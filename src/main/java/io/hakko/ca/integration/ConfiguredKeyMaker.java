package io.hakko.ca.integration;

import io.hakko.ca.domain.AuthorityKey;
import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.domain.KeyLink;
import io.hakko.ca.domain.KeyMaker;
import io.hakko.ca.domain.KeyOrder;
import io.hakko.ca.domain.KeyPlace;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.ca.integration.CaProperties.Pkcs11Properties;
import io.hakko.shared.Der;
import io.hakko.shared.Outage;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes keys where {@code hakko.ca.<profile-id>} says. */
final class ConfiguredKeyMaker implements KeyMaker {

    private final CaProperties properties;
    private final Hsms hsms;
    private final CaKeys keys;

    ConfiguredKeyMaker(CaProperties properties, Hsms hsms, CaKeys keys) {
        this.properties = properties;
        this.hsms = hsms;
        this.keys = keys;
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
        KeyStoreProperties store = configured(order.caId());
        try {
            return store.pkcs11() == null ? inFile(order, store) : inHsm(order, store.pkcs11());
        } catch (FileAlreadyExistsException exists) {
            throw exists(order);
        } catch (IOException e) {
            throw new UncheckedIOException("the key of authority " + order.caId() + " cannot be written", e);
        }
    }

    private KeyStoreProperties configured(String caId) {
        KeyStoreProperties store = properties.of(caId);
        if (store == null || (store.keystore() == null && store.pkcs11() == null)) {
            throw Refusal.at("/service", CaRefusal.KEY_PLACE_UNKNOWN, "hakko.ca." + caId + ".keystore", caId);
        }
        return store;
    }

    private AuthorityKey inFile(KeyOrder order, KeyStoreProperties store) throws IOException {
        Path file = ConfiguredKeys.required(order.caId(), "keystore", store.keystore(), "the PKCS#12 file to be made");
        char[] password = ConfiguredKeys.password(order.caId(), store);
        try {
            StoredKey key = StoredKey.generate(order.bits());
            X509Certificate certificate = CertificateLint.parse(selfSigned(key, order));
            CaKey made = new CaKey(order.caId(), key, certificate);
            Pkcs12.writeNew(key, certificate, file, password);
            keys.add(made);
            return made.described();
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The certificate is written last: it is what tells that the key is made. */
    private AuthorityKey inHsm(KeyOrder order, Pkcs11Properties pkcs11) throws IOException {
        Path file = ConfiguredKeys.required(
                order.caId(), "pkcs11.certificate", pkcs11.certificate(), "the file its certificate is written to");
        HsmToken token = hsms.token(ConfiguredKeys.place(order.caId(), pkcs11));
        if (Files.exists(file)) {
            throw exists(order);
        }
        try {
            HsmKey key = HsmKey.generate(token, ConfiguredKeys.keyLabel(order.caId(), pkcs11), order.bits());
            X509Certificate certificate = CertificateLint.parse(selfSigned(key, order));
            CaKey made = new CaKey(order.caId(), key, certificate);
            Files.writeString(file, pem(certificate), StandardOpenOption.CREATE_NEW);
            keys.add(made);
            return made.described();
        } catch (HsmUnusable unusable) {
            if (unusable.why() == HsmUnusable.Cause.AWAY) {
                throw new Outage(CaRefusal.HSM_DOWN, unusable.reason());
            }
            throw new IllegalStateException(unusable.reason(), unusable);
        }
    }

    private static Der selfSigned(SigningKey key, KeyOrder order) {
        return AuthorityCertificate.selfSigned(
                key, order.name(), order.notBefore(), order.notAfter(), order.signatureAlgorithm());
    }

    private static String pem(X509Certificate certificate) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject("CERTIFICATE", certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
        return text.toString();
    }

    private static Refusal exists(KeyOrder order) {
        return Refusal.at("/service", CaRefusal.AUTHORITY_EXISTS, order.caId());
    }
}
