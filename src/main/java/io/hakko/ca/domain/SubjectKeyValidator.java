package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * The subject's key: RSA, exactly the bits of the profile (施行規則 2条: at least 2048), a sound public exponent, a
 * modulus without a small factor, and DER that says nothing else.
 */
final class SubjectKeyValidator implements Validator {

    private static final BigInteger LOWEST_EXPONENT = BigInteger.valueOf(65537);
    private static final int HIGHEST_EXPONENT_BITS = 256;
    private static final BigInteger SMALL_PRIMES = productOfPrimesBelow(752);

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        return isUsable(draft.publicKey().bytes(), request.rules().keyBits())
                ? List.of()
                : List.of(Violation.at("/publicKey", CaRefusal.KEY_UNUSABLE));
    }

    private static boolean isUsable(byte[] encoded, int bits) {
        try {
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded))
                            instanceof RSAPublicKey key
                    && Arrays.equals(encoded, key.getEncoded())
                    && hasSoundModulus(key.getModulus(), bits)
                    && hasSoundExponent(key.getPublicExponent());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean hasSoundModulus(BigInteger modulus, int bits) {
        return modulus.bitLength() == bits && modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE);
    }

    private static boolean hasSoundExponent(BigInteger exponent) {
        return exponent.testBit(0)
                && exponent.compareTo(LOWEST_EXPONENT) >= 0
                && exponent.bitLength() <= HIGHEST_EXPONENT_BITS;
    }

    private static BigInteger productOfPrimesBelow(int limit) {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO;
                prime.compareTo(BigInteger.valueOf(limit)) < 0;
                prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        return product;
    }
}
