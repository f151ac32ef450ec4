package io.hakko.ca.integration;

import io.hakko.ca.domain.CertificateSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.List;

/** The signer without the rest of the service, for measurements. */
public final class MeasuredSigner {

    private MeasuredSigner() {}

    /** Signs with the key of a PKCS#12 file. */
    public static CertificateSigner of(String caId, Path keyStore, String password) {
        return new KeyStoreSigner(List.of(Pkcs12.read(caId, keyStore, password.toCharArray())));
    }

    /** The bare key, for others' builders. */
    public static PrivateKey key(Path keyStore, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(keyStore.toFile(), password.toCharArray());
        return (PrivateKey) store.getKey(store.aliases().nextElement(), password.toCharArray());
    }
}
