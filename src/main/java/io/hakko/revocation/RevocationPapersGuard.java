package io.hakko.revocation;

import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.RevocationPapers;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a service profile and the decision table of revocation documents do not fit: a change without any
 * document would be proven by nothing, and documents the profile does not know could never be presented.
 */
@Component
final class RevocationPapersGuard {

    private static final int SEAL_AND_NAME = 2;

    RevocationPapersGuard(Profiles profiles, RevocationPapers papers) {
        profiles.all().forEach(profile -> check(profile, papers));
    }

    private static void check(ServiceProfile profile, RevocationPapers papers) {
        Set<String> known =
                profile.documents().kinds().stream().map(PaperKind::code).collect(Collectors.toSet());
        PaperRevocationService.everyCase(profile).forEach(facts -> {
            if (papers.of(facts).size() != SEAL_AND_NAME) {
                throw new IllegalStateException(
                        "profile %s: the decision table revocation-documents does not prove seal and name of %s"
                                .formatted(profile.ref(), facts));
            }
            papers.of(facts).forEach(requirement -> {
                if (!known.containsAll(requirement.accepts())) {
                    throw new IllegalStateException(
                            "profile %s does not know all documents that revocation-documents accepts as %s: %s"
                                    .formatted(profile.ref(), requirement.code(), requirement.accepts()));
                }
            });
        });
    }
}
