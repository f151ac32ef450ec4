package io.hakko.ca.integration;

import io.hakko.ca.domain.CaRefusal;
import io.hakko.ca.integration.HsmUnusable.Cause;
import io.hakko.shared.Outage;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Map;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.xipki.pkcs11.wrapper.AttributeVector;
import org.xipki.pkcs11.wrapper.KeyPairTemplate;
import org.xipki.pkcs11.wrapper.Mechanism;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Exception;
import org.xipki.pkcs11.wrapper.Session;

/**
 * An RSA key in an HSM, by token and label. What is signed is hashed here, as it comes; only the digest goes to the HSM
 * ({@code CKM_RSA_PKCS}), so a long CRL neither passes through it nor holds a session.
 */
final class HsmKey implements SigningKey {

    private static final int MOST_FOUND = 2;
    private static final int ID_BYTES = 16;
    private static final Duration PATIENCE_OF_GENERATION = Duration.ofMinutes(10);

    private final HsmToken token;
    private final String label;
    private final RSAPublicKey publicKey;

    /** @param publicKey what the certificate says; a key with another modulus is not used */
    HsmKey(HsmToken token, String label, RSAPublicKey publicKey) {
        this.token = token;
        this.label = label;
        this.publicKey = publicKey;
    }

    /** Makes a key pair that never leaves the token. A label that is taken is refused. */
    static HsmKey generate(HsmToken token, String label, int bits) throws HsmUnusable {
        RSAPublicKey publicKey = token.change(
                (session, handles) -> {
                    if (privateKeys(session, label).length > 0) {
                        throw new HsmUnusable(
                                Cause.MISFIT, "%s has a private key with the label %s already".formatted(token, label));
                    }
                    long made = session.generateKeyPair(
                                    new Mechanism(PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN), template(label, bits))
                            .getPublicKey();
                    AttributeVector half = session.getAttrValues(
                            made, PKCS11Constants.CKA_MODULUS, PKCS11Constants.CKA_PUBLIC_EXPONENT);
                    return publicKey(half.modulus(), half.publicExponent());
                },
                PATIENCE_OF_GENERATION);
        return new HsmKey(token, label, publicKey);
    }

    private static KeyPairTemplate template(String label, int bits) {
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        return new KeyPairTemplate(
                AttributeVector.newRSAPrivateKey()
                        .token(true)
                        .private_(true)
                        .sensitive(true)
                        .extractable(false)
                        .sign(true)
                        .label(label)
                        .id(id),
                AttributeVector.newRSAPublicKey()
                        .token(true)
                        .verify(true)
                        .modulusBits(bits)
                        .publicExponent(RSAKeyGenParameterSpec.F4)
                        .label(label)
                        .id(id));
    }

    private static RSAPublicKey publicKey(BigInteger modulus, BigInteger exponent) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an HSM made a key that is none", e);
        }
    }

    private static long[] privateKeys(Session session, String label) throws PKCS11Exception {
        return session.findObjectsSingle(
                new AttributeVector().class_(PKCS11Constants.CKO_PRIVATE_KEY).label(label), MOST_FOUND);
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public DigestSigner signer(AlgorithmIdentifier algorithm) {
        return new DigestSigner(algorithm, this::sign);
    }

    /** Looks whether the key could be used now. */
    void check() throws HsmUnusable {
        token.work((session, handles) -> {
            session.getSessionInfo();
            return handle(session, handles);
        });
    }

    private byte[] sign(byte[] digestInfo) {
        try {
            return token.work((session, handles) -> session.signSingle(
                    new Mechanism(PKCS11Constants.CKM_RSA_PKCS), handle(session, handles), digestInfo));
        } catch (HsmUnusable unusable) {
            throw new Outage(CaRefusal.HSM_DOWN, unusable.reason());
        }
    }

    private long handle(Session session, Map<String, Long> handles) throws PKCS11Exception, HsmUnusable {
        Long known = handles.get(label);
        if (known == null) {
            known = find(session);
            handles.put(label, known);
        }
        return known;
    }

    private long find(Session session) throws PKCS11Exception, HsmUnusable {
        long[] found = privateKeys(session, label);
        if (found.length == 0) {
            throw misfit("%s has no private key with the label %s");
        }
        if (found.length > 1) {
            throw misfit("%s has more than one private key with the label %s");
        }
        AttributeVector attributes = session.getAttrValues(
                found[0], PKCS11Constants.CKA_KEY_TYPE, PKCS11Constants.CKA_SIGN, PKCS11Constants.CKA_MODULUS);
        if (!publicKey.getModulus().equals(attributes.modulus())) {
            throw misfit("%s has under the label %s another key than the one of the certificate");
        }
        if (!Boolean.TRUE.equals(attributes.sign())) {
            throw misfit("%s does not let the key with the label %s sign");
        }
        return found[0];
    }

    private HsmUnusable misfit(String message) {
        return new HsmUnusable(Cause.MISFIT, message.formatted(token, label));
    }
}
