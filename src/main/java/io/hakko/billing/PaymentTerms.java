package io.hakko.billing;

import io.hakko.billing.domain.BillingStore;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.DeadlineTerms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 支払期限 on the board (A-PAY-02, B-FEE-05, D-02). */
@Component
class PaymentTerms implements DeadlineTerms {

    private final BillingStore store;

    PaymentTerms(BillingStore store) {
        this.store = store;
    }

    @Override
    public DeadlineKind kind() {
        return PaymentCollectionProcess.PAYMENT;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return store.profiles(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return Optional.of(Ending.of(profile.paymentConsequence()));
    }
}
