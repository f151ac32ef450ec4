package io.hakko.review;

import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.review.domain.CaseFacts;
import io.hakko.review.domain.RequiredPapers;
import io.hakko.review.domain.Requirement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a service profile and the decision table of required papers do not fit: rows that do not exist would
 * let every application pass without papers, and papers the profile does not know could never be presented.
 */
@Component
final class RequiredPapersGuard {

    private static final int COMBINATIONS = 16;

    RequiredPapersGuard(Profiles profiles, RequiredPapers requiredPapers) {
        profiles.all().forEach(profile -> check(profile, requiredPapers));
    }

    private static void check(ServiceProfile profile, RequiredPapers requiredPapers) {
        Set<String> known =
                profile.documents().kinds().stream().map(PaperKind::code).collect(Collectors.toSet());
        everyCase(profile.documents().requirements()).forEach(facts -> {
            List<Requirement> required = requiredPapers.of(facts);
            if (required.stream().noneMatch(Requirement::mandatory)) {
                throw new IllegalStateException(
                        "profile %s: the decision table required-documents demands nothing of %s"
                                .formatted(profile.ref(), facts));
            }
            for (Requirement requirement : required) {
                if (!known.containsAll(requirement.accepts())) {
                    throw new IllegalStateException(
                            "profile %s does not know all papers that required-documents accepts as %s: %s"
                                    .formatted(profile.ref(), requirement.code(), requirement.accepts()));
                }
            }
        });
    }

    private static Stream<CaseFacts> everyCase(String requirements) {
        return Arrays.stream(Scope.values())
                .filter(Scope::isCompanyKind)
                .flatMap(kind -> IntStream.range(0, COMBINATIONS)
                        .mapToObj(bits -> new CaseFacts(
                                requirements,
                                kind.name(),
                                (bits & 1) != 0,
                                (bits & 2) != 0,
                                (bits & 4) != 0,
                                (bits & 8) != 0)));
    }
}
