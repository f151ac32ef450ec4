package io.hakko.shared;

/** An amount in whole yen, never negative. */
public record Yen(long amount) implements Comparable<Yen> {

    public Yen {
        if (amount < 0) {
            throw new IllegalArgumentException("negative amount");
        }
    }

    public static Yen of(long amount) {
        return new Yen(amount);
    }

    public Yen times(int count) {
        return new Yen(Math.multiplyExact(amount, count));
    }

    public Yen plus(Yen other) {
        return new Yen(Math.addExact(amount, other.amount));
    }

    @Override
    public int compareTo(Yen other) {
        return Long.compare(amount, other.amount);
    }
}
