package io.hakko.card.integration;

import io.hakko.card.domain.CardFault;
import io.hakko.card.domain.CardSession;
import io.hakko.card.domain.Tries;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import javax.smartcardio.Card;
import javax.smartcardio.CardException;
import javax.smartcardio.CardNotPresentException;
import javax.smartcardio.CardTerminal;

/**
 * Host side of a PIV card (NIST SP 800-73-4) over a smart card channel: the same code for the simulated and for a real
 * reader. PINs travel in byte arrays of our own, which are wiped; an exception never carries a command.
 */
final class PivCard implements CardSession {

    private static final int SW_OK = 0x9000;
    private static final int SW_NOT_FOUND = 0x6A82;
    private static final int RSA_BYTES = 256;
    private static final int PIN_LENGTH = 8;

    private static final int REF_PIN = 0x80;
    private static final int REF_PUK = 0x81;
    private static final int RSA_2048 = 0x07;
    private static final int SIGNATURE_KEY = 0x9C;
    private static final int MANAGEMENT_KEY = 0x9B;
    private static final int ADMINISTRATIVE = 0xFF;

    private static final byte[] CHUID = {0x5F, (byte) 0xC1, 0x02};
    private static final byte[] CAPABILITIES = {0x5F, (byte) 0xC1, 0x07};
    private static final byte[] SIGNATURE_CERTIFICATE = {0x5F, (byte) 0xC1, 0x0A};

    /** FASC-N of an issuer that is no federal agency: agency, system and credential number all nines. */
    private static final byte[] NON_FEDERAL =
            HexFormat.of().parseHex("d4e739da739ced39ce739d836858210842108421c84210c3eb");

    private static final byte[] SHA256_DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    private static final byte[] NOTHING = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Card card;
    private CommandChannel channel;
    private final byte[] managementKey;
    private final Runnable released;
    private boolean administrator;

    private PivCard(Card card, byte[] managementKey, Runnable released) {
        this.card = card;
        this.released = released;
        this.channel = new ReaderChannel(card.getBasicChannel());
        this.managementKey = managementKey;
    }

    /**
     * Connects and selects the PIV application.
     *
     * @param messaging what protects all further commands
     * @param released run when the session is closed; not when it could not be opened
     */
    static PivCard connect(CardTerminal terminal, SecureMessaging messaging, byte[] managementKey, Runnable released) {
        Card card;
        try {
            card = terminal.connect("*");
        } catch (CardNotPresentException absent) {
            throw new CardFault(CardFault.Kind.ABSENT, "connect");
        } catch (CardException failed) {
            throw new CardFault(absentOr(terminal), "connect");
        }
        PivCard piv = new PivCard(card, managementKey, released);
        try {
            piv.expect("select", 0xA4, 0x04, 0x00, PivApplet.AID);
            piv.channel = messaging.over(piv.channel);
        } catch (CardFault fault) {
            piv.disconnect();
            throw fault;
        }
        return piv;
    }

    private static CardFault.Kind absentOr(CardTerminal terminal) {
        try {
            return terminal.isCardPresent() ? CardFault.Kind.FAILED : CardFault.Kind.ABSENT;
        } catch (CardException unreadable) {
            return CardFault.Kind.FAILED;
        }
    }

    @Override
    public ChipSerial chip() {
        byte[] identifier = object(CAPABILITIES)
                .flatMap(container -> Tlv.find(container, 0xF0))
                .filter(found -> found.length >= 8)
                .orElseThrow(() -> new CardFault(CardFault.Kind.FAILED, "read chip serial"));
        return ChipSerial.of(Arrays.copyOfRange(identifier, identifier.length - 8, identifier.length));
    }

    @Override
    public boolean isBlank() {
        return object(SIGNATURE_CERTIFICATE).isEmpty() && object(CHUID).isEmpty();
    }

