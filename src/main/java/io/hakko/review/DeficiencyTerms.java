package io.hakko.review;

import io.hakko.application.CaseProfiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.DeadlineTerms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 不備補正期限 on the board (D-03). */
@Component
class DeficiencyTerms implements DeadlineTerms {

    private final CaseProfiles profiles;

    DeficiencyTerms(CaseProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public DeadlineKind kind() {
        return ApplicationReviewProcess.DEFICIENCY;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return profiles.of(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return Optional.of(Ending.of(profile.deficiency().stage()));
    }
}
