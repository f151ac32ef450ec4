package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of throw-away keys, as two other programs verify them. */
class ThrowAwayKeyTest {

    private static final byte[] MESSAGE = {1, 2, 3};

    @ParameterizedTest
    @CsvSource({
        "2048,SHA256withRSA",
        "3072,SHA256withRSA",
        "4096,SHA256withRSA",
        "4096,SHA384withRSA",
        "3072,SHA512withRSA"
    })
    void everyVerifierAcceptsItsSignature(int bits, String algorithm) throws Exception {
        ThrowAwayKey key = ThrowAwayKey.ofBits(bits);

        byte[] signature = key.sign(MESSAGE, BouncyCastle.algorithm(algorithm));

        assertThat(((RSAPublicKey) key.publicKey()).getModulus().bitLength()).isEqualTo(bits);
        assertThat(signature).hasSize(bits / 8);
        for (Signature verifier : new Signature[] {
            Signature.getInstance(algorithm), Signature.getInstance(algorithm, BouncyCastle.PROVIDER)
        }) {
            verifier.initVerify(key.publicKey());
            verifier.update(MESSAGE);
            assertThat(verifier.verify(signature)).isTrue();
            verifier.initVerify(key.publicKey());
            verifier.update(new byte[] {1, 2, 4});
            assertThat(verifier.verify(signature)).isFalse();
        }
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(ThrowAwayKey.ofBits(2048).publicKey())
                .isNotEqualTo(ThrowAwayKey.ofBits(2048).publicKey());
    }

    @Test
    void refusesALengthThatItsPrimesDoNotFill() {
        assertThatThrownBy(() -> ThrowAwayKey.ofBits(2000)).hasMessageContaining("2000");
    }
}
