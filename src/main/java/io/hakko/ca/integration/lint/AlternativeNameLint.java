package io.hakko.ca.integration.lint;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/** subjectAltName has at least one name, and none of them is empty. */
final class AlternativeNameLint implements Lint {

    @Override
    public String id() {
        return "alternativeName";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2.1.6";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        ASN1Sequence names = ASN1Sequence.getInstance(
                specimen.extension(Extension.subjectAlternativeName.getId()).orElseThrow());
        for (ASN1Encodable name : names) {
            GeneralName general = GeneralName.getInstance(name);
            boolean empty = general.getName() instanceof X500Name directory
                    ? directory.getRDNs().length == 0
                    : general.getName().toString().isEmpty();
            if (empty) {
                return false;
            }
        }
        return names.size() > 0;
    }
}
