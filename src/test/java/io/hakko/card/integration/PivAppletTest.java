package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.Tries;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The applet and its host side against each other, APDU by APDU (A-PIN-02, A-PIN-03, B-PIN-03, D-06, D-07). */
class PivAppletTest {

    private static final int SW_OK = 0x9000;
    private static final int SW_BLOCKED = 0x6983;
    private static final int SW_SECURITY_STATUS = 0x6982;
    private static final byte[] PIN = digits("12345670");
    private static final byte[] WRONG = digits("99999999");
    private static final byte[] PUK = digits("87654321");
    private static final byte[] NEW_PIN = digits("24682468");
    private static final CardNumber NUMBER = CardNumber.of("4911", 7);
    private static final LocalDate EXPIRY = LocalDate.of(2031, 12, 23);

    private final SimulatedReader reader = new SimulatedReader();
    private ChipSerial chip;
    private PivCard card;

    @BeforeEach
    void insertBlank() {
        chip = reader.insertBlank();
        card = connect();
    }

    @AfterEach
    void close() {
        card.close();
    }

    private PivCard connect() {
        return PivCard.connect(reader, SecureMessaging.NONE, reader.managementKey(), () -> {});
    }

    private void reconnect() {
        card.close();
        card = connect();
    }

    @Test
    void answersSelectWithItsApplicationTemplate() {
        byte[] answer = card.expect("select", 0xA4, 0x04, 0x00, PivApplet.AID);

        assertThat(HexFormat.of().formatHex(answer)).isEqualTo("61114f0600001000010079074f05a000000308");
    }

    @Test
    void blankCardTellsItsChipSerialAndNothingElse() {
        assertThat(card.chip()).isEqualTo(chip);
        assertThat(card.isBlank()).isTrue();
        assertThat(card.certificate()).isEmpty();
        assertThat(card.number()).isEmpty();
    }

    @Test
    void everyAdministrativeCommandNeedsAuthentication() {
        byte[] template = {(byte) 0xAC, 0x03, (byte) 0x80, 0x01, 0x07};

        assertThat(card.transmit("", 0x47, 0x00, 0x9C, template).status()).isEqualTo(SW_SECURITY_STATUS);
        assertThat(card.transmit("", 0x24, 0xFF, 0x80, PIN).status()).isEqualTo(SW_SECURITY_STATUS);
        assertThat(card.transmit("", 0xFA, 10, 10, new byte[0]).status()).isEqualTo(SW_SECURITY_STATUS);
        assertThat(card.transmit("", 0xDB, 0x3F, 0xFF, HexFormat.of().parseHex("5c035fc1025300"))
                        .status())
                .isEqualTo(SW_SECURITY_STATUS);
    }

    @Test
    void wrongManagementKeyIsRefused() {
        card.close();
        byte[] wrong = reader.managementKey();
        wrong[0] ^= 1;
        card = PivCard.connect(reader, SecureMessaging.NONE, wrong, () -> {});

        assertThatThrownBy(card::authenticate)
                .isInstanceOfSatisfying(
                        CardFault.class, fault -> assertThat(fault.statusWord()).isEqualTo(SW_SECURITY_STATUS));
    }

    @Test
    void administratorIsForgottenWhenTheCardIsTakenOut() {
        card.authenticate();
        reconnect();

        assertThat(card.transmit("", 0xFA, 10, 10, new byte[0]).status()).isEqualTo(SW_SECURITY_STATUS);
    }

    @Test
    void keyIsMadeOnTheCardAndSignsUnderThePin() throws Exception {
        RSAPublicKey key = personalize(new Tries(10, 10));

        for (int i = 0; i < 40; i++) {
            byte[] message = ("challenge " + i).getBytes(StandardCharsets.UTF_8);
            byte[] signature = card.sign(PIN, message);
            assertThat(signature).hasSize(256);
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(key);
            check.update(message);
            assertThat(check.verify(signature)).isTrue();
        }
    }

