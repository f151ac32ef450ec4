package io.hakko.ca.domain;

import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.util.List;

/** Composes a certificate: modifiers fill it from the request, validators refuse it, enforcers have the last word. */
public final class CertificateComposer {

    private static final List<Modifier> MODIFIERS = List.of(new SubjectModifier(), new AlternativeNameModifier());
    private static final List<Validator> VALIDATORS = List.of(
            new RequiredItemsValidator(),
            new RepertoireValidator(),
            new ItemLengthValidator(),
            new SubjectKeyValidator(),
            new WeakKeyValidator(),
            new ValidityValidator());
    private static final List<Enforcer> ENFORCERS = List.of(
            new SignatureAlgorithmEnforcer(),
            new KeyUsageEnforcer(),
            new PolicyEnforcer(),
            new DistributionPointEnforcer(),
            new AuthorityInformationEnforcer(),
            new WholeSecondsEnforcer());

    private CertificateComposer() {}

    /**
     * @throws Refusal with everything that may not be certified
     */
    public static CertificateDraft compose(IssuanceRequest request) {
        CertificateDraft filled = CertificateDraft.of(request);
        for (Modifier modifier : MODIFIERS) {
            filled = modifier.fill(filled, request);
        }
        refuseViolations(filled, request);
        CertificateDraft insisted = filled;
        for (Enforcer enforcer : ENFORCERS) {
            insisted = enforcer.enforce(insisted, request.rules());
        }
        return insisted;
    }

    private static void refuseViolations(CertificateDraft draft, IssuanceRequest request) {
        List<Violation> found = VALIDATORS.stream()
                .flatMap(v -> v.check(draft, request).stream())
                .toList();
        if (!found.isEmpty()) {
            throw new Refusal(found);
        }
    }
}
