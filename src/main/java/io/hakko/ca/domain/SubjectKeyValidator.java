package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The subject's key: an RSA key and nothing else, with exactly the bits of the profile (施行規則 2条: at least 2048) and a sound
 * public exponent.
 */
final class SubjectKeyValidator implements Validator {

    private static final String POINTER = "/publicKey";
    private static final BigInteger LOWEST_EXPONENT = BigInteger.valueOf(65537);
    private static final int HIGHEST_EXPONENT_BITS = 256;

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        Optional<RSAPublicKey> key = RsaKeys.read(draft.publicKey());
        if (key.isEmpty()) {
            return List.of(Violation.at(POINTER, CaRefusal.KEY_MALFORMED));
        }
        List<Violation> found = new ArrayList<>();
        int bits = request.rules().keyBits();
        if (key.get().getModulus().bitLength() != bits) {
            found.add(Violation.at(POINTER, CaRefusal.KEY_LENGTH, bits));
        }
        if (!isSound(key.get().getPublicExponent())) {
            found.add(Violation.at(POINTER, CaRefusal.KEY_EXPONENT));
        }
        return found;
    }

    private static boolean isSound(BigInteger exponent) {
        return exponent.testBit(0)
                && exponent.compareTo(LOWEST_EXPONENT) >= 0
                && exponent.bitLength() <= HIGHEST_EXPONENT_BITS;
    }
}