    @Test
    void everySignatureNeedsThePinAnew() {
        personalize(new Tries(10, 10));
        byte[] block = Tlv.of(0x7C, Tlv.of(0x82), Tlv.of(0x81, new byte[256]));

        assertThat(card.transmit("", 0x87, 0x07, 0x9C, block).status()).isEqualTo(SW_SECURITY_STATUS);
        assertThat(card.verifyPin(PIN)).isEqualTo(SW_OK);
        assertThat(card.transmit("", 0x87, 0x07, 0x9C, block).status()).isEqualTo(SW_OK);
        assertThat(card.transmit("", 0x87, 0x07, 0x9C, block).status()).isEqualTo(SW_SECURITY_STATUS);
    }

    @Test
    void twoCardsMakeDifferentKeys() {
        RSAPublicKey first = card.generateKey(new Tries(10, 10));
        card.close();
        reader.insertBlank();
        card = connect();

        assertThat(card.generateKey(new Tries(10, 10)).getModulus()).isNotEqualTo(first.getModulus());
    }

    @Test
    void tenWrongPinsLockTheCardAndTheUnblockingValueUnlocksIt() {
        personalize(new Tries(10, 10));

        for (int left = 9; left >= 1; left--) {
            assertThat(card.verifyPin(WRONG)).isEqualTo(0x63C0 | left);
        }
        assertThat(card.verifyPin(WRONG)).isEqualTo(SW_BLOCKED);
        assertThat(card.verifyPin(PIN)).isEqualTo(SW_BLOCKED);

        assertThat(card.unblock(PUK, NEW_PIN)).isEqualTo(SW_OK);
        assertThat(card.verifyPin(PIN)).isEqualTo(0x63C9);
        assertThat(card.verifyPin(NEW_PIN)).isEqualTo(SW_OK);
    }

    @Test
    void tenWrongUnblockingValuesMakeTheCardUnusableForEver() {
        personalize(new Tries(10, 10));
        for (int i = 0; i < 10; i++) {
            card.verifyPin(WRONG);
        }

        for (int left = 9; left >= 1; left--) {
            assertThat(card.unblock(WRONG, NEW_PIN)).isEqualTo(0x63C0 | left);
        }
        assertThat(card.unblock(WRONG, NEW_PIN)).isEqualTo(SW_BLOCKED);
        assertThat(card.unblock(PUK, NEW_PIN)).isEqualTo(SW_BLOCKED);
        reconnect();
        assertThat(card.verifyPin(PIN)).isEqualTo(SW_BLOCKED);
    }

    @Test
    void fifteenTriesWithoutUnblockingAreTheOtherProfile() {
        personalize(new Tries(15, 0));

        for (int left = 14; left >= 1; left--) {
            assertThat(card.verifyPin(WRONG)).isEqualTo(0x63C0 | left);
        }
        assertThat(card.verifyPin(WRONG)).isEqualTo(SW_BLOCKED);
        assertThat(card.unblock(PUK, NEW_PIN)).isEqualTo(SW_BLOCKED);
    }

    @Test
    void rightPinSetsTheCounterBack() {
        personalize(new Tries(10, 10));

        assertThat(card.verifyPin(WRONG)).isEqualTo(0x63C9);
        assertThat(card.verifyPin(PIN)).isEqualTo(SW_OK);
        assertThat(card.verifyPin(WRONG)).isEqualTo(0x63C9);
    }

    @Test
    void triesCannotBeSetOnceThePinIsSet() {
        personalize(new Tries(10, 10));

        assertThat(card.transmit("", 0xFA, 15, 15, new byte[0]).status()).isEqualTo(0x6985);
    }

    @Test
    void holderChangesThePin() {
        personalize(new Tries(10, 10));

        assertThat(card.changePin(WRONG, NEW_PIN)).isEqualTo(0x63C9);
        assertThat(card.changePin(PIN, digits("12a45678"))).isEqualTo(0x6A80);
        assertThat(card.changePin(PIN, NEW_PIN)).isEqualTo(SW_OK);
        assertThat(card.verifyPin(NEW_PIN)).isEqualTo(SW_OK);
        assertThat(card.verifyPin(PIN)).isEqualTo(0x63C9);
    }

