package io.hakko.audit;

import io.hakko.shared.Der;
import java.util.List;
import java.util.Optional;

/** The keys that seal the trail. They are kept where keys are kept; what this module knows of them stands outside the database. */
public interface SealKeys {

    /** The certificates of all keys that are at hand, the oldest first. What they have signed is believed. */
    List<Der> certificates();

    /** The key that seals from now on, the newest; empty while there is none. */
    Optional<SealKey> current();

    /** One of them. */
    interface SealKey {

        Der certificate();

        /**
         * Signs with {@code SHA256withRSA}.
         *
         * @throws io.hakko.shared.Outage when the key cannot be used now
         */
        SealSignature sign(SealStatement statement);
    }
}
