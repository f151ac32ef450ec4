package io.hakko.ca.integration;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.KeyUse;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads what will be signed with another parser (the one of the Java platform) and compares it with what was meant,
 * before the real key is used. A finding is a fault of this program, not of the request.
 */
final class CertificateLint {

    private static final Set<String> CRITICAL = Set.of("2.5.29.15");
    private static final Set<String> NOT_CRITICAL =
            Set.of("2.5.29.35", "2.5.29.14", "2.5.29.32", "2.5.29.17", "2.5.29.31");
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_USAGES = 9;

    private CertificateLint() {}

    static void check(Der toBeSigned, CertificateDraft draft, CaKey ca) {
        X509Certificate read = parse(SignedSequence.assemble(
                toBeSigned, BouncyCastle.algorithm(draft.signatureAlgorithm()), new byte[ca.signatureLength()]));
        List<String> findings = new ArrayList<>();
        demand(findings, read.getVersion() == 3, "version");
        demand(findings, read.getSerialNumber().equals(draft.serial().value()), "serial number");
        demand(
                findings,
                Arrays.equals(
                        read.getIssuerX500Principal().getEncoded(),
                        ca.certificate().getSubjectX500Principal().getEncoded()),
                "issuer");
        demand(findings, read.getNotBefore().toInstant().equals(draft.notBefore()), "notBefore");
        demand(findings, read.getNotAfter().toInstant().equals(draft.notAfter()), "notAfter");
        demand(
                findings,
                Arrays.equals(
                        read.getPublicKey().getEncoded(), draft.publicKey().bytes()),
                "public key");
        demand(findings, read.getBasicConstraints() < 0, "basicConstraints");
        demand(findings, Arrays.equals(read.getKeyUsage(), bits(draft.keyUsage())), "keyUsage");
        demand(findings, CRITICAL.equals(read.getCriticalExtensionOIDs()), "critical extensions");
        demand(findings, NOT_CRITICAL.equals(read.getNonCriticalExtensionOIDs()), "other extensions");
        demand(findings, !read.getSubjectX500Principal().getName().isEmpty(), "subject");
        if (!findings.isEmpty()) {
            throw new IllegalStateException("certificate " + draft.serial() + " is not what was meant: " + findings);
        }
    }

    static X509Certificate parse(Der certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.bytes()));
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate of ours cannot be read", e);
        }
    }

    private static boolean[] bits(Set<KeyUse> uses) {
        boolean[] bits = new boolean[KEY_USAGES];
        bits[DIGITAL_SIGNATURE] = uses.contains(KeyUse.DIGITAL_SIGNATURE);
        bits[NON_REPUDIATION] = uses.contains(KeyUse.NON_REPUDIATION);
        return bits;
    }

    private static void demand(List<String> findings, boolean met, String what) {
        if (!met) {
            findings.add(what);
        }
    }
}
