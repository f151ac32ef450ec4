package io.hakko.card.domain;

/**
 * How often a wrong value may be entered before the card locks (A-PIN-02, A-PIN-03, B-PIN-03, D-07).
 *
 * @param pin consecutive wrong PINs, 1 … 15
 * @param unblocking consecutive wrong unblocking values, 0 … 15; 0 = the card cannot be unblocked
 */
public record Tries(int pin, int unblocking) {

    public Tries {
        if (pin < 1 || pin > 15 || unblocking < 0 || unblocking > 15) {
            throw new IllegalArgumentException("a card counts to 15");
        }
    }

    public boolean unblockable() {
        return unblocking > 0;
    }
}
