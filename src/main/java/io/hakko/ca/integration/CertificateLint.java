package io.hakko.ca.integration;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.LintRefusal;
import io.hakko.ca.integration.lint.CertificateLints;
import io.hakko.ca.integration.lint.Finding;
import io.hakko.ca.integration.lint.Severity;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes what will be signed with a throw-away signature and lints it, before the real key is used. A finding is a fault
 * of this program, of a profile or of the data that no validator knew, and nothing is signed.
 */
final class CertificateLint {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateLint.class);

    /** One throw-away key for each length, as long as the program runs. */
    private final Map<Integer, ThrowAwayKey> throwAway = new ConcurrentHashMap<>();

    /**
     * @throws Refusal with every finding
     */
    void check(Der toBeSigned, CertificateDraft draft, CaKey ca) {
        ThrowAwayKey key = throwAway.computeIfAbsent(ca.signatureLength() * Byte.SIZE, ThrowAwayKey::ofBits);
        AlgorithmIdentifier algorithm = BouncyCastle.algorithm(draft.signatureAlgorithm());
        Der certificate = SignedSequence.assemble(toBeSigned, algorithm, key.sign(toBeSigned.bytes(), algorithm));
        List<Finding> findings = CertificateLints.check(certificate, key::hasSigned, draft, ca.certificate());
        findings.stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .forEach(finding -> LOG.warn(
                        "Certificate {} is not as {} recommends: {}",
                        draft.serial(),
                        finding.source(),
                        finding.lint()));
        List<Violation> violations = findings.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> Violation.at("", new LintRefusal(finding.lint()), finding.source()))
                .toList();
        if (!violations.isEmpty()) {
            throw new Refusal(violations);
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
}
