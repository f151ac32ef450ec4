package io.hakko.ca.integration;

import io.hakko.audit.SealKeys;
import io.hakko.ca.domain.AuditKeyMaker;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.domain.KeyMaker;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The signer and where its keys come from. Demo authorities exist in no other profile than these. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CaProperties.class, DemoCaProperties.class})
class SignerConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SignerConfiguration.class);

    @Bean
    Hsms hsms() {
        return new Hsms();
    }

    @Bean
    @Profile("demo | story | test")
    KeySource demoKeys(DemoCaProperties properties, Clock clock) {
        return new DemoKeys(properties, clock);
    }

    @Bean
    @Profile("!demo & !story & !test")
    KeySource configuredKeys(CaProperties properties, Hsms hsms, Clock clock) {
        return new ConfiguredKeys(properties, hsms, clock);
    }

    @Bean
    KeyMaker keyMaker(CaProperties properties, Hsms hsms, CaKeys keys) {
        return new ConfiguredKeyMaker(properties, hsms, keys);
    }

    @Bean
    @Profile("demo | story | test")
    SealKeys demoAuditKeys(DemoCaProperties properties, Clock clock) {
        return new DemoAuditKeys(properties, clock);
    }

    /**
     * The keys that seal the audit trail; without one it is not sealed. Old ones may be gone, and the next one may stand in the
     * configuration before it is made.
     *
     * @param awaited a command runs that does without keys that are not made yet
     */
    @Bean
    @Profile("!demo & !story & !test")
    AuditKeyRing auditKeys(CaProperties properties, Hsms hsms, @Value("${hakko.keys-awaited:false}") boolean awaited) {
        List<AuditKey> keys = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int number = 1; number <= KeyGeneration.LAST; number++) {
            String id = new KeyGeneration(AuditKeyMaker.ID, number).caId();
            KeyStoreProperties store = properties.of(id);
            if (store != null && store.isMade()) {
                keys.add(new AuditKey(id, ConfiguredKeys.held(id, store, hsms)));
            } else if (store != null) {
                missing.add(store.toString());
            }
        }
        if (keys.isEmpty() && missing.isEmpty()) {
            LOG.warn("The audit trail is not sealed: hakko.ca.audit names no key");
        }
        if (keys.isEmpty() && !missing.isEmpty() && !awaited) {
            throw new IllegalStateException(
                    "The audit key is not made: %s. Make it by hakko audit init.".formatted(missing.get(0)));
        }
        return new AuditKeyRing(keys);
    }

    @Bean
    @Profile("!demo & !story & !test")
    AuditKeyMaker auditKeyMaker(CaProperties properties, Hsms hsms, AuditKeyRing keys) {
        return new ConfiguredAuditKeyMaker(properties, hsms, keys);
    }

    /**
     * The keys of each service, by the first version of its profile.
     *
     * @param awaited a command runs that does without keys that are not made yet
     */
    @Bean
    CaKeys caKeys(Profiles profiles, KeySource source, @Value("${hakko.keys-awaited:false}") boolean awaited) {
        Map<String, ServiceProfile> services = new TreeMap<>();
        profiles.all().forEach(profile -> services.putIfAbsent(profile.ref().id(), profile));
        List<CaKey> keys = new ArrayList<>();
        services.forEach((service, profile) -> {
            KeyGeneration generation = KeyGeneration.of(service);
            if (service.equals(AuditKeyMaker.ID)) {
                throw new IllegalStateException(
                        "The id %s is the one of the audit key, not of a service".formatted(service));
            }
            if (generation.number() != 1) {
                throw new IllegalStateException(
                        "The id %s is one of a second key, not of a service".formatted(service));
            }
            while (source.isConfigured(generation) && (!awaited || source.isMade(generation))) {
                keys.add(source.key(profile, generation));
                generation = generation.next();
            }
        });
        return new CaKeys(keys);
    }

    @Bean
    CertificateSigner certificateSigner(CaKeys keys) {
        return new KeyStoreSigner(keys.all());
    }
}
