package io.hakko.ca.integration;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/**
 * An RSA key for signatures that are looked at and thrown away (ADR 0060). Its modulus is as long as the authority's, but
 * has many short primes instead of two long ones (multi-prime RSA, RFC 8017 section 3): it keeps nobody out and signs in a
 * fraction of the time, with signatures that every verifier accepts as RSASSA-PKCS1-v1_5.
 */
final class ThrowAwayKey {

    private static final int PRIME_BITS = 128;
    private static final int HIGH_BITS = 7;
    private static final int CERTAINTY = 64;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    private final int octets;
    private final PublicKey publicKey;
    private final List<Share> shares;

    /** One prime and what recombines it by the Chinese remainder theorem. */
    private record Share(BigInteger prime, BigInteger exponent, BigInteger coefficient) {}

    private ThrowAwayKey(int octets, PublicKey publicKey, List<Share> shares) {
        this.octets = octets;
        this.publicKey = publicKey;
        this.shares = List.copyOf(shares);
    }

    /** Makes one, in some milliseconds. */
    static ThrowAwayKey ofBits(int bits) {
        if (bits % PRIME_BITS != 0) {
            throw new IllegalArgumentException("no throw-away key of " + bits + " bits");
        }
        List<BigInteger> primes = primes(bits / PRIME_BITS);
        BigInteger modulus = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
        List<Share> shares = primes.stream()
                .map(prime -> {
                    BigInteger others = modulus.divide(prime);
                    return new Share(
                            prime,
                            EXPONENT.modInverse(prime.subtract(BigInteger.ONE)),
                            others.multiply(others.modInverse(prime)));
                })
                .toList();
        try {
            return new ThrowAwayKey(
                    bits / Byte.SIZE,
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT)),
                    shares);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a throw-away key cannot be made", e);
        }
    }

    /** Different primes whose product has just as many bits as all of them together. */
    private static List<BigInteger> primes(int count) {
        SecureRandom random = new SecureRandom();
        List<BigInteger> primes = new ArrayList<>();
        while (primes.size() < count) {
            BigInteger high =
                    BigInteger.ONE.shiftLeft(HIGH_BITS).subtract(BigInteger.ONE).shiftLeft(PRIME_BITS - HIGH_BITS);
            BigInteger prime =
                    new BigInteger(PRIME_BITS - HIGH_BITS - 1, random).or(high).nextProbablePrime();
            boolean fits = prime.isProbablePrime(CERTAINTY)
                    && prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE);
            if (fits && !primes.contains(prime)) {
                primes.add(prime);
            }
        }
        return primes;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.1). */
    byte[] sign(byte[] message, AlgorithmIdentifier algorithm) {
        BigInteger encoded = new BigInteger(1, encode(message, algorithm));
        BigInteger modulus = BigInteger.ONE;
        BigInteger signature = BigInteger.ZERO;
        for (Share share : shares) {
            signature = signature.add(encoded.mod(share.prime())
                    .modPow(share.exponent(), share.prime())
                    .multiply(share.coefficient()));
            modulus = modulus.multiply(share.prime());
        }
        byte[] value = signature.mod(modulus).toByteArray();
        byte[] padded = new byte[octets];
        int length = Math.min(value.length, octets);
        System.arraycopy(value, value.length - length, padded, octets - length, length);
        return padded;
    }

    private byte[] encode(byte[] message, AlgorithmIdentifier algorithm) {
        AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        try {
            byte[] hash = MessageDigest.getInstance(
                            new DefaultAlgorithmNameFinder().getAlgorithmName(digest.getAlgorithm()))
                    .digest(message);
            byte[] info = new DigestInfo(digest, hash).getEncoded(ASN1Encoding.DER);
            byte[] encoded = new byte[octets];
            Arrays.fill(encoded, (byte) 0xFF);
            encoded[0] = 0;
            encoded[1] = 1;
            encoded[octets - info.length - 1] = 0;
            System.arraycopy(info, 0, encoded, octets - info.length, info.length);
            return encoded;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a throw-away signature cannot be made", e);
        }
    }
}
