package io.hakko.ca.integration;

import io.hakko.ca.domain.KeyGeneration;
import io.hakko.policy.ServiceProfile;

/** Where the key of an authority comes from. */
interface KeySource {
    CaKey key(ServiceProfile profile, KeyGeneration generation);

    /** Whether there is one; a key that is not made yet is missed by the service, not by the command that makes it. */
    boolean isMade(KeyGeneration generation);

    /** Whether there should be one. */
    boolean isConfigured(KeyGeneration generation);
}
