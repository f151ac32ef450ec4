package io.hakko.card.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.util.Optional;

/**
 * What a station has done to a card.
 *
 * <p>A step may be forgotten with a crash of the database, until something is written that may not: only the station and its
 * card know of it, and the card is made from the step before, or made anew. Whatever may not be forgotten is written
 * after it: a signature of the authority, the handing out of a PIN, a sealed letter (ADR 93).
 *
 * @param from the entry of the ledger that it was made from
 * @param next the state that the entry gets
 * @param publicKey SubjectPublicKeyInfo of the key that is on the card now
 * @param serial the certificate that is signed now
 */
public record LedgerStep(CardStep from, LedgerState next, Optional<Der> publicKey, Optional<CertificateSerial> serial) {

    public static LedgerStep keyed(CardStep from, Der publicKey) {
        return new LedgerStep(from, LedgerState.KEYED, Optional.of(publicKey), Optional.empty());
    }

    public static LedgerStep certified(CardStep from, CertificateSerial serial) {
        return new LedgerStep(from, LedgerState.CERTIFIED, Optional.empty(), Optional.of(serial));
    }

    public static LedgerStep written(CardStep from) {
        return to(LedgerState.WRITTEN, from);
    }

    /** The round of its PIN is one more. */
    public static LedgerStep pinSet(CardStep from) {
        return to(LedgerState.PIN_SET, from);
    }

    public static LedgerStep verified(CardStep from) {
        return to(LedgerState.VERIFIED, from);
    }

    private static LedgerStep to(LedgerState next, CardStep from) {
        return new LedgerStep(from, next, Optional.empty(), Optional.empty());
    }
}
