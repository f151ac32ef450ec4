package io.hakko.ca.integration;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;

/**
 * An RSA key for signatures that are looked at and thrown away (ADR 0082). Its modulus is as long as the authority's; its private
 * exponent is 3 and the public one long, the other way round than with a key that is to keep somebody out. A signature
 * costs two multiplications, and it is checked by making it again, as RSASSA-PKCS1-v1_5 is the same every time.
 */
final class ThrowAwayKey {

    private static final int PRIME_BITS = 128;
    private static final int HIGH_BITS = 7;
    private static final int CERTAINTY = 64;
    private static final BigInteger EXPONENT = BigInteger.valueOf(3);

    private final int octets;
    private final BigInteger modulus;
    private final BigInteger publicExponent;

    private ThrowAwayKey(int octets, BigInteger modulus, BigInteger publicExponent) {
        this.octets = octets;
        this.modulus = modulus;
        this.publicExponent = publicExponent;
    }

    /** Makes one, in some milliseconds: many short primes (multi-prime RSA, RFC 8017 section 3) are sooner found than two long ones. */
    static ThrowAwayKey ofBits(int bits) {
        if (bits % PRIME_BITS != 0) {
            throw new IllegalArgumentException("no throw-away key of " + bits + " bits");
        }
        List<BigInteger> primes = primes(bits / PRIME_BITS);
        BigInteger order = product(
                primes.stream().map(prime -> prime.subtract(BigInteger.ONE)).toList());
        return new ThrowAwayKey(bits / Byte.SIZE, product(primes), EXPONENT.modInverse(order));
    }

    private static BigInteger product(List<BigInteger> factors) {
        return factors.stream().reduce(BigInteger.ONE, BigInteger::multiply);
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

    /** The numbers with which others verify what it has signed. */
    RSAPublicKeySpec publicKey() {
        return new RSAPublicKeySpec(modulus, publicExponent);
    }

    /** Whether the signature of a certificate is this key's, over just what the certificate's reader takes for signed. */
    boolean hasSigned(X509Certificate read) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(new ASN1ObjectIdentifier(read.getSigAlgOID()));
            return MessageDigest.isEqual(sign(read.getTBSCertificate(), algorithm), read.getSignature());
        } catch (CertificateEncodingException unreadable) {
            return false;
        }
    }

    /** RSASSA-PKCS1-v1_5 (RFC 8017 section 8.2.1). */
    byte[] sign(byte[] message, AlgorithmIdentifier algorithm) {
        byte[] value = new BigInteger(1, encode(message, algorithm))
                .modPow(EXPONENT, modulus)
                .toByteArray();
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
