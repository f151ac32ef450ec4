package io.hakko.policy;

import io.hakko.shared.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a review goes by.
 *
 * @param issueBusinessDays business days from arrival to issue, an alarm without legal effect (A-APP-02)
 * @param checklist what is checked by eye
 * @param deficiencies texts for the deficiency notice
 * @param rejections texts for the rejection notice
 */
public record ReviewRules(
        Optional<Integer> issueBusinessDays,
        List<ChecklistItem> checklist,
        List<TextModule> deficiencies,
        List<TextModule> rejections) {

    private static final int MOST_DAYS = 60;

    /** Texts the review picks by itself when it finds a paper missing, too old, a copy, or of another kind. */
    private static final List<String> FOUND_BY_RULE =
            List.of("PAPER_MISSING", "PAPER_TOO_OLD", "COPY_NOT_ACCEPTED", "PAPER_KIND_WRONG");

    /** Text of the rejection that a lapsed deadline brings (D-03). */
    private static final List<String> LAPSED = List.of("NOT_CORRECTED");

    public ReviewRules {
        issueBusinessDays.ifPresent(days -> Impossible.within("business days to issue", days, 1, MOST_DAYS));
        checklist = Impossible.unique("checklist", Impossible.some("checklist", checklist), ChecklistItem::code);
        deficiencies = Impossible.unique(
                "deficiency texts", Impossible.some("deficiency texts", deficiencies), TextModule::code);
        rejections =
                Impossible.unique("rejection texts", Impossible.some("rejection texts", rejections), TextModule::code);
        demand("deficiency texts", deficiencies, FOUND_BY_RULE);
        demand("rejection texts", rejections, LAPSED);
    }

    private static void demand(String name, List<TextModule> modules, List<String> codes) {
        for (String code : codes) {
            Impossible.unless(
                    modules.stream().anyMatch(module -> module.code().equals(code)), "%s lack %s", name, code);
        }
    }

    /** What is to be checked in an application to which these scopes apply. */
    public List<ChecklistItem> checklistFor(Set<Scope> scopes) {
        return checklist.stream()
                .filter(item -> item.when() == Scope.ALWAYS || scopes.contains(item.when()))
                .toList();
    }

    /** A deficiency text by its code. */
    public TextModule deficiency(String code) {
        return find(deficiencies, code);
    }

    /** A rejection text by its code. */
    public TextModule rejection(String code) {
        return find(rejections, code);
    }

    private static TextModule find(List<TextModule> modules, String code) {
        return modules.stream()
                .filter(module -> module.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Refusal(PolicyRefusal.UNKNOWN_TEXT, code));
    }
}
