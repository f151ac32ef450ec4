package io.hakko.ca.integration;

import io.hakko.ca.domain.SerialNumbers;
import io.hakko.shared.CertificateSerial;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Serial numbers of 16 octets, 126 bits of them random; always of the same length and positive. */
@Component
class RandomSerialNumbers implements SerialNumbers {

    private static final int RANDOM_BITS = 126;

    private final SecureRandom random = new SecureRandom();

    @Override
    public CertificateSerial next() {
        return new CertificateSerial(new BigInteger(RANDOM_BITS, random).setBit(RANDOM_BITS));
    }
}
