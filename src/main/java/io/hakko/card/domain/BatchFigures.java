package io.hakko.card.domain;

/**
 * What has become of the chips and PIN letters of a batch, by the ledger.
 *
 * @param good cards that passed their inspection
 * @param spoiled cards that are not usable
 * @param dead blanks written off for this batch
 * @param letters PINs that were printed or shown, each one letter
 */
public record BatchFigures(int good, int spoiled, int dead, int letters) {

    /** Chips used. */
    public int used() {
        return good + spoiled + dead;
    }

    /** Letters that no good card has: they must be destroyed. */
    public int voidLetters() {
        return letters - good;
    }
}
