package io.hakko.review.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the papers presented with those required. */
public final class PaperCheck {

    /** What can be wrong with papers without looking at them by eye. */
    public enum Problem {
        /** A required paper is not there. */
        MISSING,
        /** It is older than the service allows (A-DOC-03 to A-DOC-06, AMB-16). */
        TOO_OLD,
        /** A copy, where the original is needed (A-DOC-01). */
        COPY_NOT_ALLOWED,
        /** A paper that proves nothing required, while a required one is missing (A-DOC-06). */
        WRONG_KIND
    }

    /**
     * A paper that lies there.
     *
     * @param kind code of its kind
     */
    public record Presented(String kind, LocalDate issuedOn, boolean original, LocalDate arrivedOn) {}

    /**
     * Something wrong.
     *
     * @param requirement the requirement that is not fulfilled; empty for a paper that fulfils none
     * @param paper position of the paper, empty when it is missing
     */
    public record Deviation(Problem problem, Optional<Requirement> requirement, Optional<Integer> paper) {}

    private final PaperRules rules;
    private final List<Presented> papers;
    private final List<Deviation> deviations = new ArrayList<>();

    private PaperCheck(List<Presented> papers, PaperRules rules) {
        this.papers = papers;
        this.rules = rules;
    }

    /** Everything wrong: by requirement, then papers that fulfil none. Each paper and problem stands there once. */
    public static List<Deviation> check(List<Requirement> required, List<Presented> papers, PaperRules rules) {
        PaperCheck check = new PaperCheck(papers, rules);
        required.forEach(check::requirement);
        if (check.deviations.stream().anyMatch(d -> d.problem() == Problem.MISSING)) {
            check.strangers(required);
        }
        return List.copyOf(check.deviations);
    }

    private void requirement(Requirement requirement) {
        List<Integer> candidates = positions(requirement);
        if (candidates.isEmpty()) {
            if (requirement.mandatory()) {
                deviations.add(new Deviation(Problem.MISSING, Optional.of(requirement), Optional.empty()));
            }
            return;
        }
        if (candidates.stream().anyMatch(i -> problems(papers.get(i)).isEmpty())) {
            return;
        }
        for (int position : candidates) {
            for (Problem problem : problems(papers.get(position))) {
                add(problem, requirement, position);
            }
        }
    }

    private void add(Problem problem, Requirement requirement, int position) {
        boolean known = deviations.stream()
                .anyMatch(d -> d.problem() == problem && d.paper().equals(Optional.of(position)));
        if (!known) {
            deviations.add(new Deviation(problem, Optional.of(requirement), Optional.of(position)));
        }
    }

    private void strangers(List<Requirement> required) {
        Set<String> accepted =
                required.stream().flatMap(r -> r.accepts().stream()).collect(Collectors.toSet());
        for (int i = 0; i < papers.size(); i++) {
            if (!accepted.contains(papers.get(i).kind())) {
                deviations.add(new Deviation(Problem.WRONG_KIND, Optional.empty(), Optional.of(i)));
            }
        }
    }

    private List<Problem> problems(Presented paper) {
        List<Problem> problems = new ArrayList<>();
        if (!rules.freshEnough(paper.kind(), paper.issuedOn(), paper.arrivedOn())) {
            problems.add(Problem.TOO_OLD);
        }
        if (!paper.original() && rules.originalNeeded(paper.kind())) {
            problems.add(Problem.COPY_NOT_ALLOWED);
        }
        return problems;
    }

    private List<Integer> positions(Requirement requirement) {
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < papers.size(); i++) {
            if (requirement.accepts().contains(papers.get(i).kind())) {
                positions.add(i);
            }
        }
        return positions;
    }
}
