package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoApplication;
import io.hakko.HakkoTest;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.Openssl;
import io.hakko.card.CardWorker;
import io.hakko.card.HolderStatement;
import io.hakko.card.HolderStatements;
import io.hakko.card.SimulatedCards;
import io.hakko.card.domain.CardReader;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.Personalization;
import io.hakko.card.integration.FireCards;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.story.CaseSteps;
import io.hakko.workflow.StaffAccounts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.smartcardio.CardException;
import javax.smartcardio.CardTerminal;
import javax.smartcardio.TerminalFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The station works through PC/SC: a card is personalized in a virtual reader of a real pcscd, by the code of a real
 * reader, each PIN in a worker of its own. What is on the card then is judged by OpenSC and openssl alone, and OpenSC locks it as a holder would.
 */
@HakkoTest
@DirtiesContext
@Import(RealReaderFireTest.RealReader.class)
class RealReaderFireTest {

    private static final Path HOME = Fire.home("real-reader");
    private static final FireCards.Box BOX = new FireCards.Box();
    private static final String SIGNATURE_KEY = "02";
    private static final String WRONG = "00000000";
    private static final long PATIENCE_MILLIS = 20_000;

    private static PcscDaemon daemon;

    /** The station has the reader of PC/SC, and somebody puts cards into it. Its workers are the program as it is shipped. */
    @TestConfiguration(proxyBeanMethods = false)
    static class RealReader {
        @Bean
        static BeanFactoryPostProcessor workersOfTheProgram() {
            Object command = FireCards.Workers.startedBy(
                    List.of("-cp", Jvm.classPath(), HakkoApplication.class.getName(), CardWorker.COMMAND));
            return factory -> factory.registerSingleton("workerCommand", command);
        }

        @Bean
        SimulatedCards hand(@Lazy CardReader reader) {
            return new Hand(reader);
        }
    }

    /** Puts simulated cards into the virtual reader, and waits until PC/SC has noticed. */
    private static final class Hand implements SimulatedCards {
        private final CardReader reader;
        private Optional<VirtualCard> inside = Optional.empty();

        Hand(CardReader reader) {
            this.reader = reader;
        }

        @Override
        public ChipSerial insertBlank() {
            remove();
            ChipSerial chip = BOX.hand().insertBlank();
            connect(chip);
            return chip;
        }

        @Override
        public void insert(ChipSerial chip) {
            remove();
            BOX.hand().insert(chip);
            connect(chip);
        }

        private void connect(ChipSerial chip) {
            try {
                inside = Optional.of(VirtualCard.into(daemon.slot(), BOX.terminal()));
                assertThat(slot().waitForCardPresent(PATIENCE_MILLIS)).isTrue();
            } catch (IOException | CardException failed) {
                throw new IllegalStateException(failed);
            }
            assertThat(reader.inserted()).contains(chip);
        }

        private static CardTerminal slot() {
            return TerminalFactory.getDefault().terminals().getTerminal(PcscDaemon.READER);
        }

        @Override
        public void remove() {
            inside.ifPresent(card -> {
                try {
                    card.close();
                    assertThat(slot().waitForCardAbsent(PATIENCE_MILLIS)).isTrue();
                } catch (IOException | CardException failed) {
                    throw new IllegalStateException(failed);
                }
                BOX.hand().remove();
            });
            inside = Optional.empty();
        }

        @Override
        public Optional<ChipSerial> inserted() {
            return reader.inserted();
        }
    }

    @Autowired
    AutowireCapableBeanFactory factory;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    CardReader reader;

    @Autowired
    SimulatedCards hand;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    private final OpenSc holder = new OpenSc(HOME);
    private final Openssl relyingParty = new Openssl(HOME);

    @Autowired
    HolderStatements statements;

    @Autowired
    Clock clock;

    private CaseSteps steps;
    private HolderTool tool;
    private String pin = "";
    private String unblocking = "";

