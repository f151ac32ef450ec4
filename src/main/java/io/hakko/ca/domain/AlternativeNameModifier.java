package io.hakko.ca.domain;

import io.hakko.shared.JisRepertoire;
import java.util.ArrayList;
import java.util.List;

/** subjectAltName: the recorded items in Japanese (A-GEN-04), in the characters of JIS X 0208. */
final class AlternativeNameModifier implements Modifier {

    @Override
    public CertificateDraft fill(CertificateDraft draft, IssuanceRequest request) {
        List<NameAttribute> attributes = new ArrayList<>();
        attributes.add(
                new NameAttribute(NameAttribute.Type.COUNTRY, request.rules().country()));
        add(attributes, request, Item.HEAD_OFFICE, NameAttribute.Type.LOCALITY);
        add(attributes, request, Item.COMPANY_NAME, NameAttribute.Type.ORGANIZATION);
        add(attributes, request, Item.CORPORATE_NUMBER, NameAttribute.Type.ORGANIZATION_IDENTIFIER);
        add(attributes, request, Item.NAME, NameAttribute.Type.COMMON_NAME);
        add(attributes, request, Item.POWER_OF_REPRESENTATION, NameAttribute.Type.DESCRIPTION);
        return draft.withAlternativeName(attributes);
    }

    private static void add(
            List<NameAttribute> attributes, IssuanceRequest request, Item item, NameAttribute.Type type) {
        request.items()
                .get(item)
                .ifPresent(text -> attributes.add(new NameAttribute(type, JisRepertoire.canonical(text))));
    }
}
