package io.hakko.card;

import io.hakko.card.domain.CardSecrets;
import io.hakko.policy.KeyGeneration;
import io.hakko.policy.Profiles;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A private key never comes into being in the process of the service (D-06, B-ISS-03): such a node does not start. */
@Component
class KeysAreMadeSafely {

    KeysAreMadeSafely(Profiles profiles, CardSecrets secrets, @Value("${hakko.station.reader:none}") String reader) {
        profiles.all().stream()
                .filter(profile -> profile.keyGeneration() == KeyGeneration.IMPORT)
                .filter(profile -> !reader.equals("none") && !secrets.mayMakeKeys())
                .findFirst()
                .ifPresent(profile -> {
                    throw new IllegalStateException(
                            ("the keys of %s are imported, and this station would make them in the process"
                                            + " of the service: set hakko.station.worker (HAKKO_STATION_WORKER) to process, or"
                                            + " hakko.station.reader to none")
                                    .formatted(profile.ref()));
                });
    }
}
