package io.hakko.ca;

import io.hakko.shared.Der;
import java.time.Instant;

/**
 * CMS SignedData (RFC 5652) with its content inside and one signer: what a holder signs with the card. Made on the holder's
 * PC too, where no service runs: {@link java.util.ServiceLoader} finds it there.
 */
public interface SignedData {

    /** Whoever holds the private key: sha256WithRSAEncryption over these bytes. */
    @FunctionalInterface
    interface Signer {
        byte[] sign(byte[] toBeSigned);
    }

    /** Why a message is not what that holder has signed. */
    enum Fault {
        /** No SignedData with one signer, signed attributes and its content inside. */
        MALFORMED,
        /** The content is of another type than id-data. */
        CONTENT_TYPE,
        /** Another certificate signed it. */
        OTHER_SIGNER,
        /** Signed by an algorithm that is not accepted. */
        ALGORITHM,
        /** The signature is not one over this content. */
        SIGNATURE
    }

    /** The message proves nothing. */
    final class Unproven extends Exception {

        private static final long serialVersionUID = 1L;

        private final Fault fault;

        public Unproven(Fault fault) {
            super(fault.name());
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /**
     * Makes a message.
     *
     * @param certificate of the signer; goes into the message, and its hash under the signature (RFC 5035)
     * @param at goes under the signature as signing time
     */
    Der sign(byte[] content, Der certificate, Instant at, Signer signer);

    /**
     * The content of a message, when the holder of exactly this certificate has signed it.
     *
     * @param message anything at all
     */
    byte[] verified(byte[] message, Der certificate) throws Unproven;
}
