package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;

/** Nothing recorded is blank or longer than a certificate can hold (RFC 5280 appendix A.1). */
final class ItemLengthValidator implements Validator {

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        List<Violation> found = new ArrayList<>();
        request.items().forEach((item, text) -> {
            if (text.isBlank() || text.codePointCount(0, text.length()) > item.limit()) {
                found.add(Violation.at(item.pointer(), CaRefusal.ITEM_LENGTH, item.limit()));
            }
        });
        return found;
    }
}
