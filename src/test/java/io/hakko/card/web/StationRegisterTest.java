package io.hakko.card.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.web.StationTrail.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who comes and goes while the trail can be written, and while it cannot. */
@ExtendWith(OutputCaptureExtension.class)
class StationRegisterTest {

    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2028-11-01T00:00:00Z");

    /** A trail that is away at times. */
    private static final class FlakyTrail implements StationTrail {

        private final Map<String, String> names = new HashMap<>();
        private final List<String> entries = new ArrayList<>();
        private boolean isAway;

        @Override
        public Map<String, String> names() {
            fail();
            return Map.copyOf(names);
        }

        @Override
        public void record(List<Change> changes) {
            fail();
            for (Change change : changes) {
                entries.add(change.before() + ">" + change.after());
                names.put(change.certificate(), change.after());
                names.values().removeIf(String::isEmpty);
            }
        }

        private void fail() {
            if (isAway) {
                throw new IllegalStateException("the database is away");
            }
        }
    }

    private final FlakyTrail trail = new FlakyTrail();

    @TempDir
    Path folder;

    private X509Certificate first;
    private X509Certificate second;
    private X509Certificate third;

    @BeforeEach
    void twoStations() throws Exception {
        first = certificate("station-a");
        second = certificate("station-b");
        third = certificate("station-b");
        put("station-a", first);
        put("station-b", second);
    }

    @Test
    void startRecordsWhatHasChangedWhileTheNodeWasDown() throws Exception {
        register().record();
        assertThat(trail.entries).containsExactlyInAnyOrder(">station-a", ">station-b");
        trail.entries.clear();

        register().record();
        assertThat(trail.entries).as("nothing has changed").isEmpty();

        put("station-b", third);
        StationRegister changed = register();
        changed.record();
        assertThat(trail.entries).containsExactlyInAnyOrder("station-b>", ">station-b");
        assertThat(changed.nameOf(third)).contains("station-b");
        assertThat(changed.nameOf(second)).isEmpty();
    }

    @Test
    void nobodyComesInBeforeTheStartIsRecorded() throws Exception {
        trail.isAway = true;
        StationRegister register = register();

        assertThat(register.inFolder().names()).hasSize(2);
        assertThat(register.now().names()).isEmpty();
        assertThatThrownBy(() -> register.nameOf(first))
                .as("an outage, and not a station that is unknown")
                .hasMessage("the database is away");
        trail.isAway = false;
        assertThat(register.nameOf(first)).contains("station-a");
        assertThat(trail.entries).hasSize(2);
    }

    @Test
    void whoHasGoneIsOutAtOnceAndTheEntryFollows() throws Exception {
        StationRegister register = started();
        trail.isAway = true;
        Files.delete(folder.resolve("station-b.pem"));

        assertThat(register.nameOf(second)).isEmpty();
        assertThatThrownBy(register::record).hasMessage("the database is away");
        assertThat(register.now().trustStore().size()).isEqualTo(1);
        assertThat(trail.entries).isEmpty();

        put("station-b", second);
        assertThat(register.now().names())
                .as("back before it is recorded that he was gone")
                .hasSize(1);
        trail.isAway = false;
        register.record();
        assertThat(trail.entries).containsExactly("station-b>", ">station-b");
        assertThat(register.now().names()).hasSize(2);
        register.record();
        assertThat(trail.entries).as("once").hasSize(2);
    }

    @Test
    void whoIsNewWaitsForItsEntry() throws Exception {
        StationRegister register = started();
        trail.isAway = true;
        put("station-b", third);

        assertThat(register.lookAgain().names()).containsValue("station-a").hasSize(1);
        assertThatThrownBy(register::record).hasMessage("the database is away");
        assertThat(register.now().names()).hasSize(1);
        assertThat(register.nameOf(first)).as("who was there works on").contains("station-a");
        assertThat(register.nameOf(second)).isEmpty();

        trail.isAway = false;
        register.record();
        assertThat(trail.entries).containsExactlyInAnyOrder("station-b>", ">station-b");
        assertThat(register.nameOf(third)).contains("station-b");
        assertThat(register.now().trustStore().getCertificate("station-b")).isEqualTo(third);
    }

    /** Permissions and passing errors change neither size nor time nor file key. */
    @Test
    void fileWithAFaultIsTriedAgainAndToldOnce(CapturedOutput output) throws Exception {
        StationRegister register = started();
        Path file = folder.resolve("station-c.pem");
        X509Certificate fourth = certificate("station-c");
        String good = pem(fourth);
        FileTime changed = FileTime.from(FROM);
        Files.writeString(file, "x".repeat(good.length()));
        Files.setLastModifiedTime(file, changed);
        for (int looks = 0; looks < 3; looks++) {
            assertThat(register.lookAgain().names()).hasSize(2);
        }
        assertThat(output.getAll().split("station-c.pem: no certificate", -1)).hasSize(2);

        Files.writeString(file, good);
        Files.setLastModifiedTime(file, changed);
        register.lookAgain();
        register.record();
        assertThat(register.nameOf(fourth)).contains("station-c");
        assertThat(trail.entries).containsExactly(">station-c");
    }

    @Test
    void folderThatCannotBeReadIsToldOnce(CapturedOutput output) throws Exception {
        StationRegister register = started();
        Path elsewhere = folder.resolveSibling(folder.getFileName() + "-away");
        Files.move(folder, elsewhere);
        for (int looks = 0; looks < 3; looks++) {
            assertThat(register.lookAgain().names()).hasSize(2);
        }
        Files.move(elsewhere, folder);

        assertThat(output.getAll().split("folder of stations cannot be read", -1))
                .hasSize(2);
        assertThat(register.lookAgain().names()).hasSize(2);
    }

    @Test
    void beansAreMadeBeforeThereIsATrail() {
        new WebApplicationContextRunner()
                .withUserConfiguration(StationEntries.class, StationRegister.class)
                .withPropertyValues("hakko.station.server.port=8443", "hakko.station.server.stations=" + folder)
                .run(context -> assertThat(context.getBean(StationRegister.class)
                                .inFolder()
                                .names())
                        .hasSize(2));
    }

    private StationRegister register() throws IOException {
        return new StationRegister(folder.toString(), "station-1", trail);
    }

    private StationRegister started() throws IOException {
        StationRegister register = register();
        register.record();
        assertThat(register.now().names()).hasSize(2);
        trail.entries.clear();
        return register;
    }

    private void put(String name, X509Certificate certificate) throws Exception {
        Files.writeString(folder.resolve(name + ".pem"), pem(certificate));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                .formatted(new String(
                        Base64.getMimeEncoder().encode(certificate.getEncoded()), StandardCharsets.US_ASCII));
    }

    private static X509Certificate certificate(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        X500Name subject = new X500Name("CN=" + name);
        byte[] encoded = new X509v3CertificateBuilder(
                        subject,
                        BigInteger.ONE,
                        Date.from(FROM),
                        Date.from(TO),
                        subject,
                        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }
}
