package io.hakko.revocation.domain;

import io.hakko.revocation.domain.PaperRequest.Presented;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the documents presented with those that a request needs. */
public final class EvidenceCheck {

    /** What can be wrong. */
    public enum Problem {
        /** No document of an accepted kind. */
        MISSING,
        /** It is older than the service allows on the day of arrival (A-REV-08). */
        TOO_OLD,
        /** A copy, where the original is needed. */
        COPY
    }

    /** A requirement that is not fulfilled, and why. */
    public record Deviation(Requirement requirement, Problem problem) {}

    /** What the service says about kinds of documents. */
    public interface DocumentRules {

        boolean originalNeeded(String kind);

        /** Whether a document that came on a day is fresh enough, as far as its kind ages at all. */
        boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn);
    }

    private EvidenceCheck() {}

    /**
     * Everything that is missing or does not count.
     *
     * @param originalsFollow whether copies count for the time being (D-15)
     */
    public static List<Deviation> check(
            List<Requirement> required,
            List<Presented> documents,
            LocalDate arrivedOn,
            boolean originalsFollow,
            DocumentRules rules) {
        List<Deviation> deviations = new ArrayList<>();
        for (Requirement requirement : required) {
            List<Optional<Problem>> found = documents.stream()
                    .filter(document -> requirement.accepts().contains(document.kind()))
                    .map(document -> problemOf(document, arrivedOn, originalsFollow, rules))
                    .toList();
            if (found.isEmpty()) {
                deviations.add(new Deviation(requirement, Problem.MISSING));
            } else if (found.stream().allMatch(Optional::isPresent)) {
                deviations.add(new Deviation(requirement, found.get(0).orElseThrow()));
            }
        }
        return List.copyOf(deviations);
    }

    private static Optional<Problem> problemOf(
            Presented document, LocalDate arrivedOn, boolean originalsFollow, DocumentRules rules) {
        if (!rules.freshEnough(document.kind(), document.issuedOn(), arrivedOn)) {
            return Optional.of(Problem.TOO_OLD);
        }
        boolean copy = !document.original() && !originalsFollow && rules.originalNeeded(document.kind());
        return copy ? Optional.of(Problem.COPY) : Optional.empty();
    }
}
