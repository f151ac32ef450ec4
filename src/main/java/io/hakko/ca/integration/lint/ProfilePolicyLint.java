package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.CertificatePolicy;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;

/** There is one policy, that of the profile, with the address of its practice statement. */
final class ProfilePolicyLint implements Lint {

    @Override
    public String id() {
        return "profilePolicy";
    }

    @Override
    public String source() {
        return "B-SVC-01";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        PolicyInformation[] stated = CertificatePolicies.getInstance(
                        specimen.extension(Extension.certificatePolicies.getId())
                                .orElseThrow())
                .getPolicyInformation();
        CertificatePolicy meant = specimen.meant().policy().orElseThrow();
        return stated.length == 1
                && stated[0].getPolicyIdentifier().getId().equals(meant.oid())
                && stated[0].getPolicyQualifiers().size() == 1
                && PolicyQualifierInfo.getInstance(
                                stated[0].getPolicyQualifiers().getObjectAt(0))
                        .getQualifier()
                        .toString()
                        .equals(meant.cpsUri());
    }
}
