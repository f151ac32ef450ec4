package io.hakko.delivery;

/**
 * A manager decides about a receipt that arrived late (D-04).
 *
 * @param reason why; never empty
 */
public record DecideLateReceipt(Decision decision, String reason) {

    /** What becomes of the card. */
    public enum Decision {
        /** The receipt counts, the card is in use. */
        ACCEPT,
        /** The certificate is revoked. */
        REVOKE
    }
}
