package io.hakko.ca.integration.lint;

import java.util.Arrays;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;

/** The authority key identifier is the subject key identifier of the authority's certificate. */
final class AuthorityKeyIdentifierLint implements Lint {

    @Override
    public String id() {
        return "authorityKeyIdentifier";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        byte[] own = ASN1OctetString.getInstance(
                        specimen.authority().getExtensionValue(Extension.subjectKeyIdentifier.getId()))
                .getOctets();
        return specimen.extension(Extension.authorityKeyIdentifier.getId())
                .map(AuthorityKeyIdentifier::getInstance)
                .filter(stated -> Arrays.equals(
                        stated.getKeyIdentifierOctets(),
                        SubjectKeyIdentifier.getInstance(own).getKeyIdentifier()))
                .isPresent();
    }
}
