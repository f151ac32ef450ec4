package io.hakko.ca.integration.lint;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Addresses that a certificate states. */
final class Addresses {

    private Addresses() {}

    /** @throws IllegalArgumentException when a point is something else than absolute addresses of whole CRLs */
    static List<URI> ofCrl(Specimen specimen) {
        List<URI> addresses = new ArrayList<>();
        CRLDistPoint points = CRLDistPoint.getInstance(
                specimen.extension(Extension.cRLDistributionPoints.getId()).orElseThrow());
        for (DistributionPoint point : points.getDistributionPoints()) {
            DistributionPointName name = point.getDistributionPoint();
            if (name == null
                    || name.getType() != DistributionPointName.FULL_NAME
                    || point.getReasons() != null
                    || point.getCRLIssuer() != null) {
                throw new IllegalArgumentException("a distribution point without address, or for a part of the CRL");
            }
            for (GeneralName address : GeneralNames.getInstance(name.getName()).getNames()) {
                addresses.add(uri(address));
            }
        }
        return addresses;
    }

    /** Where the authority's certificate stands; none when it is not stated. */
    static List<URI> ofAuthority(Specimen specimen) {
        List<URI> addresses = new ArrayList<>();
        specimen.extension(Extension.authorityInfoAccess.getId()).ifPresent(value -> {
            for (AccessDescription access :
                    AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
                if (!access.getAccessMethod().equals(AccessDescription.id_ad_caIssuers)) {
                    throw new IllegalArgumentException("not the certificate of the authority");
                }
                addresses.add(uri(access.getAccessLocation()));
            }
        });
        return addresses;
    }

    private static URI uri(GeneralName name) {
        if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
            throw new IllegalArgumentException("not an address");
        }
        URI uri = URI.create(name.getName().toString());
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("not an absolute address");
        }
        return uri;
    }
}
