package io.hakko.ca.integration;

import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.ca.integration.CaProperties.Pkcs11Properties;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.ServiceProfile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keys of production: they are made and kept by the operator, and what is missing stops the start. */
final class ConfiguredKeys implements KeySource {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredKeys.class);

    private final CaProperties properties;
    private final Hsms hsms;
    private final Clock clock;

    ConfiguredKeys(CaProperties properties, Hsms hsms, Clock clock) {
        this.properties = properties;
        this.hsms = hsms;
        this.clock = clock;
    }

    @Override
    public CaKey key(ServiceProfile profile, KeyGeneration generation) {
        String caId = generation.caId();
        HeldKey held = held(caId, properties.of(caId), hsms);
        CaKey key = new CaKey(caId, held.key(), held.certificate());
        refuseUnlessOfProfile(key, profile.certificate());
        if (!isConfigured(generation.next())) {
            refuseExpired(key);
        }
        return key;
    }

    @Override
    public boolean isMade(KeyGeneration generation) {
        KeyStoreProperties store = properties.of(generation.caId());
        return store != null && store.isMade();
    }

    /** Without the first key no service starts; a further one stands in the configuration before it is made. */
    @Override
    public boolean isConfigured(KeyGeneration generation) {
        return generation.number() == 1 || isMade(generation);
    }

    /** A key that is made, wherever it is. */
    static HeldKey held(String id, @Nullable KeyStoreProperties store, Hsms hsms) {
        return store != null && store.pkcs11() != null
                ? inHsm(id, store.pkcs11(), store.keystore(), hsms)
                : inFile(id, store);
    }

    private static HeldKey inFile(String caId, @Nullable KeyStoreProperties store) {
        if (store == null || store.keystore() == null) {
            throw missing(
                    caId, "keystore", "the PKCS#12 file with the key of this authority (or pkcs11.module, its HSM)");
        }
        if (!Files.isReadable(store.keystore())) {
            throw new IllegalStateException(
                    "The key store of authority %s, %s, cannot be read".formatted(caId, store.keystore()));
        }
        return Pkcs12.held(caId, store.keystore(), password(caId, store));
    }

    private static HeldKey inHsm(String caId, Pkcs11Properties pkcs11, @Nullable Path keystore, Hsms hsms) {
        if (keystore != null) {
            throw new IllegalStateException(
                    "hakko.ca.%s has both a keystore and pkcs11: where is the key?".formatted(caId));
        }
        Hsms.Place place = place(caId, pkcs11);
        String label = keyLabel(caId, pkcs11);
        X509Certificate certificate = certificate(
                caId, required(caId, "pkcs11.certificate", pkcs11.certificate(), "its certificate, a file"));
        if (!(certificate.getPublicKey() instanceof RSAPublicKey publicKey)) {
            throw new IllegalStateException("The certificate of authority %s has no RSA key".formatted(caId));
        }
        HsmKey key = hsms.key(caId, place, label, publicKey);
        refuseMisfit(caId, key);
        return new HeldKey(key, certificate);
    }

    static Hsms.Place place(String caId, Pkcs11Properties pkcs11) {
        return new Hsms.Place(
                required(caId, "pkcs11.module", pkcs11.module(), "the PKCS#11 library of the HSM"),
                required(caId, "pkcs11.token-label", pkcs11.tokenLabel(), "the label of the token with the key"),
                required(caId, "pkcs11.pin-file", pkcs11.pinFile(), "a file with the PIN of the token"));
    }

    static String keyLabel(String caId, Pkcs11Properties pkcs11) {
        return required(caId, "pkcs11.key-label", pkcs11.keyLabel(), "the label of the private key");
    }

    /** What can mend itself, or may not be tried twice, does not stop the start. */
    private static void refuseMisfit(String caId, HsmKey key) {
        try {
            key.check();
        } catch (HsmUnusable unusable) {
            if (unusable.why() == HsmUnusable.Cause.MISFIT) {
                throw new IllegalStateException(
                        "The key of authority %s cannot be used: %s".formatted(caId, unusable.reason()), unusable);
            }
            LOG.error("The key of authority {} cannot be used now: {}", caId, unusable.reason());
        }
    }

    private static X509Certificate certificate(String caId, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(
                    "The certificate of authority %s, %s, cannot be read".formatted(caId, file), e);
        }
    }

    private void refuseUnlessOfProfile(CaKey key, CertificateProfile profile) {
        X500Principal subject = key.certificate().getSubjectX500Principal();
        if (!subject.equals(new X500Principal(profile.issuerDn()))) {
            throw new IllegalStateException("The key of authority %s belongs to %s, the profile says %s"
                    .formatted(key.caId(), subject, profile.issuerDn()));
        }
        if (key.bits() != profile.caKeyBits()) {
            throw new IllegalStateException(
                    "The key of authority %s is not an RSA key of %d bits".formatted(key.caId(), profile.caKeyBits()));
        }
    }

    /** One that has a successor may have expired: it has nothing to sign any more. */
    private void refuseExpired(CaKey key) {
        Instant end = key.certificate().getNotAfter().toInstant();
        if (end.isBefore(clock.instant())) {
            throw new IllegalStateException("The certificate of authority %s expired at %s".formatted(key.caId(), end));
        }
    }

    static <T> T required(String caId, String property, @Nullable T value, String what) {
        if (value == null || value.toString().isBlank()) {
            throw missing(caId, property, what);
        }
        return value;
    }

    static char[] password(String caId, KeyStoreProperties store) {
        if (store.password() != null) {
            return store.password().toCharArray();
        }
        if (store.passwordFile() != null) {
            return firstLine(store.passwordFile()).toCharArray();
        }
        throw missing(caId, "password", "its password, or password-file a file with it");
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("The password file " + file + " cannot be read", e);
        }
    }

    private static IllegalStateException missing(String caId, String property, String what) {
        return new IllegalStateException("hakko.ca.%s.%s is not set: it names %s. Without it Hakko does not start."
                .formatted(caId, property, what));
    }
}
