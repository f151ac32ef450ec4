package io.hakko.card.domain;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the making of a card stands. A card session cannot roll back, so each step is recorded as soon as it is done;
 * a crash anywhere leaves a state from which one can go on or make another card.
 */
public enum LedgerState {
    /** Ordered; nothing was done to the card. */
    RESERVED,
    /** The card made its key. */
    KEYED,
    /** The certificate is signed. */
    CERTIFIED,
    /** Certificate and card number are on the card. */
    WRITTEN,
    /** PIN and unblocking value are set; only the station's memory knows them. */
    PIN_SET,
    /** The card signed a challenge under the PIN. */
    VERIFIED,
    /** The PIN letter is sealed; nobody knows the PIN any more (A-PIN-01, B-PIN-01). */
    MAILER_PRINTED,
    /** Another person read the card back (D-16). */
    INSPECTED,
    /** Not usable; another card is made in its place. */
    SPOILED;

    private static final Map<LedgerState, Set<LedgerState>> NEXT = new EnumMap<>(Map.of(
            RESERVED, EnumSet.of(KEYED, SPOILED),
            KEYED, EnumSet.of(CERTIFIED, SPOILED),
            CERTIFIED, EnumSet.of(WRITTEN, SPOILED),
            WRITTEN, EnumSet.of(PIN_SET, SPOILED),
            // Back to WRITTEN when the PIN was lost with the station's memory: a new one is set.
            PIN_SET, EnumSet.of(VERIFIED, WRITTEN, SPOILED),
            VERIFIED, EnumSet.of(MAILER_PRINTED, WRITTEN, SPOILED),
            MAILER_PRINTED, EnumSet.of(INSPECTED, SPOILED),
            INSPECTED, EnumSet.noneOf(LedgerState.class),
            SPOILED, EnumSet.noneOf(LedgerState.class)));

    /** The states that may follow. */
    public Set<LedgerState> next() {
        return EnumSet.copyOf(of(this));
    }

    private static Set<LedgerState> of(LedgerState state) {
        Set<LedgerState> next = NEXT.get(state);
        return next == null ? EnumSet.noneOf(LedgerState.class) : next;
    }

    public boolean allows(LedgerState next) {
        return of(this).contains(next);
    }

    /** The states that this one may follow. */
    public Set<LedgerState> previous() {
        Set<LedgerState> previous = EnumSet.noneOf(LedgerState.class);
        for (LedgerState state : values()) {
            if (state.allows(this)) {
                previous.add(state);
            }
        }
        return previous;
    }

    /** Whether the station still works on the card. */
    public boolean isInWork() {
        return compareTo(MAILER_PRINTED) < 0;
    }

    /** How many steps of the good way are done. */
    public int stepsDone() {
        return (int) Arrays.stream(values())
                .filter(before -> before.compareTo(this) < 0)
                .count();
    }

    /** Whether nothing follows. */
    public boolean isFinal() {
        return of(this).isEmpty();
    }
}
