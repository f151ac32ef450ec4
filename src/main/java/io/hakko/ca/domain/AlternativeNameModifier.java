package io.hakko.ca.domain;

/** subjectAltName by the layout of the profile: the recorded items in Japanese (A-GEN-04). */
final class AlternativeNameModifier implements Modifier {

    @Override
    public CertificateDraft fill(CertificateDraft draft, IssuanceRequest request) {
        return draft.withAlternativeName(request.rules().alternativeName().stream()
                .flatMap(part -> part.fill(request).stream())
                .toList());
    }
}
