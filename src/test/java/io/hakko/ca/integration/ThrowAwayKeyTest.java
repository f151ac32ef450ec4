package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures of throw-away keys, as another program verifies them (the Java platform refuses so long a public exponent). */
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
    void anotherProgramAcceptsItsSignature(int bits, String algorithm) throws Exception {
        ThrowAwayKey key = ThrowAwayKey.ofBits(bits);

        byte[] signature = key.sign(MESSAGE, BouncyCastle.algorithm(algorithm));

        assertThat(key.publicKey().getModulus().bitLength()).isEqualTo(bits);
        assertThat(signature).hasSize(bits / 8);
        PublicKey publicKey =
                KeyFactory.getInstance("RSA", BouncyCastle.PROVIDER).generatePublic(key.publicKey());
        Signature verifier = Signature.getInstance(algorithm, BouncyCastle.PROVIDER);
        verifier.initVerify(publicKey);
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
        verifier.initVerify(publicKey);
        verifier.update(new byte[] {1, 2, 4});
        assertThat(verifier.verify(signature)).isFalse();
    }

    @Test
    void everyKeyIsAnother() {
        assertThat(ThrowAwayKey.ofBits(2048).publicKey().getModulus())
                .isNotEqualTo(ThrowAwayKey.ofBits(2048).publicKey().getModulus());
    }

    @Test
    void refusesALengthThatItsPrimesDoNotFill() {
        assertThatThrownBy(() -> ThrowAwayKey.ofBits(2000)).hasMessageContaining("2000");
    }
}
