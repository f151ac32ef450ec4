package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.util.List;

/**
 * The validity runs forward, at most five years (施行規則 6条4号), and lies inside that of the authority's certificate.
 */
final class ValidityValidator implements Validator {

    private static final int MOST_YEARS = 5;

    @Override
    public List<Violation> check(CertificateDraft draft, IssuanceRequest request) {
        boolean allowed = request.notAfter().isAfter(request.notBefore())
                && request.notAfter().isBefore(request.notBefore().plusYears(MOST_YEARS))
                && !request.notBefore().toInstant().isBefore(request.authorityNotBefore())
                && !request.notAfter().toInstant().isAfter(request.authorityNotAfter());
        return allowed ? List.of() : List.of(Violation.at("/product", CaRefusal.VALIDITY_NOT_ALLOWED));
    }
}
