package io.hakko.card.domain;

import java.util.Optional;

/**
 * What has become of the cards of a box, by the ledger.
 *
 * @param openAt the station that takes its blanks from it
 * @param received chips on the goods-in list
 * @param issued cards that passed their inspection
 * @param spoiled cards that are not usable
 * @param dead blanks written off before they were used
 * @param inWork chips taken whose card is neither
 */
public record BoxFigures(
        BoxNumber box, Optional<String> openAt, int received, int issued, int spoiled, int dead, int inWork) {

    /** How many blanks must lie in the box. */
    public int left() {
        return received - issued - spoiled - dead - inWork;
    }

    /** Whether no blank is left and no card of the box is in work: nothing is to be counted any more. */
    public boolean isUsedUp() {
        return left() == 0 && inWork == 0;
    }
}
