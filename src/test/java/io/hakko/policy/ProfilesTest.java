package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfilesTest {

    @Test
    void readsTheShippedProfiles() {
        assertThat(new Profiles().all()).extracting(p -> p.ref().toString()).contains("aosign-g2@2026-04-01");
    }
}
