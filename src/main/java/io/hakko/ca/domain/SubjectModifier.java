package io.hakko.ca.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Subject: the name in romaji and, when requested, the home address in romaji (A-GEN-04). The application number makes
 * it unique among people of the same name (RFC 5280 section 4.1.2.6).
 */
final class SubjectModifier implements Modifier {

    @Override
    public CertificateDraft fill(CertificateDraft draft, IssuanceRequest request) {
        RecordedItems items = request.items();
        List<NameAttribute> attributes = new ArrayList<>();
        attributes.add(
                new NameAttribute(NameAttribute.Type.COUNTRY, request.rules().country()));
        items.get(Item.ROMAJI_ADDRESS)
                .ifPresent(text -> attributes.add(new NameAttribute(NameAttribute.Type.STREET, text)));
        items.get(Item.ROMAJI_NAME)
                .ifPresent(text -> attributes.add(new NameAttribute(NameAttribute.Type.COMMON_NAME, text)));
        attributes.add(new NameAttribute(
                NameAttribute.Type.SERIAL_NUMBER, request.application().value()));
        return draft.withSubject(attributes);
    }
}
