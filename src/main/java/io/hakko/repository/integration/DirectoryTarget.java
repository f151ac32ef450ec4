package io.hakko.repository.integration;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.shared.Der;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.ProducerTemplate;

/**
 * The directory (RFC 4523). An LDAP value goes over the wire as one message, so that a CRL is in memory here while it is
 * sent; signing, the gate and HTTP are not concerned.
 */
final class DirectoryTarget implements PublicationTarget {

    private final ProducerTemplate camel;
    private final DirectoryAccess directory;

    DirectoryTarget(ProducerTemplate camel, DirectoryAccess directory) {
        this.camel = camel;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "ldap";
    }

    @Override
    public void put(Publication publication) {
        camel.sendBody(DirectoryRoute.ENDPOINT, publication);
    }

    @Override
    public boolean serves(Publication publication) {
        try (LDAPConnection connection = directory.connect()) {
            SearchResultEntry entry = connection.getEntry(
                    name(publication), DirectoryEntries.CRL, DirectoryEntries.ARL, DirectoryEntries.CERTIFICATE);
            return entry != null
                    && holdsExactly(
                            entry,
                            DirectoryEntries.CERTIFICATE,
                            publication.authority().all())
                    && publication
                            .arl()
                            .map(arl -> holds(entry, DirectoryEntries.ARL, arl))
                            .orElse(true)
                    && holds(entry, DirectoryEntries.CRL, publication.crl().read());
        } catch (LDAPException e) {
            throw new IllegalStateException("the directory cannot be read", e);
        }
    }

    /** What the route does. */
    static void write(DirectoryAccess directory, Publication publication) throws LDAPException {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute(
                DirectoryEntries.CERTIFICATE,
                publication.authority().all().stream().map(Der::bytes).toArray(byte[][]::new)));
        publication.arl().ifPresent(arl -> attributes.add(new Attribute(DirectoryEntries.ARL, arl.bytes())));
        attributes.add(
                new Attribute(DirectoryEntries.CRL, publication.crl().read().bytes()));
        try (LDAPConnection connection = directory.connect()) {
            DirectoryEntries.replace(
                    connection,
                    name(publication),
                    isFirst(publication) ? DirectoryEntries.PROCESS : DirectoryEntries.DISTRIBUTION_POINT,
                    attributes);
        }
    }

    private static boolean isFirst(Publication publication) {
        return publication.authority().generation() == 1;
    }

    /**
     * The entry of the first key is that of the authority's own name; a later key, which has the same name, has an entry below
     * it. The distribution points in certificates give the same.
     */
    private static String name(Publication publication) {
        try {
            X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            publication.authority().own().bytes()));
            DN subject = new DN(authority.getSubjectX500Principal().getName());
            return (isFirst(publication) ? subject : new DN(new RDN("CN", publication.caId()), subject)).toString();
        } catch (CertificateException | LDAPException e) {
            throw new IllegalStateException("certificate of authority " + publication.caId() + " cannot be read", e);
        }
    }

    private static boolean holdsExactly(SearchResultEntry entry, String attribute, List<Der> expected) {
        byte[][] values = Optional.ofNullable(entry.getAttributeValueByteArrays(attribute))
                .orElse(new byte[0][]);
        return Arrays.stream(values).map(Der::of).collect(Collectors.toSet()).equals(Set.copyOf(expected));
    }

    private static boolean holds(SearchResultEntry entry, String attribute, Der expected) {
        return Optional.ofNullable(entry.getAttributeValueBytes(attribute))
                .filter(value -> Arrays.equals(value, expected.bytes()))
                .isPresent();
    }
}
