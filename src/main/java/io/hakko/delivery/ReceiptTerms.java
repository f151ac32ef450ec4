package io.hakko.delivery;

import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.DeadlineTerms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 受領期限 on the board (A-RCP-01, D-01). */
@Component
class ReceiptTerms implements DeadlineTerms {

    private final DeliveryStore store;

    ReceiptTerms(DeliveryStore store) {
        this.store = store;
    }

    @Override
    public DeadlineKind kind() {
        return CardDeliveryProcess.RECEIPT;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return store.profiles(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return Optional.of(Ending.of(profile.receiptConsequence()));
    }
}