    @BeforeAll
    static void startPcscd() throws IOException {
        daemon = PcscDaemon.start(HOME);
    }

    @AfterAll
    static void stopPcscd() throws IOException {
        daemon.close();
    }

    /** The settings of a station with a real reader. */
    @DynamicPropertySource
    static void station(DynamicPropertyRegistry settings) throws IOException {
        Path key = HOME.resolve("management.key");
        Files.writeString(key, HexFormat.of().formatHex(BOX.managementKey()), StandardCharsets.US_ASCII);
        settings.add("hakko.station.reader", () -> "pcsc");
        settings.add("hakko.station.worker", () -> "process");
        settings.add("hakko.station.reader-name", () -> PcscDaemon.READER);
        settings.add("hakko.station.management-key-file", key::toString);
    }

    @BeforeEach
    void staff() {
        steps = CaseSteps.of(factory);
        tool = new HolderTool(HOME, clock);
        steps.pinsAreReadBy((digits, unblockingValue) -> {
            pin = new String(digits, StandardCharsets.US_ASCII);
            unblocking = new String(unblockingValue, StandardCharsets.US_ASCII);
        });
        CaseSteps.engage(accounts);
    }

    @Test
    void cardOfAosignIsReadSignedWithLockedUnblockedAndDies() throws Exception {
        IssuedCertificate certificate = personalize("aosign-g2");
        assertThat(pin).matches("[0-9]{8}");
        assertThat(unblocking).matches("[0-9]{8}");
        assertReadAndSigned(certificate);
        assertHoldersToolShowsAndStates(certificate);

        assertLocksAfter(10);
        assertHoldersToolUnblocks();
        assertSigns(certificate);

        assertLocksAfter(10);
        assertThat(holder.unblock(WRONG, "11223344").done())
                .as("a wrong unblocking value")
                .isFalse();
        String newPin = "13572468";
        OpenSc.Result unblocked = holder.unblock(unblocking, newPin);
        assertThat(unblocked.done()).as(unblocked.output()).isTrue();
        assertThat(logIn(pin)).as("the PIN of the letter is void").isFalse();
        pin = newPin;
        assertSigns(certificate);

        assertLocksAfter(10);
        for (int wrong = 1; wrong <= 10; wrong++) {
            assertThat(holder.unblock(WRONG, "11223344").done())
                    .as("wrong unblocking value %d", wrong)
                    .isFalse();
        }
        assertThat(holder.unblock(unblocking, newPin).done())
                .as("A-PIN-03: the card is dead")
                .isFalse();
        assertThat(logIn(pin)).isFalse();
        assertThat(logIn("11223344")).isFalse();
        assertRead(certificate);
    }

    @Test
    void cardOfDiacertLocksAfterFifteenAndIsNotUnblocked() throws Exception {
        IssuedCertificate certificate = personalize("diacert-plus");
        assertThat(pin).matches("[0-9]{8}");
        assertThat(unblocking).isEmpty();
        assertReadAndSigned(certificate);

        assertLocksAfter(15);
        assertRefused(tool.run(List.of(pin), "receipt", "--out", "locked.p7m"), "ロックは解除できません");
        assertRefused(tool.run(List.of(WRONG, "11223344"), "unblock"), "ロックを解除する方法がありません");
        assertThat(holder.unblock(WRONG, "11223344").done()).as("B-PIN-03").isFalse();
        assertThat(holder.unblock(pin, pin).done()).as("B-PIN-03").isFalse();
        assertThat(logIn(pin)).isFalse();
        assertThat(logIn("11223344")).isFalse();
    }

    /** From the arrival of the application until the inspected card is to be packed. */
    private IssuedCertificate personalize(String profile) {
        assertThat(reader.isConnected()).isTrue();
        assertThat(reader.name()).isEqualTo(PcscDaemon.READER);
        ApplicationNumber number = steps.arrive(profile, Channel.POST);
        steps.play(number.value(), "userTask_packCard", at -> {});
        Personalization card = ledger.live(number).orElseThrow();
        hand.insert(card.chip());
        return certificates.ofSerial(card.requireSerial()).orElseThrow();
    }

