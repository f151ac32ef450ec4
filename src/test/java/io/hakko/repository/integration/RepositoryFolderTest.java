package io.hakko.repository.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.repository.domain.AuthorityCertificates;
import io.hakko.repository.domain.Publication;
import io.hakko.shared.Der;
import io.hakko.shared.DerContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final Der AUTHORITY = Der.of(new byte[] {0x30, 0x01, 0x01});

    private static final Der ARL = Der.of(new byte[] {0x30, 0x01, 0x0a});

    private final CamelContext camel = new DefaultCamelContext();

    @TempDir
    private Path parent;

    private Path root;
    private RepositoryFolder folder;

    @BeforeEach
    void startRoute() throws Exception {
        root = parent.resolve("repository");
        Properties properties = new Properties();
        properties.setProperty("hakko.repository.folder", root.toString());
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addRoutes(new RepositoryFolderRoute());
        camel.start();
        folder = new RepositoryFolder(camel.createProducerTemplate(), root);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void laysOutTheRepository() throws Exception {
        Der crl = Der.of(new byte[] {0x30, 0x01, 0x05});

        folder.put(publication(5, crl));

        assertThat(files())
                .containsExactly(
                        "aosign-g2/arl-5.crl",
                        "aosign-g2/arl.crl",
                        "aosign-g2/ca.crt",
                        "aosign-g2/crl-5.crl",
                        "aosign-g2/crl.crl");
        assertThat(folder.serves(publication(5, crl))).isTrue();
        assertThat(Files.readAllBytes(root.resolve("aosign-g2/crl.crl"))).isEqualTo(crl.bytes());
        assertThat(Files.readAllBytes(root.resolve("aosign-g2/arl.crl"))).isEqualTo(ARL.bytes());
        assertThat(Files.readAllBytes(root.resolve("aosign-g2/ca.crt"))).isEqualTo(AUTHORITY.bytes());
    }

    @Test
    void hasTheLinksBetweenKeysToo() throws Exception {
        Publication alone = publication(5, AUTHORITY);
        Publication linked = new Publication(
                "aosign-g2-k2",
                5,
                DerContent.of(AUTHORITY),
                Optional.empty(),
                new AuthorityCertificates(2, AUTHORITY, Optional.of(ARL), Optional.of(AUTHORITY), List.of()),
                0,
                0,
                NOW,
                NOW.plusSeconds(60),
                NOW);
        folder.put(alone);

        folder.put(linked);

        assertThat(files())
                .contains(
                        "aosign-g2-k2/ca.crt",
                        "aosign-g2-k2/new-with-old.crt",
                        "aosign-g2-k2/old-with-new.crt",
                        "aosign-g2/ca.crt")
                .doesNotContain("aosign-g2/new-with-old.crt");
        assertThat(folder.serves(linked)).isTrue();
        Files.delete(root.resolve("aosign-g2-k2/new-with-old.crt"));
        assertThat(folder.serves(linked)).isFalse();
    }

    @Test
    void replacesTheNewestAndKeepsTheOlder() throws Exception {
        Der older = Der.of(new byte[] {0x30, 0x02, 0x05, 0x05});
        Der newer = Der.of(new byte[] {0x30, 0x01, 0x06});
        folder.put(publication(5, older));

        folder.put(publication(6, newer));
        folder.put(publication(6, newer));

        assertThat(Files.readAllBytes(root.resolve("aosign-g2/crl-5.crl"))).isEqualTo(older.bytes());
        assertThat(Files.readAllBytes(root.resolve("aosign-g2/crl.crl"))).isEqualTo(newer.bytes());
        assertThat(folder.serves(publication(6, newer))).isTrue();
        assertThat(folder.serves(publication(5, older))).isFalse();
        assertThat(files()).hasSize(7);
    }

    @Test
    void knowsTheHighestNumberItServes() {
        folder.put(publication(9, Der.of(new byte[] {0x30, 0x01, 0x05})));
        folder.put(publication(10, Der.of(new byte[] {0x30, 0x01, 0x06})));

        assertThat(folder.highestNumber("aosign-g2")).isEqualTo(10);
        assertThat(folder.highestNumber("diacert-plus")).isZero();
    }

    @Test
    void hasNothingBeforeThePublication() {
        assertThat(folder.serves(publication(1, AUTHORITY))).isFalse();
    }

    /** The temporary file lies on a device that is always full. */
    @Test
    void fullDiskLeavesWhatIsServed() throws Exception {
        Der older = Der.of(new byte[] {0x30, 0x02, 0x05, 0x05});
        folder.put(publication(5, older));
        Files.createSymbolicLink(root.resolve("aosign-g2/.new-crl.crl"), Path.of("/dev/full"));

        assertThatThrownBy(() -> folder.put(publication(6, Der.of(new byte[] {0x30, 0x01, 0x06}))))
                .hasStackTraceContaining("No space left on device");

        assertThat(Files.readAllBytes(root.resolve("aosign-g2/crl.crl"))).isEqualTo(older.bytes());
        assertThat(folder.serves(publication(6, Der.of(new byte[] {0x30, 0x01, 0x06}))))
                .isFalse();
    }

    @Test
    void failureGoesBackToTheDelivery() throws Exception {
        Files.writeString(root.resolveSibling("repository"), "a file is in the way");

        assertThatThrownBy(() -> folder.put(publication(7, AUTHORITY))).isInstanceOf(CamelExecutionException.class);
    }

    private static Publication publication(long number, Der crl) {
        return new Publication(
                "aosign-g2",
                number,
                DerContent.of(crl),
                Optional.of(ARL),
                AuthorityCertificates.ofOne(AUTHORITY),
                0,
                0,
                NOW,
                NOW.plusSeconds(60),
                NOW);
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all
                    .filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
