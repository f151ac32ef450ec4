package io.hakko.ca.integration;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Key stores of the authorities in production.
 *
 * @param ca by id of the service profile: {@code hakko.ca.<profile-id>.keystore} and the rest
 */
@ConfigurationProperties("hakko")
record CaProperties(@DefaultValue Map<String, KeyStoreProperties> ca) {

    /**
     * The key store of a profile. Environment variables know no hyphens ({@code HAKKO_CA_AOSIGNG2_KEYSTORE}), so these
     * do not count.
     */
    @Nullable
    KeyStoreProperties of(String profileId) {
        return ca.entrySet().stream()
                .filter(entry -> bare(entry.getKey()).equals(bare(profileId)))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String bare(String id) {
        return id.replace("-", "").toLowerCase(Locale.ROOT);
    }

    /**
     * One key store, PKCS#12, with one key.
     *
     * @param password of the key store, or
     * @param passwordFile file whose first line is the password
     */
    record KeyStoreProperties(
            @Nullable Path keystore,
            @Nullable String password,
            @Nullable Path passwordFile) {

        @Override
        public String toString() {
            return "key store " + keystore;
        }
    }
}
