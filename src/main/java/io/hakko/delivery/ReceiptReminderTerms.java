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

/** 受領督促予定 on the board (D-01). */
@Component
class ReceiptReminderTerms implements DeadlineTerms {

    private final DeliveryStore store;

    ReceiptReminderTerms(DeliveryStore store) {
        this.store = store;
    }

    @Override
    public DeadlineKind kind() {
        return CardDeliveryProcess.RECEIPT_REMINDER;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return store.profiles(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return profile.receiptReminder().map(Ending::of);
    }
}
