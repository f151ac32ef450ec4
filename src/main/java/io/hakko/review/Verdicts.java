package io.hakko.review;

import io.hakko.policy.ChecklistItem;
import io.hakko.review.domain.PaperCheck.Deviation;
import io.hakko.review.domain.ReviewRefusal;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a verdict agrees with itself and with the papers. */
final class Verdicts {

    private Verdicts() {}

    static List<Violation> check(ReviewVerdict verdict, ReviewCase reviewCase) {
        List<Violation> violations = new ArrayList<>(checklist(verdict, reviewCase));
        violations.addAll(findings(verdict, reviewCase));
        if (verdict.note().filter(MyNumbers::isIn).isPresent()) {
            violations.add(Violation.at("/note", ReviewRefusal.MY_NUMBER));
        }
        if (verdict.complete()) {
            violations.addAll(complete(verdict, reviewCase));
        } else {
            violations.addAll(deficient(verdict, reviewCase));
        }
        return violations;
    }

    private static List<Violation> checklist(ReviewVerdict verdict, ReviewCase reviewCase) {
        Set<String> known =
                reviewCase.checklist().stream().map(ChecklistItem::code).collect(Collectors.toSet());
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < verdict.checklist().size(); i++) {
            String code = verdict.checklist().get(i).code();
            if (!known.contains(code)) {
                violations.add(Violation.at("/checklist/" + i, ReviewRefusal.CHECK_UNKNOWN, code));
            }
        }
        return violations;
    }

    private static List<Violation> findings(ReviewVerdict verdict, ReviewCase reviewCase) {
        Set<String> known = reviewCase.profile().review().deficiencies().stream()
                .map(module -> module.code())
                .collect(Collectors.toSet());
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < verdict.findings().size(); i++) {
            ReviewVerdict.ManualFinding finding = verdict.findings().get(i);
            if (!known.contains(finding.code())) {
                violations.add(Violation.at("/findings/" + i + "/code", ReviewRefusal.FINDING_UNKNOWN));
            }
            if (finding.note().filter(MyNumbers::isIn).isPresent()) {
                violations.add(Violation.at("/findings/" + i + "/note", ReviewRefusal.MY_NUMBER));
            }
            if (finding.subject().filter(MyNumbers::isIn).isPresent()) {
                violations.add(Violation.at("/findings/" + i + "/subject", ReviewRefusal.MY_NUMBER));
            }
        }
        return violations;
    }

    private static List<Violation> complete(ReviewVerdict verdict, ReviewCase reviewCase) {
        List<Violation> violations = new ArrayList<>();
        List<ChecklistItem> items = reviewCase.checklist();
        for (int i = 0; i < items.size(); i++) {
            ChecklistItem item = items.get(i);
            Optional<Boolean> answer = answer(verdict, item);
            String pointer = "/checklist/" + position(verdict, item).orElse(i) + "/result";
            if (answer.isEmpty()) {
                violations.add(Violation.at(pointer, ReviewRefusal.CHECK_UNANSWERED));
            } else if (!answer.get()) {
                violations.add(Violation.at(pointer, ReviewRefusal.CHECK_FAILED));
            }
        }
        for (int i = 0; i < reviewCase.deviations().size(); i++) {
            Deviation deviation = reviewCase.deviations().get(i);
            String subject = reviewCase.automaticFindings().get(i).subject();
            String pointer =
                    deviation.paper().map(position -> "/papers/" + position).orElse("/papers");
            violations.add(Violation.at(pointer, refusal(deviation), subject));
        }
        if (!verdict.findings().isEmpty()) {
            violations.add(Violation.at("/findings", ReviewRefusal.COMPLETE_WITH_FINDINGS));
        }
        return violations;
    }

    private static List<Violation> deficient(ReviewVerdict verdict, ReviewCase reviewCase) {
        boolean failed = verdict.checklist().stream()
                .anyMatch(check -> check.ok().filter(ok -> !ok).isPresent());
        if (verdict.findings().isEmpty() && failed) {
            return List.of(Violation.at("/findings", ReviewRefusal.FAILED_CHECK_WITHOUT_FINDING));
        }
        if (verdict.findings().isEmpty() && reviewCase.deviations().isEmpty()) {
            return List.of(Violation.at("/findings", ReviewRefusal.DEFICIENT_WITHOUT_FINDING));
        }
        return List.of();
    }

    private static ReviewRefusal refusal(Deviation deviation) {
        return switch (deviation.problem()) {
            case MISSING -> ReviewRefusal.PAPER_MISSING;
            case TOO_OLD -> ReviewRefusal.PAPER_TOO_OLD;
            case COPY_NOT_ALLOWED -> ReviewRefusal.PAPER_COPIED;
            case WRONG_KIND -> ReviewRefusal.PAPER_WRONG;
        };
    }

    private static Optional<Boolean> answer(ReviewVerdict verdict, ChecklistItem item) {
        return verdict.checklist().stream()
                .filter(check -> check.code().equals(item.code()))
                .findFirst()
                .flatMap(ReviewVerdict.Check::ok);
    }

    private static Optional<Integer> position(ReviewVerdict verdict, ChecklistItem item) {
        for (int i = 0; i < verdict.checklist().size(); i++) {
            if (verdict.checklist().get(i).code().equals(item.code())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