    @Test
    void importedKeyIsProvenAndMakesThePinVoid() throws Exception {
        RSAPublicKey first = personalize(new Tries(10, 10));
        RSAPublicKey imported = new KeyImport().into(card, new Tries(12, 10));

        assertThat(imported.getModulus().bitLength()).isEqualTo(2048);
        assertThat(imported.getModulus()).isNotEqualTo(first.getModulus());
        assertThat(card.verifyPin(PIN))
                .as("neither the old PIN nor the old tries")
                .isEqualTo(0x63CB);
        card.setPin(PIN, PUK);
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(imported);
        check.update(new byte[] {1});
        assertThat(check.verify(card.sign(PIN, new byte[] {1}))).isTrue();
    }

    @Test
    void keyIsImportedByTheAdministratorOnlyAndWhole() {
        assertThat(card.transmit("", 0xFE, 0x07, 0x9C, new byte[10]).status()).isEqualTo(0x6982);
        card.authenticate();
        assertThat(card.transmit("", 0xFE, 0x11, 0x9C, new byte[10]).status()).isEqualTo(0x6A86);
        assertThat(card.transmit("", 0xFE, 0x07, 0x9C, Tlv.of(0x01, new byte[128]))
                        .status())
                .isEqualTo(0x6A80);
        assertThat(card.transmit("", 0xFE, 0x07, 0x9C, Tlv.of(0x01, new byte[127]))
                        .status())
                .isEqualTo(0x6A80);
        assertThat(card.transmit("", 0xFE, 0x07, 0x9C, new byte[0]).status()).isEqualTo(0x6A80);
    }

    @Test
    void certificateAndCardNumberAreReadBackAsWritten() {
        byte[] certificate = new byte[1900];
        new Random(4711).nextBytes(certificate);

        card.write(NUMBER, EXPIRY, certificate);
        reconnect();

        assertThat(card.certificate())
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(certificate));
        assertThat(card.number()).contains(NUMBER);
        assertThat(card.isBlank()).isFalse();
    }

    @Test
    void cardKeepsItsKeyOutsideTheReader() throws Exception {
        RSAPublicKey key = personalize(new Tries(10, 10));
        card.close();
        reader.insertBlank();
        reader.remove();
        reader.insert(chip);
        card = connect();

        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(key);
        check.update(new byte[] {1});
        assertThat(check.verify(card.sign(PIN, new byte[] {1}))).isTrue();
    }

    @Test
    void tooLongACertificateDoesNotFit() {
        assertThatThrownBy(() -> card.write(NUMBER, EXPIRY, new byte[2900]))
                .isInstanceOfSatisfying(
                        CardFault.class, fault -> assertThat(fault.statusWord()).isEqualTo(0x6A84));
    }

    @Test
    void emptyReaderIsToldFromFailingCard() {
        card.close();
        reader.remove();

        assertThatThrownBy(this::connect)
                .isInstanceOfSatisfying(
                        CardFault.class, fault -> assertThat(fault.kind()).isEqualTo(CardFault.Kind.ABSENT));
        card = PivCard.connect(reopened(), SecureMessaging.NONE, reader.managementKey(), () -> {});
    }

    @Test
    void cardTakenOutInTheMiddleIsAbsent() {
        reader.remove();

        assertThatThrownBy(card::chip)
                .isInstanceOfSatisfying(
                        CardFault.class, fault -> assertThat(fault.kind()).isEqualTo(CardFault.Kind.ABSENT));
    }

    @Test
    void strangeCommandsAreRefused() {
        assertThat(card.transmit("", 0x02, 0, 0, new byte[0]).status()).isEqualTo(0x6D00);
        assertThat(card.transmit("", 0xCB, 0x3F, 0xFF, new byte[] {0x5C, 0x01, 0x11})
                        .status())
                .isEqualTo(0x6A82);
        assertThat(card.transmit("", 0x87, 0x07, 0x9C, new byte[] {0x7C, (byte) 0x82, 0x7F, 0x7F})
                        .status())
                .isEqualTo(0x6A80);
        assertThat(card.verifyPin(PIN)).isEqualTo(0x6A88);
    }

    private SimulatedReader reopened() {
        reader.insert(chip);
        return reader;
    }

    private RSAPublicKey personalize(Tries tries) {
        RSAPublicKey key = card.generateKey(tries);
        card.setPin(PIN, tries.unblockable() ? PUK : new byte[0]);
        return key;
    }

    private static byte[] digits(String digits) {
        return Arrays.copyOf(digits.getBytes(StandardCharsets.US_ASCII), 8);
    }
}
