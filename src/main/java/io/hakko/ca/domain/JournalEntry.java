package io.hakko.ca.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the issuance journal: a certificate from the moment before it is signed.
 *
 * @param publicKeySha256 hash of the SubjectPublicKeyInfo
 * @param toBeSigned TBSCertificate as the authority's key signs it
 * @param certificate empty until it is signed and recorded
 */
public record JournalEntry(
        CertificateSerial serial,
        String caId,
        State state,
        ApplicationNumber application,
        CardNumber card,
        ProfileRef profile,
        String product,
        String companyKey,
        String publicKeySha256,
        Instant notBefore,
        Instant notAfter,
        Der toBeSigned,
        Optional<Der> certificate,
        Optional<RevocationEntry> revocation) {

    /** PREPARED, then ISSUED, then for ever REVOKED; PREPARED to REVOKED when the card was spoiled in between. */
    public enum State {
        PREPARED,
        ISSUED,
        REVOKED
    }

    /** The entry once its certificate is recorded. */
    public JournalEntry issued(Der signed) {
        return new JournalEntry(
                serial,
                caId,
                State.ISSUED,
                application,
                card,
                profile,
                product,
                companyKey,
                publicKeySha256,
                notBefore,
                notAfter,
                toBeSigned,
                Optional.of(signed),
                revocation);
    }
}
