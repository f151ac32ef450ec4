package io.hakko.ca.integration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys of the authorities in production.
 *
 * @param ca by id of the service profile: {@code hakko.ca.<profile-id>.keystore} or {@code …pkcs11.module} and the rest
 */
@ConfigurationProperties("hakko")
record CaProperties(@DefaultValue Map<String, KeyStoreProperties> ca) {

    /**
     * Where the key of a profile is. Environment variables know no hyphens ({@code HAKKO_CA_AOSIGNG2_KEYSTORE}), so these
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
     * One key: in a PKCS#12 file that holds one key, or in an HSM.
     *
     * @param password of the key store, or
     * @param passwordFile file whose first line is the password
     */
    record KeyStoreProperties(
            @Nullable Path keystore,
            @Nullable String password,
            @Nullable Path passwordFile,
            @Nullable Pkcs11Properties pkcs11) {

        /** Whether a key is where this says; for one in an HSM its certificate tells. */
        boolean isMade() {
            Path made = pkcs11 == null ? keystore : pkcs11.certificate();
            return made != null && Files.exists(made);
        }

        @Override
        public String toString() {
            return pkcs11 == null ? "key store " + keystore : pkcs11.toString();
        }
    }

    /**
     * One key in an HSM.
     *
     * @param module the PKCS#11 library
     * @param tokenLabel label of its token
     * @param keyLabel label of the private key
     * @param pinFile file whose first line is the PIN of the token's user
     * @param certificate file with the certificate of the key, PEM or DER
     */
    record Pkcs11Properties(
            @Nullable Path module,
            @Nullable String tokenLabel,
            @Nullable String keyLabel,
            @Nullable Path pinFile,
            @Nullable Path certificate) {

        @Override
        public String toString() {
            return "%s: token %s, key %s".formatted(module, tokenLabel, keyLabel);
        }
    }
}
