package io.hakko.application;

import io.hakko.calendar.Roll;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.DeadlineTerms;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** 発行目標日 on the board (A-APP-02). */
@Component
class IssueTargetTerms implements DeadlineTerms {

    private final CaseProfiles profiles;

    IssueTargetTerms(CaseProfiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public DeadlineKind kind() {
        return CertificateApplicationProcess.ISSUE_TARGET;
    }

    @Override
    public Map<String, ProfileRef> profilesOf(Collection<String> businessKeys) {
        return profiles.of(businessKeys);
    }

    @Override
    public Optional<Ending> endingIn(ServiceProfile profile) {
        return profile.review()
                .issueBusinessDays()
                .map(days ->
                        new Ending(Roll.NEXT_BUSINESS_DAY, profile.windowHours().open()));
    }
}
