package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Services as they are shipped, but for where the keys of their cards are made. */
final class KeyProfiles {

    static final String ON_CARD = "ON_CARD";
    static final String IMPORT = "IMPORT";

    private static final Map<String, String> SHIPPED =
            Map.of("aosign-g2", "2026-04-01.yml", "diacert-plus", "2025-04-01.yml");

    private KeyProfiles() {}

    /**
     * Writes their profiles into a folder.
     *
     * @param generation where the keys are made, for each service
     * @return the value of {@code hakko.profile-locations}
     */
    static String write(Path home, Map<String, String> generation) throws IOException {
        for (Map.Entry<String, String> service : generation.entrySet()) {
            String version = SHIPPED.get(service.getKey());
            try (InputStream shipped =
                    KeyProfiles.class.getResourceAsStream("/profiles/" + service.getKey() + "/" + version)) {
                String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(text).contains("keyGeneration: ON_CARD");
                Path folder = Files.createDirectories(home.resolve("profiles").resolve(service.getKey()));
                Files.writeString(
                        folder.resolve(version),
                        text.replace("keyGeneration: ON_CARD", "keyGeneration: " + service.getValue()));
            }
        }
        return "file:" + home.resolve("profiles") + "/*/*.yml";
    }
}
