package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestSignerTest {

    private static final byte[] CONTENT = "失効リスト".getBytes(StandardCharsets.UTF_8);
    private static final StoredKey KEY = StoredKey.generate(2048);

    private static DigestSigner fed(String algorithm, StoredKey key) throws IOException {
        DigestSigner signer = key.signer(BouncyCastle.algorithm(algorithm));
        signer.getOutputStream().write(CONTENT[0]);
        signer.getOutputStream().write(CONTENT, 1, CONTENT.length - 1);
        return signer;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withRSA", "SHA384withRSA", "SHA512withRSA"})
    void othersVerifyWhatItSigns(String algorithm) throws IOException, GeneralSecurityException {
        DigestSigner signer = fed(algorithm, KEY);
        byte[] signature = signer.getSignature();

        Signature other = Signature.getInstance(algorithm);
        other.initVerify(KEY.publicKey());
        other.update(CONTENT);
        assertThat(other.verify(signature)).isTrue();
        assertThat(signer.verifies(signature, KEY.publicKey())).isTrue();
    }

    @Test
    void aSignatureOfSomethingElseDoesNotVerify() throws IOException {
        DigestSigner signer = fed("SHA256withRSA", KEY);
        byte[] signature = signer.getSignature();
        byte[] changed = signature.clone();
        changed[100] ^= 1;

        assertThat(signer.verifies(changed, KEY.publicKey())).isFalse();
        assertThat(signer.verifies(new byte[0], KEY.publicKey())).isFalse();
        assertThat(signer.verifies(fed("SHA384withRSA", KEY).getSignature(), KEY.publicKey()))
                .isFalse();
        assertThat(signer.verifies(signature, StoredKey.generate(2048).publicKey()))
                .isFalse();
    }

    @Test
    void nothingVerifiesBeforeTheSignature() throws IOException {
        byte[] signature = fed("SHA256withRSA", KEY).getSignature();

        assertThat(fed("SHA256withRSA", KEY).verifies(signature, KEY.publicKey()))
                .isFalse();
    }

    @Test
    void refusesWhatIsNotRsaWithALongHash() {
        AlgorithmIdentifier weak = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha1WithRSAEncryption);

        assertThatThrownBy(() -> KEY.signer(weak)).hasMessageContaining("does not sign with");
    }
}
