package io.hakko.ca;

import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Issuing and revoking certificates. */
public interface Certificates {

    /**
     * Certifies the key of a card. Never inside a transaction of the caller: the journal row (serial, profile version,
     * what will be signed and its hash) is committed first, then the key signs, then the result is recorded. Idempotent
     * per card: a repeated call, also after a crash, finds the journal row and yields the very same certificate.
     *
     * @throws io.hakko.shared.Refusal INVALID for a key or a recorded item that may not be certified, CONFLICT when the
     *     card or the key was certified for somebody else or the application has another live certificate
     * @throws org.springframework.transaction.IllegalTransactionStateException inside a transaction
     */
    IssuedCertificate issue(IssueCertificate command);

    /** The signed certificate of a card, revoked or not. */
    Optional<IssuedCertificate> ofCard(CardNumber card);

    Optional<IssuedCertificate> ofSerial(CertificateSerial serial);

    /** All signed certificates of an application, oldest first; more than one only after remakes. */
    List<IssuedCertificate> ofApplication(ApplicationNumber application);

    /**
     * How many valid certificates a company holds under a service: not revoked and not expired (A-FEE-04).
     *
     * @param profileId id of the service profile
     */
    int validCertificatesOf(String profileId, String companyKey, Instant at);

    /**
     * Revokes a certificate in the caller's transaction, publishes {@link CertificateRevoked} and requests a CRL.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND for an unknown serial, CONFLICT when it is revoked already (D-17)
     */
    void revoke(RevokeCertificate command);

    /**
     * Revokes, in the caller's transaction and technically, whatever the journal has for a spoiled card: a certificate,
     * or one whose signing was begun and never recorded. The reason is the one that the service profile has for it.
     * Afterwards the application can get its next card. Nothing happens when the journal has nothing or it is revoked
     * already.
     */
    void revokeSpoiled(CardNumber card, String explanation);
}
