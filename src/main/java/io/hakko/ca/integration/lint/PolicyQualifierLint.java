package io.hakko.ca.integration.lint;

import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyQualifierId;

/** No policy stands twice, and its qualifier is the address of a practice statement as IA5String. */
final class PolicyQualifierLint implements Lint {

    @Override
    public String id() {
        return "policyQualifier";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.4";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        ASN1Sequence policies = ASN1Sequence.getInstance(
                specimen.extension(Extension.certificatePolicies.getId()).orElseThrow());
        Set<ASN1Encodable> seen = new HashSet<>();
        for (ASN1Encodable one : policies) {
            ASN1Sequence policy = ASN1Sequence.getInstance(one);
            if (!seen.add(policy.getObjectAt(0)) || !hasPracticeStatement(policy)) {
                return false;
            }
        }
        return !seen.isEmpty();
    }

    private static boolean hasPracticeStatement(ASN1Sequence policy) {
        if (policy.size() != 2) {
            return false;
        }
        for (ASN1Encodable one : ASN1Sequence.getInstance(policy.getObjectAt(1))) {
            ASN1Sequence qualifier = ASN1Sequence.getInstance(one);
            if (!qualifier.getObjectAt(0).equals(PolicyQualifierId.id_qt_cps)
                    || !(qualifier.getObjectAt(1) instanceof ASN1IA5String address)
                    || !URI.create(address.getString()).isAbsolute()) {
                return false;
            }
        }
        return true;
    }
}
