package io.hakko.ca.integration;

import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.ServiceProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAKey;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Keys of production: they are made and kept by the operator, and what is missing stops the start. */
final class ConfiguredKeys implements KeySource {

    private final CaProperties properties;

    ConfiguredKeys(CaProperties properties) {
        this.properties = properties;
    }

    @Override
    public CaKey key(ServiceProfile profile) {
        String caId = profile.ref().id();
        KeyStoreProperties store = properties.of(caId);
        if (store == null || store.keystore() == null) {
            throw missing(caId, "keystore", "the PKCS#12 file with the key of this authority");
        }
        if (!Files.isReadable(store.keystore())) {
            throw new IllegalStateException(
                    "The key store of authority %s, %s, cannot be read".formatted(caId, store.keystore()));
        }
        CaKey key = Pkcs12.read(caId, store.keystore(), password(caId, store));
        refuseUnlessOfProfile(key, profile.certificate());
        return key;
    }

    private static void refuseUnlessOfProfile(CaKey key, CertificateProfile profile) {
        X500Principal subject = key.certificate().getSubjectX500Principal();
        if (!subject.equals(new X500Principal(profile.issuerDn()))) {
            throw new IllegalStateException("The key store of authority %s belongs to %s, the profile says %s"
                    .formatted(key.caId(), subject, profile.issuerDn()));
        }
        if (!(key.privateKey() instanceof RSAKey rsa) || rsa.getModulus().bitLength() != profile.caKeyBits()) {
            throw new IllegalStateException(
                    "The key of authority %s is not an RSA key of %d bits".formatted(key.caId(), profile.caKeyBits()));
        }
    }

    private static char[] password(String caId, KeyStoreProperties store) {
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
