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

/** 支払督促予定 on the board (D-02). */
@Component
class PaymentReminderTerms implements DeadlineTerms {

    private final BillingStore store;

    PaymentReminderTerms(BillingStore store) {
        this.store = store;
    }

    @Override
    public DeadlineKind kind() {
        return PaymentCollectionProcess.PAYMENT_REMINDER;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return store.profiles(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return profile.paymentReminder().map(Ending::of);
    }
}
