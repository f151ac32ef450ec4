package io.hakko.ca.integration;

import io.hakko.ca.SignedData;
import io.hakko.shared.Der;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;
import org.springframework.stereotype.Component;

/** SignedData by Bouncy Castle. Public for {@link java.util.ServiceLoader}. */
@Component
public final class CmsSignedData implements SignedData {

    private static final int LONGEST_MESSAGE = 64 * 1024;
    private static final AlgorithmIdentifier ALGORITHM =
            new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHRSA");

    @Override
    public Der sign(byte[] content, Der certificate, Instant at, Signer signer) {
        try {
            X509CertificateHolder holder = new X509CertificateHolder(certificate.bytes());
            ASN1EncodableVector attributes = new ASN1EncodableVector();
            attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2(sha256(certificate))))));
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new SignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(
                                    new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                            .build(new Collecting(signer), holder));
            generator.addCertificates(new CollectionStore<>(List.of(holder)));
            return Der.of(generator
                    .generate(new CMSProcessableByteArray(content), true)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER));
        } catch (CMSException | OperatorCreationException | GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("a statement cannot be encoded", impossible);
        }
    }

    /** The bytes go to the card as they are. */
    private static final class Collecting implements ContentSigner {
        private final ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();
        private final Signer signer;

        Collecting(Signer signer) {
            this.signer = signer;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return ALGORITHM;
        }

        @Override
        public OutputStream getOutputStream() {
            return toBeSigned;
        }

        @Override
        public byte[] getSignature() {
            return signer.sign(toBeSigned.toByteArray());
        }
    }

    @Override
    public byte[] verified(byte[] message, Der certificate) throws Unproven {
        try {
            return check(message, new X509CertificateHolder(certificate.bytes()), certificate);
        } catch (CMSException
                | OperatorCreationException
                | GeneralSecurityException
                | IOException
                | RuntimeException e) {
            // Whatever a forged message makes of the parser, it proves nothing.
            throw new Unproven(Fault.MALFORMED);
        }
    }

    private static byte[] check(byte[] message, X509CertificateHolder holder, Der certificate)
            throws Unproven, CMSException, OperatorCreationException, GeneralSecurityException, IOException {
        if (message.length > LONGEST_MESSAGE) {
            throw new Unproven(Fault.MALFORMED);
        }
        ContentInfo info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(message));
        CMSSignedData signed = new CMSSignedData(info);
        Collection<SignerInformation> signers = signed.getSignerInfos().getSigners();
        CMSTypedData content = signed.getSignedContent();
        if (signers.size() != 1 || content == null) {
            throw new Unproven(Fault.MALFORMED);
        }
        if (!CMSObjectIdentifiers.data.equals(content.getContentType())) {
            throw new Unproven(Fault.CONTENT_TYPE);
        }
        SignerInformation signer = signers.iterator().next();
        if (signer.getSignedAttributes() == null) {
            throw new Unproven(Fault.MALFORMED);
        }
        if (!signer.getSID().match(holder) || !names(signer, certificate)) {
            throw new Unproven(Fault.OTHER_SIGNER);
        }
        if (!NISTObjectIdentifiers.id_sha256.getId().equals(signer.getDigestAlgOID())
                || !isSha256WithRsa(signer.getEncryptionAlgOID())) {
            throw new Unproven(Fault.ALGORITHM);
        }
        byte[] bytes = (byte[]) content.getContent();
        if (!verifies(signer, holder)) {
            throw new Unproven(Fault.SIGNATURE);
        }
        return bytes;
    }

    /** The signature names its certificate by hash, too: two certificates may have one name and number. */
    private static boolean names(SignerInformation signer, Der certificate) throws GeneralSecurityException {
        Attribute attribute = signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            return false;
        }
        ESSCertIDv2[] named = SigningCertificateV2.getInstance(
                        attribute.getAttrValues().getObjectAt(0))
                .getCerts();
        return named.length == 1
                && NISTObjectIdentifiers.id_sha256.equals(
                        named[0].getHashAlgorithm().getAlgorithm())
                && MessageDigest.isEqual(named[0].getCertHash(), sha256(certificate));
    }

    private static boolean isSha256WithRsa(String oid) {
        return PKCSObjectIdentifiers.sha256WithRSAEncryption.getId().equals(oid)
                || PKCSObjectIdentifiers.rsaEncryption.getId().equals(oid);
    }

    /** Also at the time that it names, the certificate was valid. */
    private static boolean verifies(SignerInformation signer, X509CertificateHolder holder)
            throws OperatorCreationException, GeneralSecurityException {
        try {
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(holder));
        } catch (CMSException differs) {
            return false;
        }
    }

    private static byte[] sha256(Der certificate) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(certificate.bytes());
    }
}
