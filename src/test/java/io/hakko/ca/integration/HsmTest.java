package io.hakko.ca.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hakko.ca.SoftHsm;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.ca.integration.CaProperties.KeyStoreProperties;
import io.hakko.ca.integration.CaProperties.Pkcs11Properties;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Outage;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.ContentSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;

/** A real token behind a server that dies, hangs and comes back, in this one JVM. */
class HsmTest {

    private static final ServiceProfile PROFILE = new Profiles().all().get(0);
    private static final String ID = PROFILE.ref().id();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC);
    private static final AlgorithmIdentifier RSA = BouncyCastle.algorithm("SHA256withRSA");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    /** An authority that fits the profile, made once. */
    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private SoftHsm hsm;
    private Hsms hsms;
    private Path certificate;

    @BeforeAll
    static void makeAuthority() {
        new DemoKeys(new DemoCaProperties(made, "", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));
    }

    @BeforeEach
    void start() throws Exception {
        hsm = SoftHsm.create(folder);
        certificate = hsm.importKey(
                made.resolve(ID + ".p12"),
                Files.readString(made.resolve(ID + ".password")).strip(),
                "ca");
        hsm.start();
        hsms = new Hsms(PATIENCE);
    }

    @AfterEach
    void stop() {
        hsm.goOn();
        hsms.destroy();
        hsm.close();
    }

    @Test
    void signsAsTheKeyStoreDoes() throws Exception {
        CaKey inFile = new DemoKeys(new DemoCaProperties(made, "", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));

        assertThat(sign(key(), 3)).isEqualTo(sign(inFile, 3));
    }

    @Test
    void streamsWhatIsMuchLargerThanASession() throws Exception {
        CaKey key = key();
        ContentSigner signer = key.signer(RSA);
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key.certificate().getPublicKey());
        byte[] chunk = new byte[1 << 20];

        try (OutputStream out = signer.getOutputStream()) {
            for (int megabyte = 0; megabyte < 40; megabyte++) {
                chunk[0] = (byte) megabyte;
                out.write(chunk);
                check.update(chunk);
            }
        }

        assertThat(check.verify(signer.getSignature())).isTrue();
    }

    @Test
    void isUsedAgainAfterItsServerDied() throws Exception {
        CaKey key = key();
        byte[] before = sign(key, 1);

        hsm.kill();

        assertThatThrownBy(() -> sign(key, 1)).isInstanceOf(Outage.class).hasMessageContaining("no token");
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails()).containsEntry(ID, "HSM down");

        hsm.start();

        await().atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(Outage.class)
                .untilAsserted(() -> assertThat(sign(key, 1)).isEqualTo(before));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void askingForTheHealthBringsItBack() {
        key();
        hsm.kill();
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);

        hsm.start();

        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void mayBeAwayWhenTheServiceStarts() throws Exception {
        hsm.kill();
        CaKey key = key();
        assertThatThrownBy(() -> sign(key, 1)).isInstanceOf(Outage.class);

        hsm.start();

        await().atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(Outage.class)
                .untilAsserted(() -> assertThat(sign(key, 1)).isNotEmpty());
    }

    @Test
    void nobodyWaitsForOneThatHangs() throws Exception {
        CaKey key = key();
        sign(key, 1);
        hsm.hold();
        long begin = System.nanoTime();

        assertThatThrownBy(() -> sign(key, 1)).isInstanceOf(Outage.class).hasMessageContaining("has not answered");
        assertThatThrownBy(() -> sign(key, 1)).isInstanceOf(Outage.class).hasMessageContaining("does not answer");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE.multipliedBy(3));
        hsm.goOn();
        await().atMost(RECOVERY)
                .ignoreExceptionsInstanceOf(Outage.class)
                .untilAsserted(() -> assertThat(sign(key, 1)).isNotEmpty());
    }

    @Test
    void manyMaySignAtOnceWhileItGoesAndComes() throws Exception {
        CaKey key = key();
        byte[] expected = sign(key, 7);
        Thread outage = new Thread(() -> {
            for (int times = 0; times < 3; times++) {
                hsm.kill();
                hsm.start();
            }
        });
        outage.start();

        List<Boolean> same = Stream.iterate(0, n -> n + 1)
                .limit(60)
                .parallel()
                .map(n -> {
                    byte[] signature = await().atMost(RECOVERY)
                            .ignoreExceptionsInstanceOf(Outage.class)
                            .until(() -> sign(key, 7), found -> true);
                    return java.util.Arrays.equals(signature, expected);
                })
                .toList();

        outage.join();
        assertThat(same).hasSize(60).containsOnly(true);
    }

    @Test
    void aRefusedPinIsTriedOnceAndAgainWhenItsFileChanged() throws Exception {
        Path pin = hsm.pinFile("0000000000");
        Files.setLastModifiedTime(pin, FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
        CaKey key = key(place(pin));

        assertThatThrownBy(() -> sign(key, 1)).isInstanceOf(Outage.class).hasMessageContaining("not tried again");
        assertThat(health().getDetails()).containsEntry(ID, "PIN refused");

        hsm.pinFile();

        assertThat(sign(key, 1)).isNotEmpty();
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void twoKeysWithOneLabelStopTheStart() {
        hsm.importAgain("ca");

        assertThatThrownBy(this::key).hasMessageContaining("more than one private key with the label ca");
    }

    @Test
    void anUnknownLabelStopsTheStart() {
        assertThatThrownBy(() -> key(
                        new Pkcs11Properties(SoftHsm.library(), SoftHsm.TOKEN, "other", hsm.pinFile(), certificate)))
                .hasMessageContaining("no private key with the label other");
    }

    @Test
    void anotherKeyThanTheOneOfTheCertificateStopsTheStart() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        new DemoKeys(new DemoCaProperties(other, "", 1), CLOCK).key(PROFILE, KeyGeneration.of(ID));
        hsm.importKey(
                other.resolve(ID + ".p12"),
                Files.readString(other.resolve(ID + ".password")).strip(),
                "other");

        assertThatThrownBy(() -> key(
                        new Pkcs11Properties(SoftHsm.library(), SoftHsm.TOKEN, "other", hsm.pinFile(), certificate)))
                .hasMessageContaining("another key than the one of the certificate");
    }

    @Test
    void aMissingTokenIsWaitedFor() {
        CaKey key = key(new Pkcs11Properties(SoftHsm.library(), "elsewhere", "ca", hsm.pinFile(), certificate));

        assertThatThrownBy(() -> sign(key, 1))
                .isInstanceOf(Outage.class)
                .hasMessageContaining("no token with the label elsewhere");
    }

    @Test
    void aMissingLibraryStopsTheStart() {
        assertThatThrownBy(() -> key(new Pkcs11Properties(
                        folder.resolve("none.so"), SoftHsm.TOKEN, "ca", hsm.pinFile(), certificate)))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void everySettingIsNamedWhenItIsMissing() {
        assertThatThrownBy(() -> key(new Pkcs11Properties(SoftHsm.library(), null, null, null, null)))
                .hasMessageContaining("hakko.ca." + ID + ".pkcs11.token-label is not set");
        assertThatThrownBy(() -> key(new Pkcs11Properties(SoftHsm.library(), SoftHsm.TOKEN, "ca", hsm.pinFile(), null)))
                .hasMessageContaining("hakko.ca." + ID + ".pkcs11.certificate is not set");
    }

    @Test
    void anExpiredCertificateStopsTheStart() {
        Clock later = Clock.fixed(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC);

        assertThatThrownBy(() -> new ConfiguredKeys(properties(place(hsm.pinFile())), hsms, later)
                        .key(PROFILE, KeyGeneration.of(ID)))
                .hasMessageContaining("expired at");
    }

    private CaKey key() {
        return key(place(hsm.pinFile()));
    }

    private CaKey key(Pkcs11Properties pkcs11) {
        return new ConfiguredKeys(properties(pkcs11), hsms, CLOCK).key(PROFILE, KeyGeneration.of(ID));
    }

    private Pkcs11Properties place(Path pin) {
        return new Pkcs11Properties(SoftHsm.library(), SoftHsm.TOKEN, "ca", pin, certificate);
    }

    private static CaProperties properties(Pkcs11Properties pkcs11) {
        return new CaProperties(Map.of(ID, new KeyStoreProperties(null, null, null, pkcs11)));
    }

    private org.springframework.boot.actuate.health.Health health() {
        return new HsmHealthIndicator(hsms).health();
    }

    private static byte[] sign(CaKey key, int content) throws Exception {
        ContentSigner signer = key.signer(RSA);
        try (OutputStream out = signer.getOutputStream()) {
            out.write(content);
        }
        X509Certificate certificate = key.certificate();
        byte[] signature = signer.getSignature();
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(certificate.getPublicKey());
        check.update((byte) content);
        assertThat(check.verify(signature)).isTrue();
        return signature;
    }
}
