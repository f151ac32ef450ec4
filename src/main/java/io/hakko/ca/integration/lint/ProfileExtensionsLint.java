package io.hakko.ca.integration.lint;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.Extension;

/** Just the extensions of the profile are there. */
final class ProfileExtensionsLint implements Lint {

    private static final Set<String> ALWAYS = Set.of(
            Extension.authorityKeyIdentifier.getId(),
            Extension.subjectKeyIdentifier.getId(),
            Extension.keyUsage.getId(),
            Extension.certificatePolicies.getId(),
            Extension.subjectAlternativeName.getId(),
            Extension.cRLDistributionPoints.getId());

    @Override
    public String id() {
        return "profileExtensions";
    }

    @Override
    public String source() {
        return "CARD-AND-CA 7";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        Set<String> expected = new TreeSet<>(ALWAYS);
        if (!specimen.meant().caIssuers().isEmpty()) {
            expected.add(Extension.authorityInfoAccess.getId());
        }
        return expected.equals(
                specimen.extensions().stream().map(Specimen.Field::oid).collect(Collectors.toSet()));
    }
}
