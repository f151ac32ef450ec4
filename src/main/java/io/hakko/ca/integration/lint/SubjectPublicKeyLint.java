package io.hakko.ca.integration.lint;

import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** The public key is rsaEncryption with NULL parameters. */
final class SubjectPublicKeyLint implements Lint {

    @Override
    public String id() {
        return "subjectPublicKey";
    }

    @Override
    public String source() {
        return "RFC 3279 2.3.1";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        ASN1Sequence algorithm = ASN1Sequence.getInstance(specimen.publicKey().getObjectAt(0));
        return algorithm.size() == 2
                && algorithm.getObjectAt(0).equals(PKCSObjectIdentifiers.rsaEncryption)
                && algorithm.getObjectAt(1).equals(DERNull.INSTANCE);
    }
}
