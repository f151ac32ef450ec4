package io.hakko.ca.integration;

import io.hakko.ca.SoftHsm;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Der;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The authority's key of a bench, of any length: the profile would insist on its own. Not annotated, or every test's context would
 * find it.
 */
public class BenchAuthority {

    /** The authority, and the label of its key in an HSM. */
    public static final String CA = "aosign-g2";

    /** Signs with the authority's key and does nothing else. */
    public interface BareKey {
        void sign(Der message);
    }

    /**
     * @param module PKCS#11 library of the HSM that has the key, or nothing: the key store has it
     * @param certificate of the key in the HSM
     */
    @Bean
    CaKey benchKey(
            Hsms hsms,
            @Value("${hakko.bench.keystore}") Path keyStore,
            @Value("${hakko.bench.password}") String password,
            @Value("${hakko.bench.module:}") String module,
            @Value("${hakko.bench.certificate:}") String certificate,
            @Value("${hakko.bench.pin-file:}") String pinFile)
            throws IOException, CertificateException {
        if (module.isEmpty()) {
            return Pkcs12.read(CA, keyStore, password.toCharArray());
        }
        Hsms.Place place = new Hsms.Place(Path.of(module), SoftHsm.TOKEN, Path.of(pinFile));
        try (InputStream in = Files.newInputStream(Path.of(certificate))) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return new CaKey(CA, hsms.key(CA, place, CA, (RSAPublicKey) read.getPublicKey()), read);
        }
    }

    @Bean
    @Primary
    KeySource benchKeySource(CaKey key) {
        return new KeySource() {
            @Override
            public CaKey key(ServiceProfile profile, KeyGeneration generation) {
                return key;
            }

            @Override
            public boolean isMade(KeyGeneration generation) {
                return true;
            }

            @Override
            public boolean isConfigured(KeyGeneration generation) {
                return generation.number() == 1;
            }
        };
    }

    @Bean
    BareKey bareKey(CaKey key) {
        return message -> {
            Der signed = SignedSequence.sign(message, BouncyCastle.algorithm("SHA256withRSA"), key);
            if (signed.length() <= message.length() + key.signatureLength()) {
                throw new AssertionError("no signature");
            }
        };
    }
}
