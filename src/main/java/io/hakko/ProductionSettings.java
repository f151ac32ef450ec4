package io.hakko;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.StringUtils;

/**
 * Refuses to start when the settings of production are incomplete, and when the demonstration is switched on beside them:
 * no demo user, default password or movable clock can exist where a production database is configured.
 */
final class ProductionSettings implements EnvironmentPostProcessor {

    private static final String SERVICES = "HAKKO_SERVICES";
    private static final Pattern PROFILE = Pattern.compile("/([a-z0-9-]+)/[^/]+\\.yml$");

    private static final Map<String, String> REQUIRED = Map.of(
            "HAKKO_DB_URL", "JDBC URL of the PostgreSQL database",
            "HAKKO_DB_USER", "runtime role of the database",
            "HAKKO_DB_PASSWORD", "password of the runtime role",
            "HAKKO_DB_OWNER", "role that owns the schemas and migrates them",
            "HAKKO_DB_OWNER_PASSWORD", "password of the owner role",
            "HAKKO_REPOSITORY_BASEURL", "address of /repository as relying parties reach it",
            "HAKKO_REPOSITORY_LDAPHOST", "host of the directory as relying parties reach it");

    private static final Map<String, String> STATION = Map.of(
            "hakko.station.remote.url", "HAKKO_STATION_SERVER is not set: address of the server's port for stations",
            "hakko.station.remote.keystore",
                    "HAKKO_STATION_KEYSTORE is not set: PKCS#12 file with the key and certificate of this station",
            "hakko.station.remote.keystore-password-file",
                    "HAKKO_STATION_KEYSTORE_PASSWORD_FILE is not set: file with the password of that key store",
            "hakko.station.remote.server-certificate",
                    "HAKKO_STATION_SERVER_CERTIFICATE is not set: PEM file with the certificate of the server");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of("embedded"))) {
            if (has(environment, "HAKKO_DB_URL")) {
                throw new Incomplete(
                        List.of("HAKKO_DB_URL is set and a profile with an embedded database is active"),
                        "Unset HAKKO_DB_URL for the demonstration, or start without the profile demo.");
            }
            return;
        }
        if (environment.acceptsProfiles(Profiles.of("station"))) {
            requireStation(environment);
            return;
        }
        List<String> missing = new ArrayList<>();
        REQUIRED.keySet().stream()
                .sorted()
                .filter(name -> !has(environment, name))
                .forEach(name -> missing.add("%s is not set: %s".formatted(name, REQUIRED.get(name))));
        for (String service : services(environment)) {
            String key = "HAKKO_CA_" + service.replace("-", "").toUpperCase(Locale.ROOT);
            if (!has(environment, key + "_KEYSTORE") && !has(environment, key + "_PKCS11_MODULE")) {
                missing.add(("%1$s_KEYSTORE is not set: PKCS#12 file with the CA key of the service %2$s"
                                + " (or %1$s_PKCS11_MODULE, its HSM; %3$s names the services to run)")
                        .formatted(key, service, SERVICES));
            }
        }
        if (!missing.isEmpty()) {
            throw new Incomplete(
                    missing,
                    "Set these in the environment (see README, \"Production\"), or try the demonstration with mvn"
                            + " spring-boot:run.");
        }
    }

    /** {@code hakko station} has neither database nor keys of an authority, but a line. */
    private static void requireStation(ConfigurableEnvironment environment) {
        List<String> missing = STATION.entrySet().stream()
                .filter(setting -> !has(environment, setting.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new Incomplete(
                    missing, "Set these in the environment (see docs/cards.md, \"A station of its own\").");
        }
    }

    /** The services to run: those that are named, else all whose profiles are shipped. */
    private static Set<String> services(ConfigurableEnvironment environment) {
        if (has(environment, SERVICES)) {
            return new TreeSet<>(StringUtils.commaDelimitedListToSet(
                    StringUtils.trimAllWhitespace(environment.getProperty(SERVICES, ""))));
        }
        Set<String> shipped = new TreeSet<>();
        try {
            for (Resource profile :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:profiles/*/*.yml")) {
                Matcher path = PROFILE.matcher(profile.getURL().getPath());
                if (path.find()) {
                    shipped.add(path.group(1));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("service profiles cannot be listed", unreadable);
        }
        return shipped;
    }

    private static boolean has(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name);
        return value != null && !value.isBlank();
    }

    /** Settings are missing or contradict each other. */
    static final class Incomplete extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String advice;

        Incomplete(List<String> faults, String advice) {
            super(String.join(System.lineSeparator(), faults));
            this.advice = advice;
        }
    }

    /** Prints them without a stack trace. */
    static final class Analyzer extends AbstractFailureAnalyzer<Incomplete> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, Incomplete cause) {
            return new FailureAnalysis("Hakko does not start:\n\n" + cause.getMessage(), cause.advice, cause);
        }
    }
}
