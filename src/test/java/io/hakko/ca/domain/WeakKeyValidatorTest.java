package io.hakko.ca.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic behind the refusals, against the one of the Java platform. */
class WeakKeyValidatorTest {

    private final Random random = new Random(20261129);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 62, 63, 64, 65, 127, 128, 1000, 1023, 2047, 2048, 4096, 4099})
    void theRootIsTheOneOfThePlatform(int bits) {
        for (int round = 0; round < 200; round++) {
            BigInteger number = new BigInteger(bits, random).setBit(bits - 1);
            BigInteger square = number.multiply(number);

            assertThat(WeakKeyValidator.root(number)).isEqualTo(number.sqrt());
            assertThat(WeakKeyValidator.root(square)).isEqualTo(number);
            assertThat(WeakKeyValidator.root(square.subtract(BigInteger.ONE)))
                    .isEqualTo(number.subtract(BigInteger.ONE));
            assertThat(WeakKeyValidator.root(square.add(BigInteger.ONE)))
                    .isEqualTo(square.add(BigInteger.ONE).sqrt());
        }
    }

    @Test
    void theRootOfPowersOfTwoAndTheirNeighbours() {
        for (int bits = 0; bits < 300; bits++) {
            BigInteger power = BigInteger.ONE.shiftLeft(bits);

            assertThat(WeakKeyValidator.root(power)).isEqualTo(power.sqrt());
            assertThat(WeakKeyValidator.root(power.subtract(BigInteger.ONE)))
                    .isEqualTo(power.subtract(BigInteger.ONE).sqrt());
        }
    }

    @Test
    void everyPrimeBelow752IsFoundAndNoneAbove() {
        BigInteger prime = BigInteger.probablePrime(2000, random);

        assertThat(IntStream.range(2, 760)
                        .filter(factor -> WeakKeyValidator.hasSmallFactor(prime.multiply(BigInteger.valueOf(factor))))
                        .filter(factor -> BigInteger.valueOf(factor).isProbablePrime(50))
                        .boxed())
                .hasSize(133)
                .startsWith(2, 3, 5, 7)
                .endsWith(743, 751);
        assertThat(WeakKeyValidator.hasSmallFactor(prime)).isFalse();
    }
}
