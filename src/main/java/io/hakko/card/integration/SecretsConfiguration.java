package io.hakko.card.integration;

import io.hakko.card.domain.CardSecrets;
import io.hakko.card.integration.WorkerWire.Settings;
import io.hakko.shared.AtStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Who knows the secrets of a card: {@code hakko.station.worker=inline}, the station itself, or {@code process}, a process for each
 * card.
 */
@Configuration(proxyBeanMethods = false)
@AtStation
class SecretsConfiguration {

    /** What a worker may take besides the time of the printer. */
    private static final Duration CARD_PATIENCE = Duration.ofMinutes(2);

    private static final Path CORE_PATTERN = Path.of("/proc/sys/kernel/core_pattern");
    private static final Logger LOG = LoggerFactory.getLogger(SecretsConfiguration.class);

    @Bean(destroyMethod = "close")
    CardSecrets cardSecrets(
            @Value("${hakko.station.worker:inline}") String worker,
            @Value("${hakko.station.reader:none}") String reader,
            @Value("${hakko.station.reader-name:}") String readerName,
            @Value("${hakko.station.management-key-file:}") String keyFile,
            @Value("${hakko.station.printer:page}") String printer,
            @Value("${hakko.station.printer-address:}") String address,
            @Value("${hakko.station.printer-patience:PT60S}") Duration patience,
            @Value("${hakko.letters.font:}") String font,
            ObjectProvider<WorkerCommand> command,
            ObjectProvider<Clock> clock) {
        if (reader.equals(ReaderConfiguration.NONE)) {
            return new PinVault();
        }
        return switch (worker) {
            case "inline" -> new PinVault();
            case "process" -> {
                if (reader.equals(ReaderConfiguration.SIMULATED)) {
                    throw new IllegalStateException(
                            "the simulated reader is in the process of the station, where no worker finds"
                                    + " its cards: set hakko.station.worker (HAKKO_STATION_WORKER) to inline");
                }
                warnOfPipedCores(CORE_PATTERN);
                yield workers(
                        command.getIfAvailable(WorkerCommand::ofThisProgram),
                        new Settings(
                                reader,
                                readerName,
                                absolute(keyFile),
                                printer,
                                address,
                                patience.toString(),
                                absolute(font),
                                WorkerCommand.properties()),
                        CARD_PATIENCE.plus(patience),
                        clock.getIfAvailable(Clock::systemUTC));
            }
            default -> throw new IllegalStateException("hakko.station.worker is inline or process, not " + worker);
        };
    }

    /** The limit of core files, which a worker sets to nothing, does not hold for a program that the kernel pipes them to. */
    static void warnOfPipedCores(Path corePattern) {
        try {
            if (Files.readString(corePattern).startsWith("|")) {
                LOG.warn("The kernel pipes core dumps to a program, whatever the workers of cards say: see that"
                        + " kernel.core_pattern of this station does not begin with '|'");
            }
        } catch (IOException unknown) {
            LOG.debug("Nobody knows where core dumps go", unknown);
        }
    }

    private static CardSecrets workers(WorkerCommand command, Settings settings, Duration patience, Clock clock) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "workers");
            thread.setDaemon(true);
            return thread;
        });
        SpareWorker spare = new SpareWorker(() -> WorkerProcess.start(command, settings, patience, watch), clock);
        return new WorkerSecrets(spare, watch::shutdownNow);
    }

    private static String absolute(String file) {
        return file.isEmpty() ? "" : Path.of(file).toAbsolutePath().toString();
    }
}
