package io.hakko.ca.integration;

import java.security.PublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A private key by what can be done with it: bytes are signed as they come. The key itself is never handed out. */
interface SigningKey {

    /** The other half of the pair. */
    PublicKey publicKey();

    /**
     * Begins a signature: write what is signed to its stream, in constant memory however long that is, then take the signature.
     * One signature each; several may be made at once.
     *
     * @throws io.hakko.shared.Outage here or with the signature, when the key cannot be used now
     */
    DigestSigner signer(AlgorithmIdentifier algorithm);
}
