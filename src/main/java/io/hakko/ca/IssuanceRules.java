package io.hakko.ca;

import io.hakko.ca.domain.CertificatePolicy;
import io.hakko.ca.domain.CertificateRules;
import io.hakko.ca.domain.Item;
import io.hakko.ca.domain.KeyUse;
import io.hakko.ca.domain.NameAttribute;
import io.hakko.ca.domain.NamePart;
import io.hakko.ca.domain.RecordedItems;
import io.hakko.policy.CertificateProfile;
import io.hakko.policy.NameField;
import io.hakko.policy.RecordedItem;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.CorporateNumber;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Turns what the service profile says about certificates into the rules of the domain. */
@Component
@EnableConfigurationProperties(RepositoryAddresses.class)
class IssuanceRules {

    private static final Profiles WITHOUT_RELYING_PARTIES = Profiles.of("demo | story | test");
    private static final String LOCAL_BASE = "http://localhost:8080/repository";
    private static final String LOCAL_DIRECTORY = "localhost";

    private final String baseUrl;
    private final String ldapHost;

    IssuanceRules(RepositoryAddresses addresses, Environment environment) {
        boolean local = environment.acceptsProfiles(WITHOUT_RELYING_PARTIES);
        this.baseUrl = required("hakko.repository.base-url", addresses.baseUrl(), local, LOCAL_BASE);
        this.ldapHost = required("hakko.repository.ldap-host", addresses.ldapHost(), local, LOCAL_DIRECTORY);
    }

    /** @param caId the authority that signs; each key has a CRL of its own */
    CertificateRules of(ServiceProfile profile, String caId, Scope companyKind) {
        CertificateProfile certificate = profile.certificate();
        return new CertificateRules(
                caId,
                layout(certificate.subject()),
                layout(certificate.alternativeName()),
                certificate.signatureAlgorithm(),
                certificate.subjectKeyBits(),
                new CertificatePolicy(
                        certificate.policyOid(), certificate.cpsUri().toString()),
                List.of(
                        profile.crlHttpUri(baseUrl, caId).toString(),
                        profile.crlLdapUri(ldapHost, caId).toString()),
                profile.caIssuersUris(baseUrl, caId).stream().map(URI::toString).toList(),
                certificate.keyUsage().stream()
                        .map(bit -> KeyUse.valueOf(bit.name()))
                        .collect(Collectors.toUnmodifiableSet()),
                certificate.always(companyKind).stream()
                        .map(IssuanceRules::item)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What the order says about the holder, as far as such a certificate records it (A-GEN-04, B-APP-08). */
    RecordedItems items(SubjectContent subject, ServiceProfile profile) {
        Map<Item, String> items = new EnumMap<>(Item.class);
        items.put(Item.ROMAJI_NAME, subject.romajiName());
        items.put(Item.NAME, subject.name());
        put(items, Item.COMPANY_NAME, subject.companyName());
        put(items, Item.HEAD_OFFICE, subject.headOffice());
        put(items, Item.CORPORATE_NUMBER, subject.corporateNumber().map(CorporateNumber::value));
        put(items, Item.ROMAJI_ADDRESS, subject.romajiAddress());
        put(items, Item.POWER_OF_REPRESENTATION, subject.powerOfRepresentation());
        items.keySet()
                .removeIf(item ->
                        !profile.certificate().records(RecordedItem.valueOf(item.name()), subject.companyKind()));
        return new RecordedItems(items);
    }

    private static void put(Map<Item, String> items, Item item, Optional<String> text) {
        text.ifPresent(value -> items.put(item, value));
    }

    private static List<NamePart> layout(List<io.hakko.policy.NamePart> parts) {
        return parts.stream()
                .map(part -> new NamePart(type(part.field()), source(part)))
                .toList();
    }

    private static NamePart.Source source(io.hakko.policy.NamePart part) {
        if (part.isApplicationNumber()) {
            return new NamePart.Application();
        }
        return part.item()
                .<NamePart.Source>map(item -> new NamePart.Recorded(item(item)))
                .orElseGet(() -> new NamePart.Text(part.value()));
    }

    private static NameAttribute.Type type(NameField field) {
        return switch (field) {
            case C -> NameAttribute.Type.COUNTRY;
            case ST -> NameAttribute.Type.STATE;
            case L -> NameAttribute.Type.LOCALITY;
            case STREET -> NameAttribute.Type.STREET;
            case O -> NameAttribute.Type.ORGANIZATION;
            case OU -> NameAttribute.Type.ORGANIZATIONAL_UNIT;
            case T -> NameAttribute.Type.TITLE;
            case CN -> NameAttribute.Type.COMMON_NAME;
            case SERIALNUMBER -> NameAttribute.Type.SERIAL_NUMBER;
            case ORGANIZATIONIDENTIFIER -> NameAttribute.Type.ORGANIZATION_IDENTIFIER;
            case DESCRIPTION -> NameAttribute.Type.DESCRIPTION;
        };
    }

    private static Item item(RecordedItem item) {
        return Item.valueOf(item.name());
    }

    private static String required(String property, String value, boolean local, String otherwise) {
        if (!value.isBlank()) {
            return value;
        }
        if (local) {
            return otherwise;
        }
        throw new IllegalStateException(property + " is not set; it is written into every certificate");
    }
}
