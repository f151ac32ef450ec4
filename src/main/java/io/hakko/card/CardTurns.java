package io.hakko.card;

import io.hakko.shared.CardNumber;
import java.util.HashSet;
import java.util.Set;

/** One at a time does something about a card; whoever is about another card does not wait. */
final class CardTurns {

    private final Set<CardNumber> taken = new HashSet<>();

    /** Waits for this card's turn and does it. Not from within a turn of the same card. */
    void take(CardNumber card, Runnable work) {
        begin(card);
        try {
            work.run();
        } finally {
            end(card);
        }
    }

    private synchronized void begin(CardNumber card) {
        boolean interrupted = false;
        while (!taken.add(card)) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(CardNumber card) {
        taken.remove(card);
        notifyAll();
    }
}
