package io.hakko.ca.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Key stores of type PKCS#12 (RFC 7292) that hold one key. */
final class Pkcs12 {

    private static final String ALIAS = "ca";

    private Pkcs12() {}

    static CaKey read(String caId, Path file, char[] password) {
        HeldKey held = held(caId, file, password);
        return new CaKey(caId, held.key(), held.certificate());
    }

    /** @param id what messages call it */
    static HeldKey held(String id, Path file, char[] password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = onlyKey(store, file);
            if (store.getKey(alias, password) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new HeldKey(new StoredKey(key, publicKey(key, file)), certificate);
            }
            throw new IllegalStateException("the key store " + file + " has no certificate with its key");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The key store of authority " + id + ", " + file + ", cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Writes a key store that is there wholly or not at all, readable by its owner only. */
    static void write(StoredKey key, X509Certificate certificate, Path file, char[] password) throws IOException {
        Path temporary = OwnerFiles.create(file.resolveSibling(file.getFileName() + ".tmp"));
        try (OutputStream out = Files.newOutputStream(temporary)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key.privateKey(), password, new Certificate[] {certificate});
            store.store(out, password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key store " + file + " cannot be written", e);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a key store where nothing is yet. */
    static void writeNew(StoredKey key, X509Certificate certificate, Path file, char[] password) throws IOException {
        OwnerFiles.createNew(file);
        try {
            write(key, certificate, file, password);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** The public half as the private key tells it, not as the certificate does. */
    private static PublicKey publicKey(PrivateKey key, Path file) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        }
        throw new IllegalStateException("the key store " + file + " does not hold an RSA key");
    }

    private static String onlyKey(KeyStore store, Path file) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IllegalStateException("the key store " + file + " holds " + keys.size() + " keys, not one");
        }
        return keys.get(0);
    }
}
