package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.CertificateDraft;
import io.hakko.shared.Der;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * All lints, in four stages: the form, a second parser, RFC 5280, then profile and repertoire. What stands on a broken stage
 * is not asked: a certificate that cannot be read would break every rule, which tells nobody which one.
 */
public final class CertificateLints {

    private static final List<Lint> FORM = List.of(
            new DerEncodingLint(),
            new VersionLint(),
            new SerialNumberLint(),
            new SignatureAlgorithmLint(),
            new ValidityEncodingLint(),
            new SubjectNotEmptyLint(),
            new UniqueIdentifiersLint(),
            new ExtensionsUniqueLint(),
            new CriticalityEncodingLint(),
            new AlternativeNameLint());
    private static final List<Lint> SECOND_PARSER = List.of(new SecondParserLint());
    private static final List<Lint> RFC_5280 = List.of(
            new SignatureLint(),
            new IssuerNameLint(),
            new ValidityOrderLint(),
            new NameStringTypesLint(),
            new NameLengthsLint(),
            new SubjectPublicKeyLint(),
            new AuthorityKeyIdentifierLint(),
            new SubjectKeyIdentifierLint(),
            new KeyUsageLint(),
            new CriticalityLint(),
            new NotAnAuthorityLint(),
            new PolicyQualifierLint(),
            new DistributionPointsLint(),
            new AuthorityInformationLint());
    private static final List<Lint> PROFILE_AND_REPERTOIRE = List.of(
            new ProfileExtensionsLint(),
            new ProfileSerialNumberLint(),
            new ProfileSignatureAlgorithmLint(),
            new ProfileSubjectLint(),
            new ProfileAlternativeNameLint(),
            new ProfileValidityLint(),
            new LegalValidityLint(),
            new AuthorityValidityLint(),
            new ProfilePublicKeyLint(),
            new OwnKeyLint(),
            new ProfileKeyUsageLint(),
            new ProfilePolicyLint(),
            new ProfileDistributionPointsLint(),
            new ProfileAuthorityInformationLint(),
            new JapaneseRepertoireLint(),
            new RomajiRepertoireLint());
    private static final List<List<Lint>> STAGES = List.of(FORM, SECOND_PARSER, RFC_5280, PROFILE_AND_REPERTOIRE);

    private CertificateLints() {}

    /** Every lint there is, in the order in which they are asked. */
    static List<Lint> all() {
        return STAGES.stream().flatMap(List::stream).toList();
    }

    /**
     * What is wrong with a certificate; empty when nothing is.
     *
     * @param certificate complete, under a throw-away signature
     * @param throwAway whether a certificate that was read has the throw-away key's signature
     * @param meant what it was made from
     * @param authority certificate of the authority that is about to sign
     */
    public static List<Finding> check(
            Der certificate, Predicate<X509Certificate> throwAway, CertificateDraft meant, X509Certificate authority) {
        Specimen specimen;
        try {
            specimen = new Specimen(certificate, throwAway, meant, authority);
        } catch (RuntimeException unreadable) {
            return List.of(finding(FORM.get(0)));
        }
        List<Finding> found = new ArrayList<>();
        for (List<Lint> stage : STAGES) {
            found.addAll(broken(stage, specimen));
            if (found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
                break;
            }
        }
        return List.copyOf(found);
    }

    private static List<Finding> broken(List<Lint> stage, Specimen specimen) {
        return stage.stream()
                .filter(lint -> !isKept(lint, specimen))
                .map(CertificateLints::finding)
                .toList();
    }

    private static boolean isKept(Lint lint, Specimen specimen) {
        try {
            return lint.isKept(specimen);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    private static Finding finding(Lint lint) {
        return new Finding(lint.id(), lint.source(), lint.severity());
    }
}
