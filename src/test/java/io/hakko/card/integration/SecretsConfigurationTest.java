package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.domain.CardSecrets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/** Who knows the secrets of the cards of a station. */
class SecretsConfigurationTest {

    private static CardSecrets secrets(String worker, String reader) {
        return new SecretsConfiguration()
                .cardSecrets(
                        worker,
                        reader,
                        "",
                        "",
                        "page",
                        "",
                        Duration.ofSeconds(1),
                        "",
                        new DefaultListableBeanFactory().getBeanProvider(WorkerCommand.class));
    }

    @Test
    void stationItselfKnowsThemInlineAndMakesNoKeys() {
        assertThat(secrets("inline", "pcsc").mayMakeKeys()).isFalse();
        assertThat(secrets("process", "none")).as("no reader, no worker").isInstanceOf(PinVault.class);
    }

    @Test
    void cardsInTheProcessOfTheStationAreNotFoundByWorkers() {
        assertThatThrownBy(() -> secrets("process", "simulated")).hasMessageContaining("HAKKO_STATION_WORKER");
    }

    @Test
    void otherWordsAreRefused() {
        assertThatThrownBy(() -> secrets("outside", "pcsc")).hasMessageContaining("inline or process");
    }
}
