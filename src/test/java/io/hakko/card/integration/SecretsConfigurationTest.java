package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hakko.card.domain.CardSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
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
                        new DefaultListableBeanFactory().getBeanProvider(WorkerCommand.class),
                        new DefaultListableBeanFactory().getBeanProvider(Clock.class));
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
    void programThatGetsTheCoreDumpsIsWarnedOf(@TempDir Path folder) throws IOException {
        Logger log = (Logger) LoggerFactory.getLogger(SecretsConfiguration.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        log.addAppender(seen);
        try {
            SecretsConfiguration.warnOfPipedCores(Files.writeString(folder.resolve("file"), "core.%p\n"));
            SecretsConfiguration.warnOfPipedCores(folder.resolve("missing"));
            assertThat(seen.list).noneMatch(event -> event.getLevel() == Level.WARN);

            SecretsConfiguration.warnOfPipedCores(Files.writeString(folder.resolve("pipe"), "|/usr/bin/apport %p\n"));
            assertThat(seen.list)
                    .filteredOn(event -> event.getLevel() == Level.WARN)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains("kernel.core_pattern"));
        } finally {
            log.detachAppender(seen);
        }
    }

    @Test
    void otherWordsAreRefused() {
        assertThatThrownBy(() -> secrets("outside", "pcsc")).hasMessageContaining("inline or process");
    }
}
