package io.hakko.card.integration;

import io.hakko.card.domain.CardReader;
import io.hakko.shared.AtStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which reader this station has: {@code hakko.station.reader=none|simulated|pcsc}. */
@Configuration(proxyBeanMethods = false)
@AtStation
class ReaderConfiguration {

    /** A reader in this process. */
    static final String SIMULATED = "simulated";

    /** No reader. */
    static final String NONE = "none";

    /** The reader of this machine. */
    static final String PCSC = "pcsc";

    private static final String READER = "hakko.station.reader";

    /** No reader: this node makes no cards. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = READER, havingValue = NONE, matchIfMissing = true)
    static class None {
        @Bean
        CardReader cardReader() {
            return new NoReader();
        }
    }

    /** Cards in the process, for demonstration, stories and tests. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = READER, havingValue = SIMULATED)
    static class Simulated {
        @Bean
        SimulatedReader simulatedReader() {
            return new SimulatedReader();
        }

        @Bean
        CardReader cardReader(SimulatedReader reader) {
            return new PivReader(
                    reader.getName(), () -> Optional.of(reader), SecureMessaging.NONE, reader.managementKey());
        }
    }

    /** A real reader. The management key of the blanks stands in a file, in hex (AES, 16, 24 or 32 bytes). */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = READER, havingValue = PCSC)
    static class Pcsc {
        @Bean
        CardReader cardReader(
                @Value("${hakko.station.reader-name:}") String name,
                @Value("${hakko.station.management-key-file}") Path keyFile)
                throws IOException {
            return pcsc(name, keyFile);
        }
    }

    static CardReader pcsc(String name, Path keyFile) throws IOException {
        byte[] key = managementKey(keyFile);
        try {
            return new PivReader(name.isEmpty() ? "PC/SC" : name, new PcscTerminals(name), SecureMessaging.NONE, key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] managementKey(Path file) throws IOException {
        byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("the management key has 16, 24 or 32 bytes");
        }
        return key;
    }
}
