package io.hakko.ca.domain;

import io.hakko.shared.Violation;
import java.util.List;

/** Says what about a draft may not be certified; empty when nothing. */
@FunctionalInterface
interface Validator {
    List<Violation> check(CertificateDraft draft, IssuanceRequest request);
}
