package io.hakko.card.domain;

/** Where the key pair of a card was made, or is to be (D-06). */
public enum KeyOrigin {
    /** On the card. */
    ON_CARD,
    /** Beside the card, in a process that has ended (B-ISS-03). */
    IMPORTED
}
