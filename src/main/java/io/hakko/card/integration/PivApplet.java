package io.hakko.card.integration;

import javacard.framework.APDU;
import javacard.framework.Applet;
import javacard.framework.ISO7816;
import javacard.framework.ISOException;
import javacard.framework.JCSystem;
import javacard.framework.OwnerPIN;
import javacard.framework.Util;
import javacard.security.AESKey;
import javacard.security.KeyBuilder;
import javacard.security.KeyPair;
import javacard.security.PrivateKey;
import javacard.security.RSAPrivateCrtKey;
import javacard.security.RSAPublicKey;
import javacard.security.RandomData;
import javacardx.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A small PIV card application (NIST SP 800-73-4) in the Java Card subset: one signature key (slot 9C, RSA 2048, made on
 * the card or imported, D-06), its certificate, PIN and unblocking value with the numbers of tries of the service profile (D-07).
 *
 * <p>Beyond SP 800-73-4, after administrative authentication only: {@code FA} sets the numbers of tries of a card without
 * PIN, {@code FE} imports a private key (tags 01 to 05: p, q, dp, dq, qinv) and makes PIN and unblocking value void, {@code 24} with P1 = FF sets PIN (P2 = 80) or unblocking value (P2 = 81).
 *
 * <p>Install parameters: tries of the PIN, tries of the unblocking value (0 = no unblocking), chip serial (8 bytes),
 * management key (16, 24 or 32 bytes, AES).
 */
@SuppressWarnings("StatementSwitchToExpressionSwitch") // the Java Card subset has no such switch
public final class PivApplet extends Applet {

    static final byte[] AID = {(byte) 0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00};

    private static final byte INS_VERIFY = 0x20;
    private static final byte INS_CHANGE_REFERENCE_DATA = 0x24;
    private static final byte INS_RESET_RETRY_COUNTER = 0x2C;
    private static final byte INS_GENERATE_ASYMMETRIC = 0x47;
    private static final byte INS_GENERAL_AUTHENTICATE = (byte) 0x87;
    private static final byte INS_GET_RESPONSE = (byte) 0xC0;
    private static final byte INS_GET_DATA = (byte) 0xCB;
    private static final byte INS_PUT_DATA = (byte) 0xDB;
    private static final byte INS_IMPORT_ASYMMETRIC = (byte) 0xFE;
    private static final byte INS_SET_TRIES = (byte) 0xFA;

    private static final byte CLA_CHAIN = 0x10;
    private static final byte P1_ADMINISTRATIVE = (byte) 0xFF;
    private static final byte REF_PIN = (byte) 0x80;
    private static final byte REF_PUK = (byte) 0x81;
    private static final byte KEY_SIGNATURE = (byte) 0x9C;
    private static final byte KEY_MANAGEMENT = (byte) 0x9B;
    private static final byte ALG_RSA_2048 = 0x07;
    private static final byte ALG_AES_128 = 0x08;
    private static final byte ALG_AES_192 = 0x0A;
    private static final byte ALG_AES_256 = 0x0C;

    private static final byte TAG_WITNESS = (byte) 0x80;
    private static final byte TAG_CHALLENGE = (byte) 0x81;
    private static final byte TAG_RESPONSE = (byte) 0x82;
    private static final byte TAG_TEMPLATE = 0x7C;

    private static final byte TAG_P = 0x01;
    private static final byte TAG_Q = 0x02;
    private static final byte TAG_DP = 0x03;
    private static final byte TAG_DQ = 0x04;
    private static final byte TAG_QINV = 0x05;

    private static final short SW_BYTES_REMAINING = 0x6100;
    private static final short SW_TRIES = 0x63C0;
    private static final short SW_BLOCKED = 0x6983;
    private static final short SW_REFERENCE_NOT_FOUND = 0x6A88;
    private static final short SW_LAST_COMMAND_EXPECTED = 0x6883;

    private static final short PIN_LENGTH = 8;
    private static final short PIN_MINIMUM = 6;
    private static final short RSA_BYTES = 256;
    private static final short BLOCK = 16;
    private static final short SERIAL_LENGTH = 8;
    private static final short BUFFER_LENGTH = 3072;
    private static final short CERTIFICATE_LENGTH = 2800;
    private static final short CHUID_LENGTH = 128;

