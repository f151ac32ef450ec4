package io.hakko.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * Form of certificates and CRLs (CARD-AND-CA section 7).
 *
 * @param subjectKeyBits RSA modulus of the holder's key; the law demands 2048
 * @param signatureAlgorithm JCA name (A-GEN-06)
 * @param caKeyBits RSA modulus of the CA's key (D-21)
 * @param caValidityYears validity of the CA's certificate
 * @param issuerDn distinguished name of the CA, RFC 4514
 * @param policyOid OID of the certificate policy
 * @param cpsUri where the practice statement is published
 * @param crlHttp template of the CRL's HTTP address; {@code {base}} is the repository's address of this installation,
 *     {@code {profile}} the id of the profile
 * @param crlLdap template of the CRL's LDAP address; {@code {host}} is the directory's host, {@code {issuer}} the CA's
 *     name
 * @param caIssuers templates of the addresses of the CA's own certificate, like {@code crlHttp}; none: not stated
 * @param keyUsage what the holder's key is for
 * @param subject layout of the subject, most significant attribute first
 * @param alternativeName layout of the directoryName in subjectAltName, with the items in Japanese
 * @param always items every certificate has
 * @param onRequest items a certificate has when the applicant wants or when they can be confirmed
 * @param names which of a person's names it may record (A-CHK-01, A-OPT-03, B-APP-06, B-APP-09)
 * @param variants in what it differs by the kind of company (B-APP-08, B-GEN-07)
 * @param accredited whether it belongs to an accredited service, 特定認証業務 (A-GEN-02)
 * @param coreBidding whether it is usable with the e-bidding core system (A-GEN-02)
 */
