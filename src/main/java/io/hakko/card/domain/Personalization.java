package io.hakko.card.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.Optional;

/**
 * One card in the ledger.
 *
 * @param operator who loaded the blank
 * @param station station whose reader holds it
 * @param publicKey SubjectPublicKeyInfo of the key on the card, from KEYED on
 * @param serial its certificate, from CERTIFIED on
 * @param pinRound how often a PIN was set; more than once when the station lost one before it was sealed
 * @param reason why it was spoiled
 * @param version counts the changes
 */
public record Personalization(
        CardNumber number,
        ApplicationNumber application,
        ProfileRef profile,
        ChipSerial chip,
        String station,
        String operator,
        Instant loadedAt,
        LedgerState state,
        Optional<Der> publicKey,
        Optional<CertificateSerial> serial,
        int pinRound,
        Optional<String> reason,
        int version) {

    public Personalization mailerPrinted() {
        return to(LedgerState.MAILER_PRINTED, reason);
    }

    public Personalization inspected() {
        return to(LedgerState.INSPECTED, reason);
    }

    public Personalization spoiled(String why) {
        return to(LedgerState.SPOILED, Optional.of(why));
    }

    /** The certificate that a card of this state has. */
    public CertificateSerial requireSerial() {
        return serial.orElseThrow(() -> new IllegalStateException("card without certificate"));
    }

    /** The key that a card of this state has. */
    public Der requirePublicKey() {
        return publicKey.orElseThrow(() -> new IllegalStateException("card without key"));
    }

    private Personalization to(LedgerState next, Optional<String> why) {
        if (!state.allows(next)) {
            throw new LedgerViolation(state, next);
        }
        return new Personalization(
                number,
                application,
                profile,
                chip,
                station,
                operator,
                loadedAt,
                next,
                publicKey,
                serial,
                pinRound,
                why,
                version + 1);
    }
}
