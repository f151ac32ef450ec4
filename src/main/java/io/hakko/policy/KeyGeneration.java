package io.hakko.policy;

/** Where the key pairs of a service's cards are made (D-06). */
public enum KeyGeneration {
    /** On the card, which never lets the private key out. */
    ON_CARD,
    /** Beside the card, in a process that ends when the key is on the card (B-GEN-05, B-ISS-03); for cards that make none. */
    IMPORT
}