    /** What the holder's tool says about the card, and what it has the card sign, as openssl and the server see it. */
    private void assertHoldersToolShowsAndStates(IssuedCertificate certificate) throws Exception {
        HolderTool.Result shown = tool.run(List.of(), "show");
        assertThat(shown.done()).as(shown.toString()).isTrue();
        assertThat(shown.output())
                .contains(
                        certificate.card().value(),
                        certificate.serial().hex(),
                        certificate.der().sha256())
                .contains("AOSign サービス G2", "使用できます");

        HolderStatement receipt = stated(certificate, HolderStatement.Kind.RECEIPT, "receipt", "--out", "receipt.p7m");
        assertThat(receipt.reason()).isEmpty();
        HolderStatement inWords = stated(
                certificate,
                HolderStatement.Kind.REVOCATION_REQUEST,
                "revoke",
                "--reason",
                "利用の中止",
                "--out",
                "revoke.p7m");
        assertThat(inWords.reason()).contains("A-S6");

        assertRefused(tool.run(List.of(pin), "revoke", "--reason", "A-O4", "--out", "other.p7m"), "失効の理由「A-O4」はありません");
        assertRefused(tool.run(List.of(pin), "receipt", "--out", HOME + "/receipt.p7m"), "すでにあります");
        assertRefused(tool.run(List.of(), "receipt", "--out", "none.p7m"), "PINが入力されていません");
        assertRefused(tool.run(List.of(WRONG), "receipt", "--out", "none.p7m"), "PINが違います");
        assertRefused(tool.run(List.of(pin, "1234"), "change-pin"), "6桁から8桁");

        String next = "24681357";
        HolderTool.Result changed = tool.run(List.of(pin, next), "change-pin");
        assertThat(changed.done()).as(changed.toString()).isTrue();
        assertThat(logIn(pin)).isFalse();
        pin = next;
        assertSigns(certificate);

        ChipSerial chip = hand.inserted().orElseThrow();
        hand.remove();
        assertRefused(tool.run(List.of(), "show"), "カードがカードリーダにありません");
        hand.insertBlank();
        assertRefused(tool.run(List.of(), "show"), "当サービスで発行したカードではない");
        hand.insert(chip);
    }

    private HolderStatement stated(IssuedCertificate certificate, HolderStatement.Kind kind, String... arguments)
            throws Exception {
        String file = arguments[arguments.length - 1];
        Files.deleteIfExists(HOME.resolve(file));
        arguments[arguments.length - 1] = HOME.resolve(file).toString();
        HolderTool.Result done = tool.run(List.of(pin), arguments);
        assertThat(done.done()).as(done.toString()).isTrue();
        relyingParty.pem("x509", certificate.der(), "certificate.pem");
        Openssl.Result verified = relyingParty.run(
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                file,
                "-noverify",
                "-certfile",
                "certificate.pem",
                "-nointern",
                "-out",
                "statement.json");
        assertThat(verified.exitCode()).as(verified.output()).isZero();
        HolderStatement statement = statements.verified(
                Files.readAllBytes(HOME.resolve(file)), kind, certificate, clock.instant(), Duration.ofMinutes(5));
        assertThat(HOME.resolve("statement.json"))
                .content(StandardCharsets.UTF_8)
                .contains(
                        kind.token(),
                        certificate.card().value(),
                        certificate.serial().hex(),
                        statement.text());
        return statement;
    }

