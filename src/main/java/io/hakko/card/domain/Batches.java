package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of batches. What became of their cards is read from the ledger. */
public interface Batches {

    long nextSequence();

    /**
     * Opens a batch.
     *
     * @throws StockConflict when another batch has one of the applications
     */
    void open(Batch batch, List<ApplicationNumber> applications);

    /** The batches that are not signed by two, and the last ones that are; newest first. */
    List<Batch> recent(int signed);

    Optional<Batch> find(BatchNumber number);

    /** Which of these applications belong to a batch. */
    Set<ApplicationNumber> taken(Collection<ApplicationNumber> applications);

    /** The cards of a batch that were not put back, in their order. */
    List<BatchCard> cards(BatchNumber number);

    BatchFigures figures(BatchNumber number);

    /** Until the transaction ends nobody else signs the batch or adds to what is counted. */
    void lock(BatchNumber number);

    /** Who has loaded a card of the batch or handed out its PIN. */
    Set<String> hands(BatchNumber number);

    /** Puts an application back. */
    void release(BatchNumber number, ApplicationNumber application, Instant at);

    /** Somebody else makes the cards from now on. */
    void takeOver(BatchNumber number, String from, String to);

    Optional<Reconciliation> reconciliation(BatchNumber number);

    /**
     * Keeps the first signature; one that was not confirmed is replaced.
     *
     * @throws StockConflict when it is confirmed
     */
    void sign(BatchNumber number, Reconciliation counted, Instant at);

    /** The second signature. */
    void confirm(BatchNumber number, String person, Instant at);
}
