package io.hakko.ca.domain;

/**
 * Subject by the layout of the profile: the name in romaji and, when requested, the home address in romaji (A-GEN-04). The
 * application number makes it unique among people of the same name (RFC 5280 section 4.1.2.6).
 */
final class SubjectModifier implements Modifier {

    @Override
    public CertificateDraft fill(CertificateDraft draft, IssuanceRequest request) {
        return draft.withSubject(request.rules().subject().stream()
                .flatMap(part -> part.fill(request).stream())
                .toList());
    }
}
