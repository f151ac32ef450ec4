package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Nothing recorded is blank or longer than the attribute it stands in can hold (RFC 5280 appendix A.1). */
final class ItemLengthValidator implements Validator {

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        CertificateRules rules = request.rules();
        return Stream.concat(rules.subject().stream(), rules.alternativeName().stream())
                .flatMap(part -> check(part, request).stream())
                .toList();
    }

    private static Optional<Violation> check(NamePart part, IssuanceRequest request) {
        if (!(part.source() instanceof NamePart.Recorded recorded)) {
            return Optional.empty();
        }
        int limit = part.type().limit();
        return request.items()
                .get(recorded.item())
                .filter(text -> text.isBlank() || text.codePointCount(0, text.length()) > limit)
                .map(text -> Violation.at(recorded.item().pointer(), CaRefusal.ITEM_LENGTH, limit));
    }
}
