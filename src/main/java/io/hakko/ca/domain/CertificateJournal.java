package io.hakko.ca.domain;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the journal is kept. */
public interface CertificateJournal {

    /**
     * Adds an entry in state PREPARED.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when its key, serial number or card has an entry already
     */
    void prepare(JournalEntry entry, Instant at);

    /**
     * Records the signed certificate of a prepared entry, unless its authority is entered as compromised; that waits
     * until the transaction ends.
     *
     * @return false when it was not recorded
     */
    boolean issued(JournalEntry prepared, Der certificate, Instant at);

    /** Records a revocation. */
    void revoked(CertificateSerial serial, RevocationEntry revocation);

    Optional<JournalEntry> ofSerial(CertificateSerial serial);

    /**
     * What is journaled for an order. Waits until no other transaction prepares a certificate for this application, or declares
     * the authority compromised; to be called first.
     *
     * @param caId the authority that would sign, if there is one
     */
    Standing takeTurn(ApplicationNumber application, CardNumber card, String publicKeySha256, Optional<String> caId);

    /**
     * What stands in the way of a new entry.
     *
     * @param ofCard the entry of the card
     * @param keyKnown whether the key has an entry
     * @param live whether the application has an entry that is not revoked
     * @param compromised whether the authority is entered as compromised; as long as the transaction runs, it will not be
     */
    record Standing(Optional<JournalEntry> ofCard, boolean keyKnown, boolean live, boolean compromised) {}

    Optional<JournalEntry> ofCard(CardNumber card);

    /** Like {@link #ofSerial}, and nobody else changes it before the transaction ends. */
    Optional<JournalEntry> lock(CertificateSerial serial);

    List<JournalEntry> ofApplication(ApplicationNumber application);

    int countValid(String profileId, String companyKey, Instant at);
}
