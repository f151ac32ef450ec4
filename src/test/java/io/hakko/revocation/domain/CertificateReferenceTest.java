package io.hakko.revocation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import org.junit.jupiter.api.Test;

class CertificateReferenceTest {

    @Test
    void readsACardNumberAndTheSerialItCouldBe() {
        CertificateReference reference = CertificateReference.parse("1101 0000 0000 0428");

        assertThat(reference.card()).contains(CardNumber.of("1101", 42));
        assertThat(reference.serial()).contains(CertificateSerial.ofHex("1101000000000428"));
    }

    @Test
    void readsASerialWithColons() {
        CertificateReference reference = CertificateReference.parse("4d:2A:ff");

        assertThat(reference.card()).isEmpty();
        assertThat(reference.serial()).contains(CertificateSerial.ofHex("4D2AFF"));
    }

    @Test
    void readsNothingFromOtherText() {
        assertThat(CertificateReference.parse("例示太郎").isReadable()).isFalse();
        assertThat(CertificateReference.parse("0").isReadable()).isFalse();
        assertThat(CertificateReference.parse("F".repeat(41)).isReadable()).isFalse();
    }
}
