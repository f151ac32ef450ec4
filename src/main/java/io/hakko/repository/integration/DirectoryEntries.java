package io.hakko.repository.integration;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Entries of authorities (RFC 4523): made when they are missing, with what stands above them. */
final class DirectoryEntries {

    static final String CRL = "certificateRevocationList;binary";
    static final String ARL = "authorityRevocationList;binary";
    static final String CERTIFICATE = "cACertificate;binary";

    /** Room for a bridge CA: allowed by pkiCA, written by nobody yet, and never touched here. */
    private static final String AUTHORITY = "pkiCA";

    /** What an authority's entry is when it is made here. */
    static final String PROCESS = "applicationProcess";

    /** What the entry of a later key is. */
    static final String DISTRIBUTION_POINT = "cRLDistributionPoint";

    private static final Map<String, String> CLASSES = Map.of(
            "c", "country",
            "o", "organization",
            "ou", "organizationalUnit",
            "cn", PROCESS,
            "l", "locality",
            "st", "locality",
            "dc", "domain");

    private DirectoryEntries() {}

    /**
     * Replaces attributes of an entry in one step; what else stands in it stays.
     *
     * @param structural its object class when it is made
     */
    static void replace(LDAPConnection connection, String name, String structural, List<Attribute> attributes)
            throws LDAPException {
        DN dn = new DN(name);
        Optional<SearchResultEntry> entry = Optional.ofNullable(connection.getEntry(dn.toString(), "objectClass"));
        if (entry.isEmpty()) {
            createParents(connection, dn);
            List<Attribute> all = new ArrayList<>(attributes);
            all.addAll(naming(dn.getRDN(), structural, AUTHORITY));
            connection.add(new AddRequest(dn, all));
            return;
        }
        List<Modification> changes = new ArrayList<>();
        if (Arrays.stream(
                        Optional.ofNullable(entry.get().getObjectClassValues()).orElse(new String[0]))
                .noneMatch(AUTHORITY::equalsIgnoreCase)) {
            changes.add(new Modification(ModificationType.ADD, "objectClass", AUTHORITY));
        }
        attributes.forEach(attribute ->
                changes.add(new Modification(ModificationType.REPLACE, attribute.getName(), attribute.getRawValues())));
        connection.modify(dn.toString(), changes);
    }

    private static void createParents(LDAPConnection connection, DN child) throws LDAPException {
        DN parent = child.getParent();
        if (parent == null || parent.isNullDN() || connection.getEntry(parent.toString(), "1.1") != null) {
            return;
        }
        createParents(connection, parent);
        try {
            connection.add(new AddRequest(parent, naming(parent.getRDN(), structural(parent.getRDN()))));
        } catch (LDAPException e) {
            if (!e.getResultCode().equals(ResultCode.ENTRY_ALREADY_EXISTS)) {
                throw e;
            }
        }
    }

    private static String structural(RDN rdn) throws LDAPException {
        String structural = CLASSES.get(rdn.getAttributeNames()[0].toLowerCase(Locale.ROOT));
        if (structural == null) {
            throw new LDAPException(ResultCode.NAMING_VIOLATION, "no object class is known for " + rdn);
        }
        return structural;
    }

    private static List<Attribute> naming(RDN rdn, String... special) {
        List<Attribute> attributes = new ArrayList<>();
        List<String> classes = new ArrayList<>(List.of("top"));
        classes.addAll(List.of(special));
        attributes.add(new Attribute("objectClass", classes));
        for (int i = 0; i < rdn.getAttributeNames().length; i++) {
            attributes.add(new Attribute(rdn.getAttributeNames()[i], rdn.getAttributeValues()[i]));
        }
        return attributes;
    }
}
