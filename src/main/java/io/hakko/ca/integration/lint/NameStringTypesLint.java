package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.NameAttribute;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;

/** Texts in names are PrintableString or UTF8String; country and serial number only PrintableString. */
final class NameStringTypesLint implements Lint {

    private static final Set<String> ONLY_PRINTABLE =
            Set.of(NameAttribute.Type.COUNTRY.oid(), NameAttribute.Type.SERIAL_NUMBER.oid());

    @Override
    public String id() {
        return "nameStringTypes";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.4";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return Stream.concat(specimen.subject().stream(), specimen.alternativeName().stream())
                .allMatch(NameStringTypesLint::isWellWritten);
    }

    private static boolean isWellWritten(Specimen.Attribute attribute) {
        return attribute.value() instanceof ASN1PrintableString
                || (attribute.value() instanceof ASN1UTF8String && !ONLY_PRINTABLE.contains(attribute.oid()));
    }
}