    @Override
    public RSAPublicKey generateKey(Tries tries) {
        authenticate();
        expect("set tries", 0xFA, tries.pin(), tries.unblocking(), NOTHING);
        byte[] answer = expect(
                "generate key", 0x47, 0x00, SIGNATURE_KEY, new byte[] {(byte) 0xAC, 0x03, (byte) 0x80, 0x01, 0x07});
        byte[] key = Tlv.find(answer, 0x7F49)
                .orElseThrow(() -> new CardFault(CardFault.Kind.FAILED, "generate key: no public key"));
        BigInteger modulus = number(key, 0x81);
        BigInteger exponent = number(key, 0x82);
        if (modulus.bitLength() != RSA_BYTES * 8) {
            throw new CardFault(CardFault.Kind.FAILED, "generate key: wrong size");
        }
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException refused) {
            throw new CardFault(CardFault.Kind.FAILED, "generate key: not a key");
        }
    }

    /** {@code FE} as YubiKeys have it: p, q, dp, dq and qinv under the tags 01 to 05. */
    @Override
    public void importKey(Tries tries, RSAPrivateCrtKey key) {
        authenticate();
        byte[] parts = Tlv.of(0x01, half(key.getPrimeP()));
        byte[][] all = {
            parts,
            Tlv.of(0x02, half(key.getPrimeQ())),
            Tlv.of(0x03, half(key.getPrimeExponentP())),
            Tlv.of(0x04, half(key.getPrimeExponentQ())),
            Tlv.of(0x05, half(key.getCrtCoefficient()))
        };
        byte[] data = new byte[all.length * parts.length];
        try {
            for (int i = 0; i < all.length; i++) {
                System.arraycopy(all[i], 0, data, i * parts.length, parts.length);
            }
            expect("import key", 0xFE, RSA_2048, SIGNATURE_KEY, data);
        } finally {
            Arrays.fill(data, (byte) 0);
            for (byte[] part : all) {
                Arrays.fill(part, (byte) 0);
            }
        }
        expect("set tries", 0xFA, tries.pin(), tries.unblocking(), NOTHING);
    }

    /** A number of half the modulus, in its full length. */
    private static byte[] half(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        byte[] full = new byte[RSA_BYTES / 2];
        int length = Math.min(magnitude.length, full.length);
        System.arraycopy(magnitude, magnitude.length - length, full, full.length - length, length);
        Arrays.fill(magnitude, (byte) 0);
        return full;
    }

    private static BigInteger number(byte[] key, int tag) {
        return new BigInteger(
                1,
                Tlv.find(key, tag).orElseThrow(() -> new CardFault(CardFault.Kind.FAILED, "generate key: incomplete")));
    }

    @Override
    public void write(CardNumber number, LocalDate expiry, byte[] certificate) {
        authenticate();
        byte[] container = Tlv.of(0x53, Tlv.of(0x70, certificate), Tlv.of(0x71, new byte[] {0}), Tlv.of(0xFE));
        put("write certificate", SIGNATURE_CERTIFICATE, container);
        byte[] holder = Tlv.of(
                0x53,
                Tlv.of(0x30, NON_FEDERAL),
                Tlv.of(0x34, number.value().getBytes(StandardCharsets.US_ASCII)),
                Tlv.of(0x35, expiry.format(DateTimeFormatter.BASIC_ISO_DATE).getBytes(StandardCharsets.US_ASCII)),
                Tlv.of(0x3E),
                Tlv.of(0xFE));
        put("write card number", CHUID, holder);
    }

    @Override
    public void setPin(byte[] pin, byte[] unblocking) {
        authenticate();
        withFilled(pin, value -> expect("set PIN", 0x24, ADMINISTRATIVE, REF_PIN, value));
        if (unblocking.length > 0) {
            withFilled(unblocking, value -> expect("set unblocking value", 0x24, ADMINISTRATIVE, REF_PUK, value));
        }
    }

    /** A PIN of less than eight digits is filled up with FF (SP 800-73-4 part 2, 2.4.3). */
    private static <T> T withFilled(byte[] pin, Function<byte[], T> use) {
        byte[] filled = Arrays.copyOf(pin, PIN_LENGTH);
        Arrays.fill(filled, Math.min(pin.length, PIN_LENGTH), PIN_LENGTH, (byte) 0xFF);
        try {
            return use.apply(filled);
        } finally {
            Arrays.fill(filled, (byte) 0);
        }
    }

    @Override
    public byte[] sign(byte[] pin, byte[] message) {
        withFilled(pin, value -> expect("verify PIN", 0x20, 0x00, REF_PIN, value));
        byte[] template = Tlv.of(0x7C, Tlv.of(0x82), Tlv.of(0x81, padded(message)));
        byte[] answer = expect("sign", 0x87, 0x07, SIGNATURE_KEY, template);
        return Tlv.find(answer, 0x7C)
                .flatMap(inner -> Tlv.find(inner, 0x82))
                .orElseThrow(() -> new CardFault(CardFault.Kind.FAILED, "sign: no signature"));
    }

    /** EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 9.2). */
    private static byte[] padded(byte[] message) {
        byte[] block = new byte[RSA_BYTES];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = 0x00;
        block[1] = 0x01;
        byte[] digest = sha256(message);
        int at = RSA_BYTES - digest.length - SHA256_DIGEST_INFO.length;
        block[at - 1] = 0x00;
        System.arraycopy(SHA256_DIGEST_INFO, 0, block, at, SHA256_DIGEST_INFO.length);
        System.arraycopy(digest, 0, block, at + SHA256_DIGEST_INFO.length, digest.length);
        return block;
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public Optional<byte[]> certificate() {
        return object(SIGNATURE_CERTIFICATE).flatMap(container -> Tlv.find(container, 0x70));
    }

    @Override
    public Optional<CardNumber> number() {
        return object(CHUID)
                .flatMap(container -> Tlv.find(container, 0x34))
                .map(identifier -> new String(identifier, StandardCharsets.US_ASCII))
                .flatMap(PivCard::cardNumber);
    }

    private static Optional<CardNumber> cardNumber(String text) {
        try {
            return Optional.of(CardNumber.of(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /** Checks the PIN. Returns the status word: 9000, 63CX, 6983. */
    int verifyPin(byte[] pin) {
        return withFilled(
                pin, value -> transmit("verify PIN", 0x20, 0x00, REF_PIN, value).status());
    }

    /** Replaces the PIN by the unblocking value. Returns the status word. */
    int unblock(byte[] unblocking, byte[] newPin) {
        return pair("unblock", 0x2C, unblocking, newPin);
    }

    /** Changes the PIN. Returns the status word. */
    int changePin(byte[] oldPin, byte[] newPin) {
        return pair("change PIN", 0x24, oldPin, newPin);
    }

    private int pair(String doing, int ins, byte[] known, byte[] next) {
        return withFilled(
                known,
                first -> withFilled(next, second -> {
                    byte[] both = Arrays.copyOf(first, 2 * PIN_LENGTH);
                    System.arraycopy(second, 0, both, PIN_LENGTH, PIN_LENGTH);
                    try {
                        return transmit(doing, ins, 0x00, REF_PIN, both).status();
                    } finally {
                        Arrays.fill(both, (byte) 0);
                    }
                }));
    }

    /** Mutual authentication with the management key (SP 800-73-4 part 2, A.1.1). */
    void authenticate() {
        if (administrator) {
            return;
        }
        int algorithm = switch (managementKey.length) {
            case 16 -> 0x08;
            case 24 -> 0x0A;
            default -> 0x0C;
        };
        byte[] first = expect("authenticate", 0x87, algorithm, MANAGEMENT_KEY, Tlv.of(0x7C, Tlv.of(0x80)));
        byte[] witness = part(first, 0x80);
        byte[] challenge = new byte[16];
        RANDOM.nextBytes(challenge);
        byte[] second = expect(
                "authenticate",
                0x87,
                algorithm,
                MANAGEMENT_KEY,
                Tlv.of(0x7C, Tlv.of(0x80, aes(Cipher.DECRYPT_MODE, witness)), Tlv.of(0x81, challenge), Tlv.of(0x82)));
        if (!MessageDigest.isEqual(part(second, 0x82), aes(Cipher.ENCRYPT_MODE, challenge))) {
            throw new CardFault(CardFault.Kind.WRONG_CARD, "authenticate: the card does not know the management key");
        }
        administrator = true;
    }

    private static byte[] part(byte[] answer, int tag) {
        return Tlv.find(answer, 0x7C)
                .flatMap(inner -> Tlv.find(inner, tag))
                .orElseThrow(() -> new CardFault(CardFault.Kind.FAILED, "authenticate: incomplete answer"));
    }

    /** One block under the management key; SP 800-73-4 prescribes the bare block cipher for the challenge. */
    @SuppressWarnings("InsecureCryptoUsage")
    private byte[] aes(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(managementKey, "AES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException refused) {
            throw new CardFault(CardFault.Kind.FAILED, "authenticate: challenge of the wrong length");
        }
    }

    private Optional<byte[]> object(byte[] tag) {
        Answer answer = transmit("read object", 0xCB, 0x3F, 0xFF, Tlv.of(0x5C, tag));
        if (answer.status() == SW_NOT_FOUND) {
            return Optional.empty();
        }
        return Tlv.find(answer.checked("read object"), 0x53);
    }

    private void put(String doing, byte[] tag, byte[] container) {
        byte[] name = Tlv.of(0x5C, tag);
        byte[] data = Arrays.copyOf(name, name.length + container.length);
        System.arraycopy(container, 0, data, name.length, container.length);
        expect(doing, 0xDB, 0x3F, 0xFF, data);
    }

    byte[] expect(String doing, int ins, int p1, int p2, byte[] data) {
        return transmit(doing, ins, p1, p2, data).checked(doing);
    }

    /** Sends a command, chained when it is long, and fetches the whole answer. */
    Answer transmit(String doing, int ins, int p1, int p2, byte[] data) {
        int sent = 0;
        while (data.length - sent > 255) {
            Answer answer = exchange(doing, apdu(0x10, ins, p1, p2, data, sent, 255, false));
            answer.checked(doing);
            sent += 255;
        }
        Answer answer = exchange(doing, apdu(0x00, ins, p1, p2, data, sent, data.length - sent, true));
        byte[] collected = answer.data();
        while (answer.status() >> 8 == 0x61) {
            answer = exchange(doing, new byte[] {0x00, (byte) 0xC0, 0x00, 0x00, (byte) answer.status()});
            byte[] more = answer.data();
            int before = collected.length;
            collected = Arrays.copyOf(collected, before + more.length);
            System.arraycopy(more, 0, collected, before, more.length);
        }
        return new Answer(collected, answer.status());
    }

    private static byte[] apdu(int cla, int ins, int p1, int p2, byte[] data, int from, int length, boolean last) {
        boolean answers = last && (ins == 0xA4 || ins == 0xCB || ins == 0x47 || ins == 0x87);
        byte[] apdu = new byte[4 + (length > 0 ? 1 + length : 0) + (answers ? 1 : 0)];
        apdu[0] = (byte) cla;
        apdu[1] = (byte) ins;
        apdu[2] = (byte) p1;
        apdu[3] = (byte) p2;
        if (length > 0) {
            apdu[4] = (byte) length;
            System.arraycopy(data, from, apdu, 5, length);
        }
        return apdu;
    }

    /** Sends one command and wipes it. */
    private Answer exchange(String doing, byte[] apdu) {
        byte[] answer;
        try {
            answer = channel.transmit(doing, apdu);
        } finally {
            Arrays.fill(apdu, (byte) 0);
        }
        if (answer.length < 2) {
            throw new CardFault(CardFault.Kind.FAILED, doing + ": no status word");
        }
        int data = answer.length - 2;
        return new Answer(Arrays.copyOf(answer, data), (answer[data] & 0xFF) << 8 | (answer[data + 1] & 0xFF));
    }

    @Override
    public void close() {
        try {
            disconnect();
        } finally {
            released.run();
        }
    }

    private void disconnect() {
        try {
            card.disconnect(true);
        } catch (CardException | IllegalStateException gone) {
            // A card that was taken out has nothing to disconnect.
            administrator = false;
        }
    }

    /** What a card answered. */
    static final class Answer {
        private final byte[] data;
        private final int status;

        private Answer(byte[] data, int status) {
            this.data = data;
            this.status = status;
        }

        byte[] data() {
            return data;
        }

        int status() {
            return status;
        }

        byte[] checked(String doing) {
            if (status != SW_OK) {
                throw new CardFault(CardFault.Kind.FAILED, doing, status);
            }
            return data;
        }
    }
}
