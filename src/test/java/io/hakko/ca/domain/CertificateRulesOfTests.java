package io.hakko.ca.domain;

import io.hakko.ca.domain.NameAttribute.Type;
import java.util.List;

/** Layouts of names as the shipped profiles have them. */
public final class CertificateRulesOfTests {

    public static final List<NamePart> SUBJECT = List.of(
            new NamePart(Type.COUNTRY, new NamePart.Text("JP")),
            recorded(Type.STREET, Item.ROMAJI_ADDRESS),
            recorded(Type.COMMON_NAME, Item.ROMAJI_NAME),
            new NamePart(Type.SERIAL_NUMBER, new NamePart.Application()));

    public static final List<NamePart> ALTERNATIVE_NAME = List.of(
            new NamePart(Type.COUNTRY, new NamePart.Text("JP")),
            recorded(Type.LOCALITY, Item.HEAD_OFFICE),
            recorded(Type.ORGANIZATION, Item.COMPANY_NAME),
            recorded(Type.ORGANIZATION_IDENTIFIER, Item.CORPORATE_NUMBER),
            recorded(Type.COMMON_NAME, Item.NAME),
            recorded(Type.DESCRIPTION, Item.POWER_OF_REPRESENTATION));

    private CertificateRulesOfTests() {}

    private static NamePart recorded(Type type, Item item) {
        return new NamePart(type, new NamePart.Recorded(item));
    }
}
