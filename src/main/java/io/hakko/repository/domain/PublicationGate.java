package io.hakko.repository.domain;

import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last look at a CRL before relying parties see it. It is read with another parser than the one that made it. A wrong
 * CRL in public is worse than the old one, so any doubt keeps it back.
 */
public final class PublicationGate {

    private static final String CRL_NUMBER = "2.5.29.20";
    private static final int TAG_OCTET_STRING = 4;
    private static final int TAG_INTEGER = 2;

    private PublicationGate() {}

    /**
     * @throws PublicationGateException with the first reason that keeps it back
     */
    public static void check(Candidate candidate, Instant now) {
        X509Certificate authority = certificate(candidate.authority());
        X509CRL crl = crl(candidate.crl());
        demand(
                Arrays.equals(
                        crl.getIssuerX500Principal().getEncoded(),
                        authority.getSubjectX500Principal().getEncoded()),
                "its issuer is another authority");
        verify(crl, authority);
        long number = number(crl);
        demand(number == candidate.number(), "its number is " + number + ", requested was " + candidate.number());
        demand(
                number > candidate.lastPublished(),
                "its number " + number + " is not above the published " + candidate.lastPublished());
        demand(crl.getNextUpdate() != null, "it has no nextUpdate");
        demand(crl.getNextUpdate().toInstant().isAfter(now), "its nextUpdate has passed");
        demand(!crl.getThisUpdate().toInstant().isAfter(now), "its thisUpdate lies in the future");
        demand(!crl.hasUnsupportedCriticalExtension(), "it has an unknown critical extension");
        Set<BigInteger> shown = shown(crl);
        List<CertificateSerial> lacking = candidate.mustShow().stream()
                .filter(serial -> !shown.contains(serial.value()))
                .toList();
        demand(lacking.isEmpty(), "it lacks revoked certificates: " + lacking);
    }

    private static Set<BigInteger> shown(X509CRL crl) {
        Set<BigInteger> serials = new HashSet<>();
        Set<? extends X509CRLEntry> entries = crl.getRevokedCertificates();
        if (entries != null) {
            entries.forEach(entry -> serials.add(entry.getSerialNumber()));
        }
        return serials;
    }

    private static void verify(X509CRL crl, X509Certificate authority) {
        try {
            crl.verify(authority.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new PublicationGateException("The CRL is kept back: its signature does not verify", e);
        }
    }

    /** Extension cRLNumber: an INTEGER in an OCTET STRING, both shorter than 128 octets. */
    private static long number(X509CRL crl) {
        byte[] extension = crl.getExtensionValue(CRL_NUMBER);
        boolean wellFormed = extension != null
                && extension.length > 4
                && extension[0] == TAG_OCTET_STRING
                && extension[2] == TAG_INTEGER
                && extension[1] == extension.length - 2
                && extension[3] == extension.length - 4;
        demand(wellFormed, "it has no CRL number");
        return new BigInteger(extension, 4, extension.length - 4).longValueExact();
    }

    private static X509CRL crl(Der crl) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(crl.bytes()));
        } catch (GeneralSecurityException e) {
            throw new PublicationGateException("The CRL is kept back: it cannot be read", e);
        }
    }

    private static X509Certificate certificate(Der certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.bytes()));
        } catch (GeneralSecurityException e) {
            throw new PublicationGateException("The CRL is kept back: the authority's certificate cannot be read", e);
        }
    }

    private static void demand(boolean met, String otherwise) {
        if (!met) {
            throw new PublicationGateException("The CRL is kept back: " + otherwise);
        }
    }
}