    private static final byte[] APPLICATION_TEMPLATE = {
        0x61,
        0x11,
        0x4F,
        0x06,
        0x00,
        0x00,
        0x10,
        0x00,
        0x01,
        0x00,
        0x79,
        0x07,
        0x4F,
        0x05,
        (byte) 0xA0,
        0x00,
        0x00,
        0x03,
        0x08
    };
    private static final byte[] DISCOVERY = {
        0x7E,
        0x12,
        0x4F,
        0x0B,
        (byte) 0xA0,
        0x00,
        0x00,
        0x03,
        0x08,
        0x00,
        0x00,
        0x10,
        0x00,
        0x01,
        0x00,
        0x5F,
        0x2F,
        0x02,
        0x40,
        0x00
    };
    /** Card capability container with an empty place for the chip serial at the end of the card identifier. */
    private static final byte[] CAPABILITIES = {
        0x53,
        0x33,
        (byte) 0xF0,
        0x15,
        (byte) 0xA0,
        0x00,
        0x00,
        0x01,
        0x16,
        0x00,
        0x02,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        (byte) 0xF1,
        0x01,
        0x21,
        (byte) 0xF2,
        0x01,
        0x21,
        (byte) 0xF3,
        0x00,
        (byte) 0xF4,
        0x01,
        0x00,
        (byte) 0xF5,
        0x01,
        0x10,
        (byte) 0xF6,
        0x00,
        (byte) 0xF7,
        0x00,
        (byte) 0xFA,
        0x00,
        (byte) 0xFB,
        0x00,
        (byte) 0xFC,
        0x00,
        (byte) 0xFD,
        0x00,
        (byte) 0xFE,
        0x00
    };

    private static final short CAPABILITIES_SERIAL = 17;

    private static final byte OBJECT_CHUID = 0x02;
    private static final byte OBJECT_CAPABILITIES = 0x07;
    private static final byte OBJECT_SIGNATURE_CERTIFICATE = 0x0A;

    // Transient words
    private static final short CHAINED = 0;
    private static final short CHAIN_INS = 1;
    private static final short PENDING_OFFSET = 2;
    private static final short PENDING_LENGTH = 3;
    private static final short VALUE = 4;
    private static final short VALUE_LENGTH = 5;
    private static final short WORDS = 6;

    // Transient flags
    private static final short ADMINISTRATOR = 0;
    private static final short SIGNATURE_ALLOWED = 1;
    private static final short WITNESS_OPEN = 2;
    private static final short FLAGS = 3;

    private final byte[] in;
    private final byte[] out;
    private final byte[] witness;
    private final short[] word;
    private final boolean[] flag;

    private final AESKey managementKey;
    private final byte managementAlgorithm;
    private final Cipher aes;
    private final Cipher rsa;
    private final RandomData random;
    private @Nullable PrivateKey signatureKey;

    private OwnerPIN pin;
    private OwnerPIN puk;
    private byte pukTries;
    private boolean pinSet;
    private boolean pukSet;

    private final byte[] certificate = new byte[CERTIFICATE_LENGTH];
    private short certificateLength;
    private final byte[] chuid = new byte[CHUID_LENGTH];
    private short chuidLength;
    private final byte[] capabilities = new byte[(short) CAPABILITIES.length];

