package io.hakko.card.integration;

import io.hakko.card.HolderCard;
import io.hakko.card.HolderRefusal;
import io.hakko.shared.CardNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.Session;
import org.xipki.pkcs11.wrapper.Token;

/** One card of ours as OpenSC shows a PIV card through PKCS#11: objects of slot 9C have the identifier 02. */
final class Pkcs11Card implements HolderCard {

    private static final byte[] SIGNATURE = {0x02};

    /** Object identifier 2.16.840.1.101.3.7.48.0: the card holder's unique identifier (SP 800-73-4 part 1, table 3). */
    private static final byte[] CHUID = HexFormat.of().parseHex("608648016503073000");

    /** The same in OpenSC: 2.16.840.1.101.3.7.2.48.0. */
    private static final byte[] CHUID_OF_OPENSC = HexFormat.of().parseHex("60864801650307023000");

    private static final int CONTAINER = 0x53;
    private static final int GUID = 0x34;

    private final PKCS11Module module;
    private final Token token;
    private final Der certificate;
    private final CardNumber number;

    private Pkcs11Card(PKCS11Module module, Token token, Der certificate, CardNumber number) {
        this.module = module;
        this.token = token;
        this.certificate = certificate;
        this.number = number;
    }

    /** @throws Refusal FOREIGN_CARD when it has no certificate for signatures, or no card number */
    static Pkcs11Card in(PKCS11Module module, Token token) throws PKCS11Exception {
        Session session = token.openSession(false);
        try {
            byte[] certificate = value(
                            session,
                            new AttributeVector()
                                    .class_(PKCS11Constants.CKO_CERTIFICATE)
                                    .id(SIGNATURE))
                    .orElseThrow(Pkcs11Card::foreign);
            byte[] holder = holder(session).orElseThrow(Pkcs11Card::foreign);
            return new Pkcs11Card(
                    module, token, Der.of(certificate), number(holder).orElseThrow(Pkcs11Card::foreign));
        } finally {
            session.closeSession();
        }
    }

    private static Refusal foreign() {
        return new Refusal(HolderRefusal.FOREIGN_CARD);
    }

    /** Libraries give the object identifier with its tag or without. */
    private static Optional<byte[]> holder(Session session) throws PKCS11Exception {
        for (long object : session.findAllObjectsSingle(new AttributeVector().class_(PKCS11Constants.CKO_DATA))) {
            AttributeVector attributes = session.getAttrValues(object, PKCS11Constants.CKA_OBJECT_ID);
            byte[] identifier = attributes.getByteArrayAttrValue(PKCS11Constants.CKA_OBJECT_ID);
            if (identifier != null && (names(identifier, CHUID) || names(identifier, CHUID_OF_OPENSC))) {
                return Optional.ofNullable(
                        session.getAttrValues(object, PKCS11Constants.CKA_VALUE).value());
            }
        }
        return Optional.empty();
    }

    private static boolean names(byte[] identifier, byte[] content) {
        return Arrays.equals(identifier, content) || Arrays.equals(identifier, Tlv.of(0x06, content));
    }

    private static Optional<byte[]> value(Session session, AttributeVector template) throws PKCS11Exception {
        long[] found = session.findObjectsSingle(template, 1);
        if (found.length == 0) {
            return Optional.empty();
        }
        byte[] value =
                session.getAttrValues(found[0], PKCS11Constants.CKA_VALUE).value();
        return value == null || value.length == 0 ? Optional.empty() : Optional.of(value);
    }

    private static Optional<CardNumber> number(byte[] holder) {
        byte[] inside = Tlv.find(holder, CONTAINER).orElse(holder);
        try {
            return Tlv.find(inside, GUID)
                    .map(identifier -> CardNumber.of(new String(identifier, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public Der certificate() {
        return certificate;
    }

    @Override
    public CardNumber number() {
        return number;
    }

    @Override
    public PinState pinState() {
        try {
            long flags = token.getTokenInfo().getFlags();
            if ((flags & PKCS11Constants.CKF_USER_PIN_LOCKED) != 0) {
                return PinState.LOCKED;
            }
            if ((flags & PKCS11Constants.CKF_USER_PIN_FINAL_TRY) != 0) {
                return PinState.LAST_TRY;
            }
            return (flags & PKCS11Constants.CKF_USER_PIN_COUNT_LOW) != 0 ? PinState.FEW_LEFT : PinState.FINE;
        } catch (PKCS11Exception failed) {
            throw failed(failed);
        }
    }

    @Override
    public byte[] sign(char[] pin, byte[] message) {
        return loggedIn(pin, false, session -> {
            long[] keys = session.findObjectsSingle(
                    new AttributeVector()
                            .class_(PKCS11Constants.CKO_PRIVATE_KEY)
                            .id(SIGNATURE),
                    1);
            if (keys.length == 0) {
                throw foreign();
            }
            boolean anew = Boolean.TRUE.equals(session.getAttrValues(keys[0], PKCS11Constants.CKA_ALWAYS_AUTHENTICATE)
                    .alwaysAuthenticate());
            session.signInit(new Mechanism(PKCS11Constants.CKM_SHA256_RSA_PKCS), keys[0]);
            if (anew) {
                session.login(PKCS11Constants.CKU_CONTEXT_SPECIFIC, pin);
            }
            return session.sign(message);
        });
    }

    @Override
    public void changePin(char[] pin, char[] newPin) {
        loggedIn(pin, true, session -> {
            session.setPIN(pin, newPin);
            return SIGNATURE;
        });
    }

    private interface Work {
        byte[] run(Session session) throws PKCS11Exception;
    }

    private byte[] loggedIn(char[] pin, boolean writing, Work work) {
        try {
            Session session = token.openSession(writing);
            try {
                session.login(PKCS11Constants.CKU_USER, pin);
                return work.run(session);
            } finally {
                session.closeSession();
            }
        } catch (PKCS11Exception failed) {
            throw isPinRefused(failed) ? pinRefused(failed) : failed(failed);
        }
    }

    private static boolean isPinRefused(PKCS11Exception failed) {
        return failed.getErrorCode() == PKCS11Constants.CKR_PIN_INCORRECT
                || failed.getErrorCode() == PKCS11Constants.CKR_PIN_LOCKED
                || failed.getErrorCode() == PKCS11Constants.CKR_PIN_INVALID
                || failed.getErrorCode() == PKCS11Constants.CKR_PIN_LEN_RANGE;
    }

    private Refusal pinRefused(PKCS11Exception refused) {
        if (refused.getErrorCode() == PKCS11Constants.CKR_PIN_LOCKED) {
            return new Refusal(HolderRefusal.LOCKED);
        }
        return new Refusal(
                switch (pinState()) {
                    case FINE -> HolderRefusal.PIN_WRONG;
                    case FEW_LEFT -> HolderRefusal.PIN_WRONG_FEW;
                    case LAST_TRY -> HolderRefusal.PIN_WRONG_LAST;
                    case LOCKED -> HolderRefusal.LOCKED;
                });
    }

    /** A card that was taken out, or one that fails. */
    static Refusal failed(PKCS11Exception failed) {
        long code = failed.getErrorCode();
        boolean gone = code == PKCS11Constants.CKR_DEVICE_REMOVED || code == PKCS11Constants.CKR_TOKEN_NOT_PRESENT;
        Refusal refusal = gone
                ? new Refusal(HolderRefusal.NO_CARD)
                : new Refusal(HolderRefusal.CARD_FAILED, failed.getErrorName());
        refusal.initCause(failed);
        return refusal;
    }

    @Override
    public void close() {
        Pkcs11Cards.finish(module);
    }
}