    /** The holder types the unblocking value, first wrong. */
    private void assertHoldersToolUnblocks() throws Exception {
        assertRefused(tool.run(List.of(pin), "receipt", "--out", "locked.p7m"), "hakko card unblock");
        assertRefused(tool.run(List.of(WRONG, "11223344"), "unblock"), "あと9回");
        String next = "97531864";
        HolderTool.Result unblocked = tool.run(List.of(unblocking, next), "unblock");
        assertThat(unblocked.done()).as(unblocked.toString()).isTrue();
        assertThat(logIn(pin)).as("the earlier PIN is void").isFalse();
        pin = next;
    }

    private static void assertRefused(HolderTool.Result result, String words) {
        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.errors()).contains(words);
    }

    private void assertReadAndSigned(IssuedCertificate certificate) throws Exception {
        OpenSc.Result name = holder.tool("opensc-tool", "--name");
        assertThat(name.output()).as("the card is a PIV card").contains("Personal Identity Verification Card");
        assertRead(certificate);
        assertSigns(certificate);
    }

    private void assertRead(IssuedCertificate certificate) throws Exception {
        OpenSc.Result read = holder.tool("pkcs15-tool", "--read-certificate", SIGNATURE_KEY, "--output", "read.pem");
        assertThat(read.done()).as(read.output()).isTrue();
        Openssl.Result der = relyingParty.run("x509", "-in", "read.pem", "-outform", "DER", "-out", "read.der");
        assertThat(der.exitCode()).as(der.output()).isZero();
        assertThat(HOME.resolve("read.der"))
                .as("what OpenSC reads is what was issued")
                .hasBinaryContent(certificate.der().bytes());
    }

    /** The holder signs a document with the PIN; who gets it verifies it with the certificate of the card. */
    private void assertSigns(IssuedCertificate certificate) throws Exception {
        Files.deleteIfExists(HOME.resolve("document.sig"));
        Files.writeString(HOME.resolve("document.txt"), "入札書 " + certificate.serial(), StandardCharsets.UTF_8);
        OpenSc.Result signed = holder.pkcs11(
                pin,
                "--sign",
                "--mechanism",
                "SHA256-RSA-PKCS",
                "--id",
                SIGNATURE_KEY,
                "--input-file",
                "document.txt",
                "--output-file",
                "document.sig");
        assertThat(signed.done()).as(signed.output()).isTrue();
        relyingParty.pem("x509", certificate.der(), "certificate.pem");
        Openssl.Result key =
                relyingParty.run("x509", "-in", "certificate.pem", "-noout", "-pubkey", "-out", "public.pem");
        assertThat(key.exitCode()).as(key.output()).isZero();
        assertThat(verifies("document.txt")).isTrue();
        Files.writeString(HOME.resolve("forged.txt"), "入札書", StandardCharsets.UTF_8);
        assertThat(verifies("forged.txt")).as("another document").isFalse();
    }

    private boolean verifies(String document) throws Exception {
        Openssl.Result result =
                relyingParty.run("dgst", "-sha256", "-verify", "public.pem", "-signature", "document.sig", document);
        return result.exitCode() == 0 && result.output().contains("Verified OK");
    }

    /** One wrong PIN fewer than allowed does no harm; as many as allowed, one after the other, lock the card. */
    private void assertLocksAfter(int tries) throws Exception {
        for (int wrong = 1; wrong < tries; wrong++) {
            assertThat(logIn(WRONG)).as("wrong PIN %d", wrong).isFalse();
        }
        assertThat(logIn(pin)).as("%d wrong PINs do not lock", tries - 1).isTrue();
        for (int wrong = 1; wrong <= tries; wrong++) {
            assertThat(logIn(WRONG)).as("wrong PIN %d", wrong).isFalse();
        }
        OpenSc.Result locked = holder.pkcs11(pin, "--list-objects", "--type", "privkey");
        assertThat(locked.done()).as("%d wrong PINs lock", tries).isFalse();
        assertThat(locked.output()).contains("CKR_PIN_LOCKED");
    }

    private boolean logIn(String tried) throws Exception {
        return holder.pkcs11(tried, "--list-objects", "--type", "privkey").done();
    }
}
