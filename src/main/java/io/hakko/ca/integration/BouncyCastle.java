package io.hakko.ca.integration;

import java.security.Provider;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** The one provider instance; it is named wherever it is used and never registered. */
final class BouncyCastle {

    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}

    static AlgorithmIdentifier algorithm(String jcaName) {
        return new DefaultSignatureAlgorithmIdentifierFinder().find(jcaName);
    }

    static String algorithmName(AlgorithmIdentifier algorithm) {
        return new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm);
    }
}
