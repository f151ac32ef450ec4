package io.hakko.card.domain;

import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of the stock of blank cards. */
public interface Stock {

    /** Which of these chips are on a goods-in list already. */
    Set<ChipSerial> listed(Collection<ChipSerial> chips);

    /**
     * Lists blanks; all or none.
     *
     * @throws StockConflict when somebody else has listed one of them meanwhile
     */
    void receive(List<BlankChip> blanks, String person, Instant at);

    /** The box of a listed chip. */
    Optional<BoxNumber> boxOf(ChipSerial chip);

    /** The box that a station takes its blanks from. */
    Optional<BoxNumber> openAt(String station);

    /** Makes a box the one that a station takes its blanks from; false when there is none, or another station has it. */
    boolean open(BoxNumber box, String station);

    /** All boxes, newest first, with what became of their cards. */
    List<BoxFigures> boxes();

    Optional<BoxFigures> figures(BoxNumber box);

    Optional<StockCount> count(BoxNumber box, LocalDate day);

    /** Keeps a count; one of the same day that is not signed yet is replaced. */
    void save(StockCount count, Instant at);

    /** The second signature. */
    void confirm(BoxNumber box, LocalDate day, String person, Instant at);

    /** Spoiled cards that were not destroyed before two persons, oldest first. */
    List<SpoiledCard> toDestroy();

    /**
     * Takes a chip out of the stock for ever that cannot be used; nobody can load it any more.
     *
     * @param batch for which it had left its box
     * @return false when it was taken before
     */
    boolean writeOff(ChipSerial chip, Optional<BatchNumber> batch, String reason, String person, Instant at);

    /** Blanks written off that nobody has seen destroyed yet, oldest first. */
    List<DeadBlank> deadBlanks();

    /** Another person saw a dead blank destroyed. */
    void deadBlankDestroyed(ChipSerial chip, String person, Instant at);

    void destroyed(CardNumber card, String person, Instant at);

    void witnessed(CardNumber card, String person, Instant at);
}
