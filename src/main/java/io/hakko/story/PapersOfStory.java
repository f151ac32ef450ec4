package io.hakko.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.policy.ServiceProfile;
import io.hakko.review.PaperDeviation;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.time.LocalDate;
import java.util.List;

/** Whether the papers of an application fit a story. */
final class PapersOfStory {

    private PapersOfStory() {}

    /** Refuses papers with which the story would end in a deficiency notice. */
    static void refuseDeficient(String story, List<PaperDeviation> deviations) {
        List<Violation> violations = deviations.stream()
                .map(deviation -> deviation
                        .position()
                        .map(position -> Violation.at(
                                "/papers/" + position, StoryRefusal.PAPER_DEFICIENT, story, deviation.problem()))
                        .orElseGet(() -> Violation.at("/papers", StoryRefusal.PAPER_MISSING, deviation.label(), story)))
                .toList();
        if (!violations.isEmpty()) {
            throw new Refusal(violations);
        }
    }

    /** Makes the first paper that can be too old one day too old (A-DOC-03, AMB-16). */
    static void age(ObjectNode form, ServiceProfile profile, LocalDate arrival) {
        for (JsonNode paper : form.withArray("papers")) {
            if (profile.paper(paper.path("kind").asText()).aged()) {
                LocalDate tooOld =
                        arrival.minusMonths(profile.documents().maxAgeMonths()).minusDays(1);
                ((ObjectNode) paper).put("issuedOn", tooOld.toString());
                return;
            }
        }
    }
}
