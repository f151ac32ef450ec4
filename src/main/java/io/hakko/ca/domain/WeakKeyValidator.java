package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The modulus of the subject's key is not one that can be taken apart: SP 800-89 5.3.3, CVE-2017-15361. */
final class WeakKeyValidator implements Validator {

    private static final String POINTER = "/publicKey";
    private static final List<Factors> SMALL_PRIMES = primesBelow(752);
    private static final int FERMAT_ROUNDS = 64;
    private static final BitSet QUADRATIC_64 = quadratic(64);
    private static final BitSet QUADRATIC_63 = quadratic(63);
    private static final BitSet QUADRATIC_65 = quadratic(65);
    private static final BitSet QUADRATIC_11 = quadratic(11);
    private static final BigInteger FILTER = BigInteger.valueOf(63 * 65 * 11);
    private static final int MARKED_PRIMES_UP_TO = 167;

    /** For each small prime, the remainders that a modulus of the ROCA generator can leave: the powers of 65537. */
    private static final Map<Integer, BitSet> ROCA_REMAINDERS = rocaRemainders();

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        return RsaKeys.read(draft.publicKey())
                .map(key -> check(key.getModulus()))
                .orElse(List.of());
    }

    private static List<Violation> check(BigInteger modulus) {
        List<Violation> found = new ArrayList<>();
        if (hasSmallFactor(modulus)) {
            found.add(Violation.at(POINTER, CaRefusal.KEY_SMALL_FACTOR));
        } else if (hasClosePrimes(modulus)) {
            found.add(Violation.at(POINTER, CaRefusal.KEY_CLOSE_PRIMES));
        } else if (isPredictable(modulus)) {
            found.add(Violation.at(POINTER, CaRefusal.KEY_PREDICTABLE));
        }
        return found;
    }

    static boolean hasSmallFactor(BigInteger modulus) {
        return SMALL_PRIMES.stream().anyMatch(factors -> factors.divide(modulus));
    }

    /** Fermat's factorization, some rounds of it; the first finds squares. */
    private static boolean hasClosePrimes(BigInteger modulus) {
        BigInteger root = root(modulus);
        if (root.multiply(root).equals(modulus)) {
            return true;
        }
        BigInteger middle = root.add(BigInteger.ONE);
        BigInteger square = middle.multiply(middle).subtract(modulus);
        for (int round = 0; round < FERMAT_ROUNDS; round++) {
            if (isSquare(square)) {
                return true;
            }
            square = square.add(middle.shiftLeft(1)).add(BigInteger.ONE);
            middle = middle.add(BigInteger.ONE);
        }
        return false;
    }

    /** The greatest whole number whose square is no greater: Newton's step from the root of the upper half of the digits. */
    static BigInteger root(BigInteger number) {
        if (number.bitLength() < Long.SIZE) {
            return number.sqrt();
        }
        int half = number.bitLength() / 4;
        BigInteger near = root(number.shiftRight(2 * half)).add(BigInteger.ONE).shiftLeft(half);
        BigInteger root = near.add(number.divide(near)).shiftRight(1);
        while (root.multiply(root).compareTo(number) > 0) {
            root = root.subtract(BigInteger.ONE);
        }
        return root;
    }

    /** Remainders tell nearly all numbers that are no squares, without a root. */
    private static boolean isSquare(BigInteger number) {
        return QUADRATIC_64.get(number.intValue() & 63)
                && isQuadratic(number.mod(FILTER).intValueExact())
                && number.sqrtAndRemainder()[1].signum() == 0;
    }

    private static boolean isQuadratic(int remainder) {
        return QUADRATIC_63.get(remainder % 63) && QUADRATIC_65.get(remainder % 65) && QUADRATIC_11.get(remainder % 11);
    }

    private static BitSet quadratic(int modulus) {
        BitSet remainders = new BitSet(modulus);
        for (int i = 0; i < modulus; i++) {
            remainders.set(i * i % modulus);
        }
        return remainders;
    }

    /** ROCA: for every small prime the modulus leaves the remainder of a power of 65537. */
    private static boolean isPredictable(BigInteger modulus) {
        return ROCA_REMAINDERS.entrySet().stream()
                .allMatch(e -> e.getValue()
                        .get(modulus.mod(BigInteger.valueOf(e.getKey())).intValue()));
    }

    private static Map<Integer, BitSet> rocaRemainders() {
        Map<Integer, BitSet> all = new TreeMap<>();
        for (int prime = 3;
                prime <= MARKED_PRIMES_UP_TO;
                prime = BigInteger.valueOf(prime).nextProbablePrime().intValue()) {
            BitSet powers = new BitSet(prime);
            for (int power = 1; !powers.get(power); power = power * (65537 % prime) % prime) {
                powers.set(power);
            }
            all.put(prime, powers);
        }
        return all;
    }

    /** Some primes, the product of which is one word, so that a long number is divided once for all of them. */
    private record Factors(BigInteger product, List<Integer> primes) {

        static final Factors NONE = new Factors(BigInteger.ONE, List.of());

        Factors and(int prime) {
            List<Integer> all = new ArrayList<>(primes);
            all.add(prime);
            return new Factors(product.multiply(BigInteger.valueOf(prime)), List.copyOf(all));
        }

        boolean isFull() {
            return product.bitLength() >= Integer.SIZE;
        }

        boolean divide(BigInteger number) {
            long remainder = number.mod(product).longValue();
            return primes.stream().anyMatch(prime -> remainder % prime == 0);
        }
    }

    private static List<Factors> primesBelow(int limit) {
        List<Factors> all = new ArrayList<>();
        Factors last = Factors.NONE;
        for (int prime = 2;
                prime < limit;
                prime = BigInteger.valueOf(prime).nextProbablePrime().intValue()) {
            if (last.and(prime).isFull()) {
                all.add(last);
                last = Factors.NONE;
            }
            last = last.and(prime);
        }
        all.add(last);
        return List.copyOf(all);
    }
}
