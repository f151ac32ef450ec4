package io.hakko.card;

import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.Optional;

/**
 * What a holder signs with the card. Its encoding stands in docs/cards.md.
 *
 * @param certificate serial number of the certificate on the card
 * @param date when it was signed by the clock of the holder's PC, in whole seconds
 * @param reason code of the reason in the service profile; only a request of revocation has one
 * @param text what the holder says, in Japanese
 */
public record HolderStatement(
        Kind kind, CardNumber card, CertificateSerial certificate, Instant date, Optional<String> reason, String text) {

    /** What is said. */
    public enum Kind {
        /** The card has arrived and its content is right (A-RCP-01). */
        RECEIPT("receipt"),
        /** The certificate is to be revoked (A-REV-06). */
        REVOCATION_REQUEST("revocation-request");

        private final String token;

        Kind(String token) {
            this.token = token;
        }

        /** As it stands in the encoding. */
        public String token() {
            return token;
        }
    }

    public HolderStatement {
        if (reason.isPresent() != (kind == Kind.REVOCATION_REQUEST)) {
            throw new IllegalArgumentException("a request of revocation has a reason, and nothing else has");
        }
    }
}
