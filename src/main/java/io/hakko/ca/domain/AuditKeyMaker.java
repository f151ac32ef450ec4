package io.hakko.ca.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes keys that seal the audit trail where the configuration wants them. */
public interface AuditKeyMaker {

    /** Id of the first key; a later one has {@code -k2} and so on behind it, as keys of authorities have. */
    String ID = "audit";

    /** What key and certificate seal the trail: one without an end, because a seal is never to expire (RFC 5280 section 4.1.2.5). */
    static KeyOrder order(String id, Instant now) {
        return new KeyOrder(
                id,
                "CN=Hakko Audit Trail",
                3072,
                now.truncatedTo(ChronoUnit.SECONDS),
                Instant.parse("9999-12-31T23:59:59Z"),
                "SHA256withRSA");
    }

    /**
     * Where a key is configured to be.
     *
     * @throws io.hakko.shared.Refusal INVALID when the configuration does not say
     */
    KeyPlace place(String id);

    /** The newest key that is made; an older one may be gone. */
    Optional<KeyGeneration> newest();

    /**
     * Makes a key and its self-signed certificate. Never in place of another one.
     *
     * @throws io.hakko.shared.Refusal CONFLICT when there is a key already
     * @throws io.hakko.shared.Outage when the HSM is away
     */
    AuthorityKey make(KeyOrder order);
}