public record CertificateProfile(
        int subjectKeyBits,
        String signatureAlgorithm,
        int caKeyBits,
        int caValidityYears,
        String issuerDn,
        String policyOid,
        URI cpsUri,
        String crlHttp,
        String crlLdap,
        List<String> caIssuers,
        List<KeyUsageBit> keyUsage,
        List<NamePart> subject,
        List<NamePart> alternativeName,
        List<RecordedItem> always,
        List<RecordedItem> onRequest,
        List<NameKind> names,
        List<CertificateVariant> variants,
        boolean accredited,
        boolean coreBidding) {

    private static final Set<String> ALGORITHMS = Set.of("SHA256withRSA", "SHA384withRSA", "SHA512withRSA");
    private static final int SUBSCRIBER_YEARS = 5;
    private static final int MOST_CA_YEARS = 30;

    public CertificateProfile {
        Impossible.unless(
                Set.of(2048, 3072, 4096).contains(subjectKeyBits), "no RSA key of %d bits for holders", subjectKeyBits);
        Impossible.unless(Set.of(3072, 4096).contains(caKeyBits), "no RSA key of %d bits for a CA", caKeyBits);
        Impossible.unless(
                ALGORITHMS.contains(signatureAlgorithm),
                "no signatures with %s, only %s",
                signatureAlgorithm,
                ALGORITHMS);
        Impossible.within("validity of the CA in years", caValidityYears, SUBSCRIBER_YEARS + 1, MOST_CA_YEARS);
        Impossible.unless(
                new X500Principal(issuerDn).getName().contains("C=JP"), "the issuer '%s' is not in Japan", issuerDn);
        Impossible.matching("policy OID", policyOid, "[0-2](\\.(0|[1-9][0-9]*)){2,}");
        Impossible.unless(isHttp(cpsUri), "the practice statement is not on the web: %s", cpsUri);
        Impossible.unless(
                crlHttp.startsWith("{base}/") && crlHttp.contains("{profile}"),
                "the CRL's HTTP address '%s' does not stand under {base} and name the {profile}",
                crlHttp);
        Impossible.unless(
                crlLdap.startsWith("ldap://{host}/{issuer}?"),
                "the CRL's LDAP address '%s' does not begin with ldap://{host}/{issuer}?",
                crlLdap);
        Impossible.unless(
                isUri(crlHttp, "http") && isUri(crlLdap, "ldap"),
                "no addresses of a CRL: '%s', '%s'",
                crlHttp,
                crlLdap);
        caIssuers = Impossible.unique("caIssuers", caIssuers, Function.identity());
        for (String address : caIssuers) {
            Impossible.unless(
                    address.startsWith("{base}/") && address.contains("{profile}") && isUri(address, "http"),
                    "the address '%s' of the CA's certificate does not stand under {base} and name the {profile}",
                    address);
        }
        keyUsage = Impossible.unique("keyUsage", Impossible.some("keyUsage", keyUsage), KeyUsageBit::name);
        for (KeyUsageBit bit : keyUsage) {
            Impossible.unless(bit.isForSignatures(), "a holder's key is for signatures, not for %s", bit);
        }
        always = Impossible.unique("recorded items", Impossible.some("recorded items", always), RecordedItem::name);
        onRequest = Impossible.unique("recorded items on request", onRequest, RecordedItem::name);
        for (RecordedItem item : onRequest) {
            Impossible.unless(!always.contains(item), "%s is recorded always and on request", item);
        }
        names = Impossible.unique("names", names, NameKind::name);
        Impossible.unless(names.contains(NameKind.REAL), "a certificate can record everybody's real name");
        variants = Impossible.unique(
                "variants", variants, variant -> variant.when().name());
        for (CertificateVariant variant : variants) {
            checkVariant(variant, always, onRequest);
        }
        subject = NameLayouts.checkedSubject(subject);
        alternativeName = NameLayouts.checkedAlternativeName(alternativeName);
        NameLayouts.checkPlaces(subject, alternativeName, always, onRequest);
    }

    private static void checkVariant(
            CertificateVariant variant, List<RecordedItem> always, List<RecordedItem> onRequest) {
        for (RecordedItem item : variant.leavesOut()) {
            Impossible.unless(
                    always.contains(item) || onRequest.contains(item),
                    "%s is never recorded, nothing to leave out",
                    item);
        }
        for (RecordedItem item : Stream.concat(variant.forbids().stream(), variant.warns().stream())
                .toList()) {
            Impossible.unless(onRequest.contains(item), "%s is not recorded on request", item);
        }
    }

    /** Whether the certificate of an applicant of this kind of company may say this. */
    public boolean records(RecordedItem item, Scope companyKind) {
        return (always.contains(item) || onRequest.contains(item))
                && variant(companyKind).filter(v -> v.leavesOut(item)).isEmpty();
    }

    /** What the certificate of an applicant of this kind of company always says. */
    public List<RecordedItem> always(Scope companyKind) {
        return always.stream().filter(item -> records(item, companyKind)).toList();
    }

    /** Whether a reviewer is told that an applicant of this kind of company asks for this (AMB-22). */
    public boolean warnsOf(RecordedItem item, Scope companyKind) {
        return variant(companyKind).filter(v -> v.warns().contains(item)).isPresent();
    }

    private Optional<CertificateVariant> variant(Scope companyKind) {
        Impossible.unless(companyKind.isCompanyKind(), "%s is no kind of company", companyKind);
        return variants.stream().filter(v -> v.when() == companyKind).findFirst();
    }

    private static boolean isHttp(URI uri) {
        return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
    }

    /** Whether a template becomes an address by ordinary values. */
    private static boolean isUri(String template, String scheme) {
        try {
            URI uri = new URI(template.replace("{base}", "http://host")
                    .replace("{host}", "host")
                    .replace("{issuer}", "C=JP")
                    .replace("{profile}", "profile"));
            return scheme.equals(uri.getScheme()) && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    List<URI> caIssuersUris(String repositoryBase, String profile) {
        return caIssuers.stream()
                .map(t -> URI.create(t.replace("{base}", repositoryBase).replace("{profile}", profile)))
                .toList();
    }

    URI crlHttpUri(String repositoryBase, String profile) {
        return URI.create(crlHttp.replace("{base}", repositoryBase).replace("{profile}", profile));
    }

    /** @param entry name of the entry with the CRL */
    URI crlLdapUri(String ldapHost, String entry) {
        String issuer = URLEncoder.encode(entry, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3D", "=")
                .replace("%2C", ",");
        return URI.create(crlLdap.replace("{host}", ldapHost).replace("{issuer}", issuer));
    }
}
