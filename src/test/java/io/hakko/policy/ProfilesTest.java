package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProfilesTest {

    private static final ServiceProfile FIRST = InventedProfiles.read(InventedProfiles.TSUBAKI);
    private static final ServiceProfile SECOND =
            InventedProfiles.with(InventedProfiles.TSUBAKI, "/ref/effectiveFrom", "2027-04-01");

    @TempDir
    Path folder;

    @Test
    void readsTheShippedProfiles() {
        assertThat(new Profiles().all())
                .extracting(p -> p.ref().toString())
                .containsExactly("aosign-g2@2026-04-01", "diacert-plus@2025-04-01");
    }

    @Test
    void runsTheServicesThatAreNamed() {
        List<ServiceProfile> found = new ArrayList<>(new Profiles().all());
        found.add(FIRST);
        found.add(SECOND);

        assertThat(Profiles.running(found, List.of()).all()).hasSize(4);
        assertThat(Profiles.running(found, List.of("tsubaki-sign")).all()).containsExactly(FIRST, SECOND);
    }

    @Test
    void refusesToRunAServiceWithoutProfile() {
        assertThatThrownBy(() -> Profiles.running(new Profiles().all(), List.of("aosign-g2", "tsubaki-sign")))
                .hasMessageContaining("hakko.services names 'tsubaki-sign'")
                .hasCauseInstanceOf(Refusal.class);
    }

    /** One more folder of data is one more service. */
    @Test
    void readsProfilesFromSeveralPlaces() throws IOException {
        Path file = folder.resolve("tsubaki-sign").resolve("2026-10-01.yml");
        Files.createDirectories(file.getParent());
        try (var source = getClass().getResourceAsStream(InventedProfiles.TSUBAKI)) {
            Files.copy(source, file);
        }

        assertThat(Profiles.read(Profiles.SHIPPED, folder.toUri() + "*/*.yml"))
                .extracting(p -> p.ref().id())
                .containsExactlyInAnyOrder("aosign-g2", "diacert-plus", "tsubaki-sign");
    }

    @Test
    void findsTheVersionInForce() {
        Profiles profiles = new Profiles(List.of(SECOND, FIRST));

        assertThat(profiles.current("tsubaki-sign", LocalDate.of(2026, 10, 1))).isEqualTo(FIRST);
        assertThat(profiles.current("tsubaki-sign", LocalDate.of(2027, 3, 31))).isEqualTo(FIRST);
        assertThat(profiles.current("tsubaki-sign", LocalDate.of(2027, 4, 1))).isEqualTo(SECOND);
    }

    @Test
    void keepsAnOldVersionForCasesPinnedToIt() {
        Profiles profiles = new Profiles(List.of(SECOND, FIRST));

        assertThat(profiles.get(new ProfileRef("tsubaki-sign", LocalDate.of(2026, 10, 1))))
                .isEqualTo(FIRST);
        assertThat(profiles.all()).containsExactly(FIRST, SECOND);
    }

    @Test
    void takesTheFirstVersionForWhatIsDoneBeforeTheServiceBegins() {
        Profiles profiles = new Profiles(List.of(SECOND, FIRST));

        assertThat(profiles.currentOrFirst("tsubaki-sign", LocalDate.of(2026, 9, 30)))
                .isEqualTo(FIRST);
        assertThat(profiles.currentOrFirst("tsubaki-sign", SECOND.ref().effectiveFrom()))
                .isEqualTo(SECOND);
        assertRefused(
                PolicyRefusal.UNKNOWN_PROFILE, () -> profiles.currentOrFirst("tsubakisign", LocalDate.of(2027, 1, 1)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        Profiles profiles = new Profiles(List.of(FIRST));

        assertRefused(PolicyRefusal.UNKNOWN_PROFILE, () -> profiles.current("tsubakisign", LocalDate.of(2027, 1, 1)));
        assertRefused(PolicyRefusal.NOT_IN_FORCE, () -> profiles.current("tsubaki-sign", LocalDate.of(2026, 9, 30)));
        assertRefused(
                PolicyRefusal.UNKNOWN_VERSION,
                () -> profiles.get(new ProfileRef("tsubaki-sign", LocalDate.of(2026, 10, 2))));
        assertRefused(PolicyRefusal.UNKNOWN_PRODUCT, () -> FIRST.product("5y"));
        assertRefused(PolicyRefusal.UNKNOWN_PRODUCT, () -> FIRST.price("5y", 1));
        assertRefused(PolicyRefusal.UNKNOWN_PAPER, () -> FIRST.paper("PASSPORT"));
        assertRefused(PolicyRefusal.UNKNOWN_REASON, () -> FIRST.revocation().reason("B-S99"));
        assertRefused(PolicyRefusal.UNKNOWN_TEXT, () -> FIRST.review().deficiency("NOTHING"));
        assertRefused(PolicyRefusal.UNKNOWN_TEXT, () -> FIRST.review().rejection("NOTHING"));
    }

    @Test
    void refusesTheSameVersionTwice() {
        assertThatThrownBy(() -> new Profiles(List.of(FIRST, FIRST))).hasMessageContaining("two profiles");
    }

    @Test
    void refusesTwoServicesWithOnePrefix() {
        ServiceProfile copy = InventedProfiles.with(InventedProfiles.TSUBAKI, "/ref/id", "tsubaki-copy");

        assertThatThrownBy(() -> new Profiles(List.of(FIRST, copy))).hasMessageContaining("prefix 3301");
    }

    @Test
    void refusesAFileThatStandsInTheWrongPlace() throws IOException {
        Path file = folder.resolve("tsubaki-sign").resolve("2026-10-02.yml");
        Files.createDirectories(file.getParent());
        try (var source = getClass().getResourceAsStream(InventedProfiles.TSUBAKI)) {
            Files.copy(source, file);
        }

        assertThatThrownBy(() -> Profiles.read(folder.toUri() + "*/*.yml"))
                .hasMessageContaining("tsubaki-sign@2026-10-01 stands in");
    }

    @Test
    void refusesToStartWithoutAProfile() {
        assertThatThrownBy(() -> Profiles.read(folder.toUri() + "*/*.yml")).hasMessageContaining("no service profile");
    }

    @ParameterizedTest
    @EnumSource(PolicyRefusal.class)
    void saysItInBothLanguages(PolicyRefusal code) {
        for (Locale language : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
            assertThat(ResourceBundle.getBundle("messages/policy", language).getString(code.key()))
                    .isNotBlank();
        }
    }

    private static void assertRefused(PolicyRefusal code, Runnable question) {
        assertThatThrownBy(question::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.code()).isEqualTo(code)));
    }
}
