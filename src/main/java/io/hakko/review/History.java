package io.hakko.review;

import io.hakko.policy.ServiceProfile;
import io.hakko.review.domain.Decision;
import io.hakko.review.domain.ReviewStore.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts and decisions in one list. */
final class History {

    private History() {}

    static List<ReviewSheet.HistoryLine> of(List<Review> reviews, List<Decision> decisions, ServiceProfile profile) {
        List<ReviewSheet.HistoryLine> lines = new ArrayList<>();
        reviews.forEach(review -> lines.add(new ReviewSheet.HistoryLine(
                review.at(),
                review.by(),
                Texts.of(review.complete() ? "history.COMPLETE" : "history.DEFICIENT"),
                detail(review))));
        decisions.forEach(decision -> lines.add(new ReviewSheet.HistoryLine(
                decision.at(),
                decision.by(),
                Texts.of("history." + decision.kind() + "." + decision.answer()),
                detail(decision, profile))));
        lines.sort(Comparator.comparing(ReviewSheet.HistoryLine::at));
        return List.copyOf(lines);
    }

    private static String detail(Review review) {
        String findings = review.findings().stream()
                .map(finding -> finding.subject() + "：" + finding.problem())
                .collect(Collectors.joining(" "));
        return join(findings, review.note().orElse(""));
    }

    private static String detail(Decision decision, ServiceProfile profile) {
        String code = decision.reasonCode()
                .map(c -> profile.review().rejection(c).label())
                .orElse("");
        String until = decision.extendedTo()
                .map(day -> Texts.of("history.until", day.toString()))
                .orElse("");
        return join(join(code, until), decision.reason().orElse(""));
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "　" + other;
    }
}
