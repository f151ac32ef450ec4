package io.hakko.bench;

import io.hakko.HakkoApplication;
import io.hakko.embedded.EmbeddedDatabase;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A node of the service with the settings of production on a database of a {@link BenchDatabase}, without its web side. */
final class HakkoNode {

    /** Of the invented authority's key store. */
    static final String KEY_PASSWORD = "only-in-this-bench";

    private HakkoNode() {}

    /**
     * Starts it.
     *
     * @param url of the database
     * @param keyStore of the authority of {@code aosign-g2}
     * @param more settings, stronger than those of {@code application.yml}
     */
    static ConfigurableApplicationContext start(
            String url, String keyStore, Map<String, String> more, Class<?>... configurations) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("HAKKO_DB_URL", url);
        settings.put("HAKKO_DB_USER", EmbeddedDatabase.RUNTIME);
        settings.put("HAKKO_DB_PASSWORD", "trusted in this bench");
        settings.put("HAKKO_DB_OWNER", EmbeddedDatabase.OWNER);
        settings.put("HAKKO_DB_OWNER_PASSWORD", "trusted in this bench");
        settings.put("HAKKO_SERVICES", "aosign-g2");
        settings.put("HAKKO_CA_AOSIGNG2_KEYSTORE", keyStore);
        settings.put("hakko.ca.aosigng2.keystore", keyStore);
        settings.put("hakko.ca.aosigng2.password", KEY_PASSWORD);
        settings.put("HAKKO_REPOSITORY_BASEURL", "http://repository.example/repository");
        settings.put("HAKKO_REPOSITORY_LDAPHOST", "directory.example");
        settings.put("hakko.repository.base-url", "http://repository.example/repository");
        settings.put("hakko.repository.ldap-host", "directory.example");
        settings.put("hakko.sweeps.enabled", "false");
        settings.put("hakko.station.enabled", "false");
        settings.putAll(more);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("bench", settings));
        return new SpringApplicationBuilder(HakkoApplication.class)
                .sources(configurations)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .environment(environment)
                .run();
    }
}
