package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.Tries;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card product that protects its commands is personalized by the same code, and nothing in clear is on the wire. */
class SecureMessagingTest {

    private static final byte[] PIN = "73519264".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UNBLOCKING = "90817263".getBytes(StandardCharsets.US_ASCII);

    private final SimulatedReader reader = new SimulatedReader();
    private final List<byte[]> wire = new ArrayList<>();
    private UnaryOperator<byte[]> disturbance = UnaryOperator.identity();
    private SecretKey key;

    @BeforeEach
    void aBlank() throws Exception {
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(256);
        key = keys.generateKey();
        reader.insertBlank();
    }

    @Test
    void personalizesOverAProtectedChannel() {
        try (PivCard card = PivCard.connect(reader, this::over, reader.managementKey(), () -> {})) {
            card.generateKey(new Tries(10, 10));
            card.setPin(PIN, UNBLOCKING);

            assertThat(card.sign(PIN, new byte[] {1})).hasSize(256);
        }
        String sent = wire.stream().map(HexFormat.of()::formatHex).reduce("", String::concat);
        assertThat(wire).hasSizeGreaterThan(10);
        assertThat(sent)
                .doesNotContain(HexFormat.of().formatHex(PIN))
                .doesNotContain(HexFormat.of().formatHex(UNBLOCKING));
    }

    @Test
    void withoutItThePinIsOnTheWire() {
        SecureMessaging recorded = bare -> (doing, command) -> {
            wire.add(command.clone());
            return bare.transmit(doing, command);
        };
        try (PivCard card = PivCard.connect(reader, recorded, reader.managementKey(), () -> {})) {
            card.generateKey(new Tries(10, 10));
            card.setPin(PIN, UNBLOCKING);
        }

        assertThat(wire.stream().map(HexFormat.of()::formatHex).reduce("", String::concat))
                .as("the search finds what is there")
                .contains(HexFormat.of().formatHex(PIN))
                .contains(HexFormat.of().formatHex(UNBLOCKING));
    }

    @Test
    void answerThatWasTamperedWithIsAFault() {
        try (PivCard card = PivCard.connect(reader, this::over, reader.managementKey(), () -> {})) {
            disturbance = answer -> {
                answer[answer.length - 1] ^= 1;
                return answer;
            };

            assertThatThrownBy(() -> card.generateKey(new Tries(10, 10))).isInstanceOf(CardFault.class);
        }
    }

    /** Both ends of a protected line, and the wire between them. */
    private CommandChannel over(CommandChannel card) {
        Line commands = new Line();
        Line answers = new Line();
        return (doing, command) -> {
            byte[] sent = commands.seal(command);
            wire.add(sent);
            byte[] answer = answers.seal(card.transmit(doing, commands.open(doing, sent)));
            return answers.open(doing, disturbance.apply(answer));
        };
    }

    /** One direction; the n-th message is sealed with n. */
    private final class Line {
        private final int direction = ++lines;
        private int sealed;
        private int opened;

        byte[] seal(byte[] message) {
            return crypt("", Cipher.ENCRYPT_MODE, ++sealed, message);
        }

        byte[] open(String doing, byte[] message) {
            return crypt(doing, Cipher.DECRYPT_MODE, ++opened, message);
        }

        private byte[] crypt(String doing, int mode, int count, byte[] message) {
            try {
                Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
                byte[] nonce =
                        ByteBuffer.allocate(12).putInt(direction).putLong(count).array();
                cipher.init(mode, key, new GCMParameterSpec(128, nonce));
                return cipher.doFinal(message);
            } catch (GeneralSecurityException forged) {
                throw new CardFault(CardFault.Kind.FAILED, doing);
            }
        }
    }

    private int lines;
}
