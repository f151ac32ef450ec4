package io.hakko.ca.integration;

import io.hakko.policy.ServiceProfile;

/** Where the key of an authority comes from. */
interface KeySource {
    CaKey key(ServiceProfile profile);
}