    private PivApplet(byte[] parameters, short offset, short length) {
        if (length < (short) (2 + SERIAL_LENGTH + BLOCK)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        in = JCSystem.makeTransientByteArray(BUFFER_LENGTH, JCSystem.CLEAR_ON_DESELECT);
        out = JCSystem.makeTransientByteArray(BUFFER_LENGTH, JCSystem.CLEAR_ON_DESELECT);
        witness = JCSystem.makeTransientByteArray(BLOCK, JCSystem.CLEAR_ON_DESELECT);
        word = JCSystem.makeTransientShortArray(WORDS, JCSystem.CLEAR_ON_DESELECT);
        flag = JCSystem.makeTransientBooleanArray(FLAGS, JCSystem.CLEAR_ON_DESELECT);
        pin = new OwnerPIN(parameters[offset], (byte) PIN_LENGTH);
        pukTries = parameters[(short) (offset + 1)];
        puk = new OwnerPIN(pukTries == 0 ? (byte) 1 : pukTries, (byte) PIN_LENGTH);
        Util.arrayCopyNonAtomic(CAPABILITIES, (short) 0, capabilities, (short) 0, (short) CAPABILITIES.length);
        Util.arrayCopyNonAtomic(parameters, (short) (offset + 2), capabilities, CAPABILITIES_SERIAL, SERIAL_LENGTH);
        short keyOffset = (short) (offset + 2 + SERIAL_LENGTH);
        short keyLength = (short) (length - 2 - SERIAL_LENGTH);
        managementAlgorithm = aesAlgorithm(keyLength);
        managementKey = (AESKey) KeyBuilder.buildKey(KeyBuilder.TYPE_AES, (short) (keyLength * 8), false);
        managementKey.setKey(parameters, keyOffset);
        aes = Cipher.getInstance(Cipher.ALG_AES_BLOCK_128_ECB_NOPAD, false);
        rsa = Cipher.getInstance(Cipher.ALG_RSA_NOPAD, false);
        random = RandomData.getInstance(RandomData.ALG_KEYGENERATION);
    }

    /** Called by the card's runtime; the parameters are instance AID, control information, application data (LV each). */
    public static void install(byte[] array, short offset, byte length) {
        short at = offset;
        at += (short) (array[at] + 1);
        at += (short) (array[at] + 1);
        short dataLength = (short) (array[at] & 0xFF);
        new PivApplet(array, (short) (at + 1), dataLength).register();
    }

    @Override
    public void process(APDU apdu) {
        byte[] buffer = apdu.getBuffer();
        if (selectingApplet()) {
            forget();
            sendBytes(apdu, APPLICATION_TEMPLATE, (short) APPLICATION_TEMPLATE.length);
            return;
        }
        byte cla = buffer[ISO7816.OFFSET_CLA];
        byte ins = buffer[ISO7816.OFFSET_INS];
        byte p1 = buffer[ISO7816.OFFSET_P1];
        byte p2 = buffer[ISO7816.OFFSET_P2];
        if ((short) (cla & 0xEF) != 0) {
            ISOException.throwIt(ISO7816.SW_CLA_NOT_SUPPORTED);
        }
        if (ins == INS_GET_RESPONSE) {
            sendPending(apdu);
            return;
        }
        word[PENDING_LENGTH] = 0;
        short length = receive(apdu, cla, ins);
        if (length < 0) {
            return;
        }
        try {
            dispatch(apdu, ins, p1, p2, length);
        } finally {
            Util.arrayFillNonAtomic(in, (short) 0, length, (byte) 0);
        }
    }

    private void dispatch(APDU apdu, byte ins, byte p1, byte p2, short length) {
        switch (ins) {
            case INS_VERIFY:
                verify(p1, p2, length);
                break;
            case INS_CHANGE_REFERENCE_DATA:
                changeReferenceData(p1, p2, length);
                break;
            case INS_RESET_RETRY_COUNTER:
                resetRetryCounter(p1, p2, length);
                break;
            case INS_GENERATE_ASYMMETRIC:
                generate(apdu, p1, p2, length);
                break;
            case INS_IMPORT_ASYMMETRIC:
                importKey(p1, p2, length);
                break;
            case INS_GENERAL_AUTHENTICATE:
                generalAuthenticate(apdu, p1, p2, length);
                break;
            case INS_GET_DATA:
                getData(apdu, length);
                break;
            case INS_PUT_DATA:
                putData(length);
                break;
            case INS_SET_TRIES:
                setTries(p1, p2);
                break;
            default:
                ISOException.throwIt(ISO7816.SW_INS_NOT_SUPPORTED);
        }
    }

    private void forget() {
        pin.reset();
        puk.reset();
        word[CHAINED] = 0;
        word[PENDING_LENGTH] = 0;
        flag[ADMINISTRATOR] = false;
        flag[SIGNATURE_ALLOWED] = false;
        flag[WITNESS_OPEN] = false;
    }

    /** Collects command chaining (ISO 7816-4 5.3.3). Returns the length of the whole data, -1 while more is to come. */
    private short receive(APDU apdu, byte cla, byte ins) {
        byte[] buffer = apdu.getBuffer();
        short received = apdu.setIncomingAndReceive();
        short before = word[CHAINED];
        if (before > 0 && word[CHAIN_INS] != ins) {
            word[CHAINED] = 0;
            ISOException.throwIt(SW_LAST_COMMAND_EXPECTED);
        }
        if ((short) (before + received) > BUFFER_LENGTH) {
            word[CHAINED] = 0;
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        Util.arrayCopyNonAtomic(buffer, apdu.getOffsetCdata(), in, before, received);
        Util.arrayFillNonAtomic(buffer, apdu.getOffsetCdata(), received, (byte) 0);
        short total = (short) (before + received);
        if ((byte) (cla & CLA_CHAIN) != 0) {
            word[CHAINED] = total;
            word[CHAIN_INS] = ins;
            return -1;
        }
        word[CHAINED] = 0;
        return total;
    }

    private void verify(byte p1, byte p2, short length) {
        if (p2 != REF_PIN || (p1 != 0 && p1 != P1_ADMINISTRATIVE)) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        flag[SIGNATURE_ALLOWED] = false;
        if (p1 == P1_ADMINISTRATIVE) {
            pin.reset();
            return;
        }
        if (length == 0) {
            if (!pin.isValidated()) {
                refuseTries(pin);
            }
            return;
        }
        check(pin, pinSet, (short) 0, length == PIN_LENGTH);
        flag[SIGNATURE_ALLOWED] = true;
    }

    private void changeReferenceData(byte p1, byte p2, short length) {
        if (p2 != REF_PIN && p2 != REF_PUK) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (p1 == P1_ADMINISTRATIVE) {
            requireAdministrator();
            if (length != PIN_LENGTH) {
                ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
            }
            requireForm((short) 0);
            set(p2, (short) 0);
            return;
        }
        if (p1 != 0) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        if (length != (short) (2 * PIN_LENGTH)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        requireForm(PIN_LENGTH);
        if (p2 == REF_PIN) {
            check(pin, pinSet, (short) 0, true);
        } else {
            check(puk, pukSet, (short) 0, true);
        }
        set(p2, PIN_LENGTH);
    }

    private void resetRetryCounter(byte p1, byte p2, short length) {
        if (p1 != 0 || p2 != REF_PIN) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (pukTries == 0) {
            ISOException.throwIt(SW_BLOCKED);
        }
        if (length != (short) (2 * PIN_LENGTH)) {
            ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
        }
        requireForm(PIN_LENGTH);
        check(puk, pukSet, (short) 0, true);
        puk.reset();
        set(REF_PIN, PIN_LENGTH);
    }

    private void set(byte reference, short offset) {
        if (reference == REF_PIN) {
            pin.update(in, offset, (byte) PIN_LENGTH);
            pinSet = true;
            flag[SIGNATURE_ALLOWED] = false;
        } else {
            if (pukTries == 0) {
                ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
            }
            puk.update(in, offset, (byte) PIN_LENGTH);
            pukSet = true;
        }
    }

    private void check(OwnerPIN reference, boolean isSet, short offset, boolean wellFormed) {
        if (!isSet) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
        }
        if (reference.getTriesRemaining() == 0) {
            ISOException.throwIt(SW_BLOCKED);
        }
        if (!wellFormed) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        if (!reference.check(in, offset, (byte) PIN_LENGTH)) {
            refuseTries(reference);
        }
    }

    private void refuseTries(OwnerPIN reference) {
        byte left = reference.getTriesRemaining();
        ISOException.throwIt(left == 0 ? SW_BLOCKED : (short) (SW_TRIES | left));
    }

    /** A new value is six to eight decimal digits, padded with FF (SP 800-73-4 part 2, 2.4.3). */
    private void requireForm(short offset) {
        short digits = 0;
        while (digits < PIN_LENGTH && in[(short) (offset + digits)] >= '0' && in[(short) (offset + digits)] <= '9') {
            digits++;
        }
        if (digits < PIN_MINIMUM) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        for (short i = digits; i < PIN_LENGTH; i++) {
            if (in[(short) (offset + i)] != (byte) 0xFF) {
                ISOException.throwIt(ISO7816.SW_WRONG_DATA);
            }
        }
    }

    private void setTries(byte pinTries, byte unblockingTries) {
        requireAdministrator();
        if (pinSet || pukSet) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        if (pinTries < 1 || pinTries > 15 || unblockingTries < 0 || unblockingTries > 15) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        pin = new OwnerPIN(pinTries, (byte) PIN_LENGTH);
        pukTries = unblockingTries;
        puk = new OwnerPIN(unblockingTries == 0 ? (byte) 1 : unblockingTries, (byte) PIN_LENGTH);
    }

    private void generate(APDU apdu, byte p1, byte p2, short length) {
        requireAdministrator();
        if (p1 != 0 || p2 != KEY_SIGNATURE) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        if (length < 5 || in[0] != (byte) 0xAC || in[2] != (byte) 0x80 || in[4] != ALG_RSA_2048) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        KeyPair pair = new KeyPair(KeyPair.ALG_RSA_CRT, KeyBuilder.LENGTH_RSA_2048);
        pair.genKeyPair();
        signatureKey = pair.getPrivate();
        RSAPublicKey open = (RSAPublicKey) pair.getPublic();
        short at = 0;
        out[at++] = 0x7F;
        out[at++] = 0x49;
        out[at++] = (byte) 0x82;
        short lengthAt = at;
        at = (short) (at + 2);
        out[at++] = (byte) 0x81;
        out[at++] = (byte) 0x82;
        Util.setShort(out, at, RSA_BYTES);
        at = (short) (at + 2);
        at = (short) (at + leftPad(out, at, open.getModulus(out, at), RSA_BYTES));
        out[at++] = (byte) 0x82;
        short exponentLength = open.getExponent(out, (short) (at + 1));
        out[at++] = (byte) exponentLength;
        at = (short) (at + exponentLength);
        Util.setShort(out, lengthAt, (short) (at - lengthAt - 2));
        reply(apdu, at);
    }

    private void importKey(byte algorithm, byte key, short length) {
        requireAdministrator();
        if (algorithm != ALG_RSA_2048 || key != KEY_SIGNATURE) {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
        RSAPrivateCrtKey made = (RSAPrivateCrtKey)
                KeyBuilder.buildKey(KeyBuilder.TYPE_RSA_CRT_PRIVATE, KeyBuilder.LENGTH_RSA_2048, false);
        part(TAG_P, length);
        made.setP(in, word[VALUE], word[VALUE_LENGTH]);
        part(TAG_Q, length);
        made.setQ(in, word[VALUE], word[VALUE_LENGTH]);
        part(TAG_DP, length);
        made.setDP1(in, word[VALUE], word[VALUE_LENGTH]);
        part(TAG_DQ, length);
        made.setDQ1(in, word[VALUE], word[VALUE_LENGTH]);
        part(TAG_QINV, length);
        made.setPQ(in, word[VALUE], word[VALUE_LENGTH]);
        signatureKey = made;
        pinSet = false;
        pukSet = false;
        pin.reset();
        flag[SIGNATURE_ALLOWED] = false;
    }

    private void part(byte tag, short length) {
        if (length < 2 || !find(tag, (short) 0, length) || word[VALUE_LENGTH] != (short) (RSA_BYTES / 2)) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    private void generalAuthenticate(APDU apdu, byte algorithm, byte key, short length) {
        if (length < 4 || in[0] != TAG_TEMPLATE) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        enter((short) 0, length);
        short from = word[VALUE];
        short to = (short) (from + word[VALUE_LENGTH]);
        if (key == KEY_MANAGEMENT) {
            if (algorithm != managementAlgorithm) {
                ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
            }
            authenticateAdministrator(apdu, from, to);
        } else if (key == KEY_SIGNATURE) {
            if (algorithm != ALG_RSA_2048) {
                ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
            }
            sign(apdu, from, to);
        } else {
            ISOException.throwIt(ISO7816.SW_INCORRECT_P1P2);
        }
    }

    /** Mutual authentication (SP 800-73-4 part 2, A.1.1): the card's witness, then the host's challenge. */
    private void authenticateAdministrator(APDU apdu, short from, short to) {
        if (find(TAG_WITNESS, from, to) && word[VALUE_LENGTH] == 0) {
            flag[ADMINISTRATOR] = false;
            random.nextBytes(witness, (short) 0, BLOCK);
            flag[WITNESS_OPEN] = true;
            aes.init(managementKey, Cipher.MODE_ENCRYPT);
            aes.doFinal(witness, (short) 0, BLOCK, out, (short) 4);
            replyTemplate(apdu, TAG_WITNESS, BLOCK);
            return;
        }
        if (!flag[WITNESS_OPEN]) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        flag[WITNESS_OPEN] = false;
        if (!find(TAG_WITNESS, from, to) || word[VALUE_LENGTH] != BLOCK) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        if (Util.arrayCompare(in, word[VALUE], witness, (short) 0, BLOCK) != 0) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        if (!find(TAG_CHALLENGE, from, to) || word[VALUE_LENGTH] != BLOCK) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        aes.init(managementKey, Cipher.MODE_ENCRYPT);
        aes.doFinal(in, word[VALUE], BLOCK, out, (short) 4);
        flag[ADMINISTRATOR] = true;
        replyTemplate(apdu, TAG_RESPONSE, BLOCK);
    }

    private void replyTemplate(APDU apdu, byte tag, short length) {
        out[0] = TAG_TEMPLATE;
        out[1] = (byte) (length + 2);
        out[2] = tag;
        out[3] = (byte) length;
        reply(apdu, (short) (length + 4));
    }

    /** Signs a block that the host has padded; the PIN is asked anew for every signature (PIN Always). */
    private void sign(APDU apdu, short from, short to) {
        PrivateKey key = signatureKey;
        if (key == null) {
            ISOException.throwIt(SW_REFERENCE_NOT_FOUND);
            return;
        }
        if (!pin.isValidated() || !flag[SIGNATURE_ALLOWED]) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
        flag[SIGNATURE_ALLOWED] = false;
        if (!find(TAG_CHALLENGE, from, to) || word[VALUE_LENGTH] != RSA_BYTES) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        rsa.init(key, Cipher.MODE_DECRYPT);
        short signed = rsa.doFinal(in, word[VALUE], RSA_BYTES, out, (short) 8);
        leftPad(out, (short) 8, signed, RSA_BYTES);
        out[0] = TAG_TEMPLATE;
        out[1] = (byte) 0x82;
        Util.setShort(out, (short) 2, (short) (RSA_BYTES + 4));
        out[4] = TAG_RESPONSE;
        out[5] = (byte) 0x82;
        Util.setShort(out, (short) 6, RSA_BYTES);
        reply(apdu, (short) (RSA_BYTES + 8));
    }

    private void getData(APDU apdu, short length) {
        if (length == 3 && in[0] == 0x5C && in[1] == 0x01 && in[2] == 0x7E) {
            Util.arrayCopyNonAtomic(DISCOVERY, (short) 0, out, (short) 0, (short) DISCOVERY.length);
            reply(apdu, (short) DISCOVERY.length);
            return;
        }
        requireObjectTag();
        byte[] object = certificate;
        short objectLength = 0;
        switch (in[4]) {
            case OBJECT_SIGNATURE_CERTIFICATE:
                objectLength = certificateLength;
                break;
            case OBJECT_CHUID:
                object = chuid;
                objectLength = chuidLength;
                break;
            case OBJECT_CAPABILITIES:
                object = capabilities;
                objectLength = (short) capabilities.length;
                break;
            default:
                break;
        }
        if (objectLength == 0) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
        Util.arrayCopyNonAtomic(object, (short) 0, out, (short) 0, objectLength);
        reply(apdu, objectLength);
    }

    private void putData(short length) {
        requireAdministrator();
        requireObjectTag();
        short objectLength = (short) (length - 5);
        if (objectLength < 2 || in[5] != 0x53) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
        switch (in[4]) {
            case OBJECT_SIGNATURE_CERTIFICATE:
                requireRoom(objectLength, CERTIFICATE_LENGTH);
                Util.arrayCopyNonAtomic(in, (short) 5, certificate, (short) 0, objectLength);
                certificateLength = objectLength;
                break;
            case OBJECT_CHUID:
                requireRoom(objectLength, CHUID_LENGTH);
                Util.arrayCopyNonAtomic(in, (short) 5, chuid, (short) 0, objectLength);
                chuidLength = objectLength;
                break;
            default:
                ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
    }

    private void requireRoom(short length, short room) {
        if (length > room) {
            ISOException.throwIt(ISO7816.SW_FILE_FULL);
        }
    }

    private void requireObjectTag() {
        if (in[0] != 0x5C || in[1] != 0x03 || in[2] != 0x5F || in[3] != (byte) 0xC1) {
            ISOException.throwIt(ISO7816.SW_FILE_NOT_FOUND);
        }
    }

    private void requireAdministrator() {
        if (!flag[ADMINISTRATOR]) {
            ISOException.throwIt(ISO7816.SW_SECURITY_STATUS_NOT_SATISFIED);
        }
    }

    /** Looks for a data object among siblings; leaves place and length of its value in the transient words. */
    private boolean find(byte tag, short from, short to) {
        short at = from;
        while (at < to) {
            byte found = in[at];
            enter(at, to);
            if (found == tag) {
                return true;
            }
            at = (short) (word[VALUE] + word[VALUE_LENGTH]);
        }
        return false;
    }

    private void enter(short at, short to) {
        short lengthAt = (short) (at + 1);
        short first = (short) (in[lengthAt] & 0xFF);
        if (first < 0x80) {
            word[VALUE_LENGTH] = first;
            word[VALUE] = (short) (lengthAt + 1);
        } else if (first == 0x81) {
            word[VALUE_LENGTH] = (short) (in[(short) (lengthAt + 1)] & 0xFF);
            word[VALUE] = (short) (lengthAt + 2);
        } else {
            word[VALUE_LENGTH] = Util.getShort(in, (short) (lengthAt + 1));
            word[VALUE] = (short) (lengthAt + 3);
        }
        if (word[VALUE_LENGTH] < 0 || (short) (word[VALUE] + word[VALUE_LENGTH]) > to) {
            ISOException.throwIt(ISO7816.SW_WRONG_DATA);
        }
    }

    /** Raw RSA of some runtimes drops leading zeros; a block always has its full length. */
    private static short leftPad(byte[] array, short offset, short length, short full) {
        short missing = (short) (full - length);
        if (missing > 0) {
            Util.arrayCopyNonAtomic(array, offset, array, (short) (offset + missing), length);
            Util.arrayFillNonAtomic(array, offset, missing, (byte) 0);
        }
        return full;
    }

    private static byte aesAlgorithm(short keyLength) {
        switch (keyLength) {
            case 16:
                return ALG_AES_128;
            case 24:
                return ALG_AES_192;
            case 32:
                return ALG_AES_256;
            default:
                ISOException.throwIt(ISO7816.SW_WRONG_LENGTH);
                return 0;
        }
    }

    private void reply(APDU apdu, short length) {
        word[PENDING_OFFSET] = 0;
        word[PENDING_LENGTH] = length;
        sendPending(apdu);
    }

    private void sendPending(APDU apdu) {
        short pending = word[PENDING_LENGTH];
        if (pending == 0) {
            ISOException.throwIt(ISO7816.SW_CONDITIONS_NOT_SATISFIED);
        }
        short offset = word[PENDING_OFFSET];
        short portion = pending > 256 ? 256 : pending;
        word[PENDING_OFFSET] = (short) (offset + portion);
        word[PENDING_LENGTH] = (short) (pending - portion);
        apdu.setOutgoing();
        apdu.setOutgoingLength(portion);
        apdu.sendBytesLong(out, offset, portion);
        short left = word[PENDING_LENGTH];
        if (left > 0) {
            ISOException.throwIt((short) (SW_BYTES_REMAINING | (left > 255 ? 0 : left)));
        }
    }

    private static void sendBytes(APDU apdu, byte[] data, short length) {
        apdu.setOutgoing();
        apdu.setOutgoingLength(length);
        apdu.sendBytesLong(data, (short) 0, length);
    }
}
