package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Key stores of the demonstration, and what production refuses. */
class KeyStoresTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
    private static final ServiceProfile PROFILE = new Profiles().all().get(0);
    private static final String ID = PROFILE.ref().id();

    /** A demo store under the name of the profile, as an operator would have his own. */
    @TempDir
    private static Path made;

    private static CaKey demo;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeDemoAuthority() {
        demo = new DemoKeys(new DemoCaProperties(made, "(DEMO)", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));
    }

    @Test
    void demoKeepsItsKeyStore() {
        CaKey again = new DemoKeys(new DemoCaProperties(made, "(DEMO)", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));

        assertThat(again.certificate()).isEqualTo(demo.certificate());
    }

    @Test
    void demoFilesAreForTheirOwnerOnly() throws Exception {
        assertThat(made.resolve(ID + ".p12")).exists();
        for (String name : new String[] {ID + ".p12", ID + ".password"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(made.resolve(ID + ".password")).strip()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void productionNamesTheMissingProperty() {
        assertThatThrownBy(() -> new ConfiguredKeys(new CaProperties(Map.of()), new Hsms(), CLOCK)
                        .key(PROFILE, KeyGeneration.of(ID)))
                .hasMessageContaining("hakko.ca." + ID + ".keystore is not set");
    }

    @Test
    void productionNamesTheMissingPassword() {
        assertThatThrownBy(() -> configured(new KeyStoreProperties(made.resolve(ID + ".p12"), null, null, null)))
                .hasMessageContaining("hakko.ca." + ID + ".password is not set");
    }

    @Test
    void productionRefusesAMissingFile() {
        assertThatThrownBy(() -> configured(new KeyStoreProperties(folder.resolve("none.p12"), "secret", null, null)))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void productionRefusesAWrongPassword() {
        assertThatThrownBy(() -> configured(new KeyStoreProperties(made.resolve(ID + ".p12"), "wrong", null, null)))
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void productionRefusesTheDemoAuthority() {
        assertThatThrownBy(() -> configured(
                        new KeyStoreProperties(made.resolve(ID + ".p12"), null, made.resolve(ID + ".password"), null)))
                .hasMessageContainingAll("belongs to", "(DEMO)");
    }

    @Test
    void productionTakesAKeyStoreThatFitsTheProfile() {
        CaKey own = new DemoKeys(new DemoCaProperties(folder, "", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));

        CaKey key = configured(
                new KeyStoreProperties(folder.resolve(ID + ".p12"), null, folder.resolve(ID + ".password"), null));

        assertThat(key.certificate()).isEqualTo(own.certificate());
    }

    @Test
    void environmentVariablesNeedNoHyphen() {
        new ApplicationContextRunner()
                .withUserConfiguration(PropertiesOnly.class)
                .withPropertyValues("hakko.ca.aosigng2.keystore=/keys/a.p12", "hakko.ca.aosigng2.password=secret")
                .run(context -> {
                    KeyStoreProperties store =
                            context.getBean(CaProperties.class).of("aosign-g2");

                    assertThat(store).isNotNull();
                    assertThat(store.keystore()).isEqualTo(Path.of("/keys/a.p12"));
                    assertThat(store.toString()).doesNotContain("secret");
                });
    }

    private static CaKey configured(KeyStoreProperties store) {
        return new ConfiguredKeys(new CaProperties(Map.of(ID, store)), new Hsms(), CLOCK)
                .key(PROFILE, KeyGeneration.of(ID));
    }

    @EnableConfigurationProperties(CaProperties.class)
    private static final class PropertiesOnly {}
}
