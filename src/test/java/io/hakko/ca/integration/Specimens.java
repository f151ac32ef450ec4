package io.hakko.ca.integration;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.KeyGeneration;
import io.hakko.policy.Profiles;
import io.hakko.shared.Der;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Certificates under a throw-away signature, for the tests of lints. */
public final class Specimens {

    public static final Instant ISSUED = Instant.parse("2026-11-24T01:30:15Z");

    private static final CaKey CA = new DemoKeys(
                    new DemoCaProperties(Path.of(System.getProperty("test.ca", "target/test-ca")), "(DEMO)", 1),
                    Clock.fixed(ISSUED, ZoneOffset.UTC))
            .key(
                    new Profiles().all().get(0),
                    KeyGeneration.of(new Profiles().all().get(0).ref().id()));
    private static final ThrowAwayKey KEY = ThrowAwayKey.ofBits(4096);

    private Specimens() {}

    public static X509Certificate authority() {
        return CA.certificate();
    }

    public static Predicate<X509Certificate> throwAwayKey() {
        return KEY::hasSigned;
    }

    /** TBSCertificate of a draft, as it is signed in earnest. */
    public static ASN1Sequence toBeSigned(CertificateDraft draft) {
        return ASN1Sequence.getInstance(CertificateEncoder.encode(draft, CA).bytes());
    }

    /** The certificate around a TBSCertificate, good or spoiled, with the algorithm that stands outside. */
    public static Der signed(List<ASN1Encodable> fields, String outside) {
        try {
            AlgorithmIdentifier algorithm = BouncyCastle.algorithm(outside);
            Der toBeSigned = Der.of(new DERSequence(fields.toArray(ASN1Encodable[]::new)).getEncoded(ASN1Encoding.DER));
            return SignedSequence.assemble(toBeSigned, algorithm, KEY.sign(toBeSigned.bytes(), algorithm));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
