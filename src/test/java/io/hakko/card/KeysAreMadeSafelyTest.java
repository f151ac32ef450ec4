package io.hakko.card;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.integration.TestBench;
import io.hakko.policy.InventedProfiles;
import io.hakko.policy.Profiles;
import org.junit.jupiter.api.Test;

/** A service whose card keys are imported does not run where the service itself would make them. */
class KeysAreMadeSafelyTest {

    private final TestBench bench = new TestBench();

    @Test
    void keysThatAreImportedNeedAWorker() {
        assertThatThrownBy(() -> new KeysAreMadeSafely(InventedProfiles.importing(), bench.secrets(), "pcsc"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tsubaki-sign")
                .hasMessageContaining("HAKKO_STATION_WORKER");
    }

    @Test
    void aNodeWithoutAReaderMakesNoKeys() {
        assertThatCode(() -> new KeysAreMadeSafely(InventedProfiles.importing(), bench.secrets(), "none"))
                .doesNotThrowAnyException();
    }

    @Test
    void keysMadeOnTheCardNeedNone() {
        assertThatCode(() -> new KeysAreMadeSafely(new Profiles(), bench.secrets(), "pcsc"))
                .doesNotThrowAnyException();
    }
}
