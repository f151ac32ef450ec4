package io.hakko.revocation;

import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.DeadlineTerms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 原本到着期限 on the board (D-15). */
@Component
class OriginalsTerms implements DeadlineTerms {

    private final RevocationStore store;

    OriginalsTerms(RevocationStore store) {
        this.store = store;
    }

    @Override
    public DeadlineKind kind() {
        return CertificateRevocationProcess.ORIGINALS;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return store.profiles(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return profile.revocation().onPaper().originals().map(Ending::of);
    }
}
