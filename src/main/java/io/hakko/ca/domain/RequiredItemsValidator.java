package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.util.List;

/** Every item that the profile always records is there. */
final class RequiredItemsValidator implements Validator {

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        return request.rules().required().stream()
                .sorted()
                .filter(item -> request.items().get(item).isEmpty())
                .map(item -> Violation.at(item.pointer(), CaRefusal.ITEM_MISSING))
                .toList();
    }
}
