package io.hakko.ca.integration;

import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.ca.integration.CaProperties.Pkcs11Properties;
import io.hakko.shared.Outage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes keys where the configuration wants them, never in place of another one. */
final class NewKeys {

    private final Hsms hsms;

    NewKeys(Hsms hsms) {
        this.hsms = hsms;
    }

    /** Makes the certificate of a new key, and refuses one that is not fit for it before anything is written. */
    interface Certifier {
        X509Certificate certify(SigningKey key);
    }

    /**
     * @throws FileAlreadyExistsException when there is a key already
     * @throws Outage when the HSM is away
     */
    HeldKey make(String id, KeyStoreProperties store, int bits, Certifier certifier) throws IOException {
        return store.pkcs11() == null ? inFile(id, store, bits, certifier) : inHsm(id, store.pkcs11(), bits, certifier);
    }

    private static HeldKey inFile(String id, KeyStoreProperties store, int bits, Certifier certifier)
            throws IOException {
        Path file = ConfiguredKeys.required(id, "keystore", store.keystore(), "the PKCS#12 file to be made");
        char[] password = ConfiguredKeys.password(id, store);
        try {
            StoredKey key = StoredKey.generate(bits);
            X509Certificate certificate = certifier.certify(key);
            Pkcs12.writeNew(key, certificate, file, password);
            return new HeldKey(key, certificate);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The certificate is written last: it is what tells that the key is made. */
    private HeldKey inHsm(String id, Pkcs11Properties pkcs11, int bits, Certifier certifier) throws IOException {
        Path file = ConfiguredKeys.required(
                id, "pkcs11.certificate", pkcs11.certificate(), "the file its certificate is written to");
        HsmToken token = hsms.token(ConfiguredKeys.place(id, pkcs11));
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try {
            HsmKey key = HsmKey.generate(token, ConfiguredKeys.keyLabel(id, pkcs11), bits);
            X509Certificate certificate = certifier.certify(key);
            Files.writeString(file, pem(certificate), StandardOpenOption.CREATE_NEW);
            return new HeldKey(key, certificate);
        } catch (HsmUnusable unusable) {
            if (unusable.why() == HsmUnusable.Cause.AWAY) {
                throw new Outage(CaRefusal.HSM_DOWN, unusable.reason());
            }
            throw new IllegalStateException(unusable.reason(), unusable);
        }
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
}
