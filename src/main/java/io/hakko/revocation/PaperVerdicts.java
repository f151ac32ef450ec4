package io.hakko.revocation;

import io.hakko.application.ApplicationView;
import io.hakko.policy.ChecklistItem;
import io.hakko.revocation.domain.EvidenceCheck.Deviation;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Whether a verdict about a request on paper agrees with itself and with the papers. */
@Component
class PaperVerdicts {

    private final PaperRefusals refusals;
    private final Exemptions exemptions;

    PaperVerdicts(PaperRefusals refusals, Exemptions exemptions) {
        this.refusals = refusals;
        this.exemptions = exemptions;
    }

    List<Violation> check(ReviewPaperRequest verdict, PaperCase paperCase) {
        List<Violation> wrong = new ArrayList<>();
        if (verdict.inOrder().isEmpty()) {
            wrong.add(Violation.at("/verdict", RevocationRefusal.VERDICT_MISSING));
        }
        if (verdict.sealDiffers().isEmpty()) {
            wrong.add(Violation.at("/sealDiffers", RevocationRefusal.COMPARISON_MISSING));
        }
        if (verdict.nameDiffers().isEmpty()) {
            wrong.add(Violation.at("/nameDiffers", RevocationRefusal.COMPARISON_MISSING));
        }
        if (MyNumbers.isIn(verdict.note())) {
            wrong.add(Violation.at("/note", RevocationRefusal.MY_NUMBER));
        }
        wrong.addAll(unknownChecks(verdict, paperCase));
        Optional<ApplicationView> exempting = exemptions.find(verdict.exemptedBy(), paperCase, wrong);
        if (verdict.inOrder().filter(inOrder -> inOrder).isPresent()) {
            inOrder(verdict, paperCase, exempting, wrong);
        } else if (verdict.inOrder().isPresent()) {
            wrong.addAll(refusals.check(paperCase.request(), verdict.refusals(), verdict.refusalNote()));
        }
        return wrong;
    }

    private static List<Violation> unknownChecks(ReviewPaperRequest verdict, PaperCase paperCase) {
        List<String> known =
                paperCase.checklist().stream().map(ChecklistItem::code).toList();
        List<Violation> wrong = new ArrayList<>();
        for (int i = 0; i < verdict.checklist().size(); i++) {
            if (!known.contains(verdict.checklist().get(i).code())) {
                wrong.add(Violation.at("/checklist/" + i, RevocationRefusal.CHECK_UNKNOWN));
            }
        }
        return wrong;
    }

    private void inOrder(
            ReviewPaperRequest verdict,
            PaperCase paperCase,
            Optional<ApplicationView> exempting,
            List<Violation> wrong) {
        wrong.addAll(answers(verdict, paperCase));
        if (!verdict.refusals().isEmpty()) {
            wrong.add(Violation.at("/refusals", RevocationRefusal.IN_ORDER_WITH_REFUSAL));
        }
        if (paperCase.lacksFormerName()) {
            wrong.add(Violation.at("/verdict", RevocationRefusal.FORMER_NAME_NOT_STATED));
        }
        List<Deviation> ofSeal = paperCase.deviations(verdict.sealDiffers().orElse(false), false);
        List<Deviation> ofName =
                paperCase.deviations(false, verdict.nameDiffers().orElse(false));
        if (exempting.isPresent() && ofSeal.isEmpty() && ofName.isEmpty()) {
            wrong.add(Violation.at("/exemptedBy", RevocationRefusal.EXEMPTION_NOT_NEEDED));
        }
        wrong.addAll(unproven("/sealDiffers", ofSeal, paperCase, exempting));
        wrong.addAll(unproven("/nameDiffers", ofName, paperCase, exempting));
    }

    /** What neither a document nor the exempting application proves. */
    private List<Violation> unproven(
            String pointer, List<Deviation> deviations, PaperCase paperCase, Optional<ApplicationView> exempting) {
        List<Violation> wrong = new ArrayList<>();
        for (Deviation deviation : deviations) {
            if (exempting.isEmpty()) {
                wrong.add(Violation.at(pointer, refusal(deviation), accepted(deviation, paperCase)));
            } else if (!exemptions.proves(exempting.get(), deviation.requirement())) {
                wrong.add(Violation.at(
                        "/exemptedBy", RevocationRefusal.EXEMPTION_PROVES_NOTHING, accepted(deviation, paperCase)));
            }
        }
        return wrong;
    }

    private static List<Violation> answers(ReviewPaperRequest verdict, PaperCase paperCase) {
        Map<String, Integer> places = new java.util.HashMap<>();
        for (int i = 0; i < verdict.checklist().size(); i++) {
            places.put(verdict.checklist().get(i).code(), i);
        }
        List<Violation> wrong = new ArrayList<>();
        List<ChecklistItem> items = paperCase.checklist();
        for (int i = 0; i < items.size(); i++) {
            Integer place = places.get(items.get(i).code());
            Optional<Boolean> answer = place == null
                    ? Optional.empty()
                    : verdict.checklist().get(place).ok();
            String pointer = "/checklist/" + (place == null ? i : place) + "/result";
            if (answer.isEmpty()) {
                wrong.add(Violation.at(pointer, RevocationRefusal.CHECK_UNANSWERED));
            } else if (!answer.get()) {
                wrong.add(Violation.at(pointer, RevocationRefusal.CHECK_FAILED));
            }
        }
        return wrong;
    }

    private static RevocationRefusal refusal(Deviation deviation) {
        return switch (deviation.problem()) {
            case MISSING -> RevocationRefusal.DOCUMENT_MISSING;
            case TOO_OLD -> RevocationRefusal.DOCUMENT_TOO_OLD;
            case COPY -> RevocationRefusal.DOCUMENT_COPIED;
        };
    }

    private static String accepted(Deviation deviation, PaperCase paperCase) {
        return deviation.requirement().accepts().stream()
                .map(kind -> paperCase.profile().paper(kind).label())
                .collect(Collectors.joining("、"));
    }
}
