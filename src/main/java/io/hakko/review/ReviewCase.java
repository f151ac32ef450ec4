package io.hakko.review;

import io.hakko.application.ApplicationView;
import io.hakko.application.PresentedPaper;
import io.hakko.policy.ChecklistItem;
import io.hakko.policy.PaperKind;
import io.hakko.policy.RecordedItem;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.policy.TextModule;
import io.hakko.review.domain.CaseFacts;
import io.hakko.review.domain.Finding;
import io.hakko.review.domain.PaperCheck;
import io.hakko.review.domain.PaperCheck.Deviation;
import io.hakko.review.domain.PaperCheck.Presented;
import io.hakko.review.domain.PaperCheck.Problem;
import io.hakko.review.domain.PaperRules;
import io.hakko.review.domain.RequiredPapers;
import io.hakko.review.domain.Requirement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An entered application beside its service profile: what it needs, what deviates, what is to be checked. */
final class ReviewCase {

    private static final String SENTENCE_END = "。";

    private final ApplicationView application;
    private final ApplicationView.Content content;
    private final ServiceProfile profile;
    private final List<Deviation> deviations;

    private ReviewCase(
            ApplicationView application,
            ApplicationView.Content content,
            ServiceProfile profile,
            List<Deviation> deviations) {
        this.application = application;
        this.content = content;
        this.profile = profile;
        this.deviations = deviations;
    }

    static ReviewCase of(
            ApplicationView application,
            ApplicationView.Content content,
            ServiceProfile profile,
            RequiredPapers required) {
        return new ReviewCase(
                application, content, profile, deviations(application.arrivedOn(), content, profile, required));
    }

    private static List<Deviation> deviations(
            LocalDate arrivedOn, ApplicationView.Content content, ServiceProfile profile, RequiredPapers required) {
        List<Presented> papers = content.papers().stream()
                .map(p -> new Presented(p.kind(), p.issuedOn(), p.original(), p.arrivedOn()))
                .toList();
        return PaperCheck.check(required.of(facts(content, profile)), papers, new ProfileRules(profile, arrivedOn));
    }

    /** What would deviate if these papers arrived on that day. */
    static List<PaperDeviation> foreseen(
            LocalDate arrivedOn, ApplicationView.Content content, ServiceProfile profile, RequiredPapers required) {
        return deviations(arrivedOn, content, profile, required).stream()
                .map(deviation -> {
                    String kind = deviation
                            .paper()
                            .map(position -> content.papers().get(position).kind())
                            .or(() -> deviation
                                    .requirement()
                                    .map(requirement -> requirement.accepts().get(0)))
                            .orElseThrow();
                    return new PaperDeviation(
                            deviation.paper(),
                            kind,
                            profile.paper(kind).label(),
                            profile.review()
                                    .deficiency(module(deviation.problem()))
                                    .label());
                })
                .toList();
    }

    ApplicationView application() {
        return application;
    }

    ApplicationView.Content content() {
        return content;
    }

    ServiceProfile profile() {
        return profile;
    }

    List<Deviation> deviations() {
        return deviations;
    }

    List<ChecklistItem> checklist() {
        return profile.review().checklistFor(scopes());
    }

    /** Deficiencies found by comparing papers with requirements, in the words of the profile. */
    List<Finding> automaticFindings() {
        return deviations.stream().map(this::finding).toList();
    }

    /** A deficiency found by eye. */
    Finding manualFinding(ReviewVerdict.ManualFinding found) {
        TextModule module = profile.review().deficiency(found.code());
        String[] text = split(module.text());
        String problem = found.note().map(note -> text[0] + "（" + note + "）").orElse(text[0]);
        return new Finding(false, module.code(), found.subject().orElse(module.label()), problem, text[1]);
    }

    List<ReviewSheet.PaperLine> papers() {
        List<ReviewSheet.PaperLine> lines = new ArrayList<>();
        for (int i = 0; i < content.papers().size(); i++) {
            PresentedPaper paper = content.papers().get(i);
            int position = i;
            Optional<String> problem = deviations.stream()
                    .filter(d -> d.paper().equals(Optional.of(position)))
                    .map(d -> profile.review().deficiency(module(d.problem())).label())
                    .reduce((one, other) -> one + "、" + other);
            lines.add(new ReviewSheet.PaperLine(
                    paper.kind(),
                    label(paper.kind()),
                    paper.issuedOn(),
                    paper.original(),
                    paper.arrivedOn(),
                    paper.note(),
                    problem));
        }
        return lines;
    }

    /** What a person should look at; no obstacle. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        content.applicant()
                .romajiSuggestion()
                .ifPresent(suggestion -> warnings.add(Texts.of("warning.romaji", suggestion)));
        if (content.company().kind().equals(Scope.CORPORATION.name())
                && content.company().corporateNumber().isEmpty()) {
            warnings.add(Texts.of("warning.corporateNumber"));
        }
        if (content.order().powerOfRepresentation().isPresent() && warnsOf(RecordedItem.POWER_OF_REPRESENTATION)) {
            warnings.add(Texts.of("warning.power", content.company().kindLabel()));
        }
        if (content.applicant().romajiAddress().isPresent() && warnsOf(RecordedItem.ROMAJI_ADDRESS)) {
            warnings.add(Texts.of("warning.romajiAddress", content.company().kindLabel()));
        }
        if (content.applicant().realName().isPresent()) {
            warnings.add(Texts.of("warning.alias"));
        }
        if (!content.termsVersion().equals(profile.consent().version())) {
            warnings.add(Texts.of("warning.terms", content.termsVersion()));
        }
        return warnings;
    }

    /** AMB-22. */
    private boolean warnsOf(RecordedItem item) {
        return profile.certificate()
                .warnsOf(item, Scope.valueOf(content.company().kind()));
    }

    private Finding finding(Deviation deviation) {
        TextModule module = profile.review().deficiency(module(deviation.problem()));
        String[] text = split(module.text());
        String remedy = deviation.problem() == Problem.WRONG_KIND ? Texts.of("remedy.wrongKind") : text[1];
        return new Finding(true, module.code(), subject(deviation), text[0], remedy);
    }

    private String subject(Deviation deviation) {
        return deviation
                .paper()
                .map(position -> label(content.papers().get(position).kind()))
                .or(() -> deviation.requirement().map(this::label))
                .orElse("");
    }

    private String label(Requirement requirement) {
        return Texts.orElse(
                "requirement." + requirement.code(), label(requirement.accepts().get(0)));
    }

    private String label(String kind) {
        return profile.paper(kind).label();
    }

    private static String module(Problem problem) {
        return switch (problem) {
            case MISSING -> "PAPER_MISSING";
            case TOO_OLD -> "PAPER_TOO_OLD";
            case COPY_NOT_ALLOWED -> "COPY_NOT_ACCEPTED";
            case WRONG_KIND -> "PAPER_KIND_WRONG";
        };
    }

    /** The last sentence of a text module says what to send, the others what is wrong. */
    private static String[] split(String text) {
        String body = text.endsWith(SENTENCE_END) ? text.substring(0, text.length() - 1) : text;
        int border = body.lastIndexOf(SENTENCE_END);
        return border < 0
                ? new String[] {text, Texts.of("remedy.default")}
                : new String[] {body.substring(0, border + 1), body.substring(border + 1) + SENTENCE_END};
    }

    private Set<Scope> scopes() {
        CaseFacts facts = facts(content, profile);
        Set<Scope> scopes = EnumSet.of(Scope.valueOf(facts.companyKind()));
        if (facts.agent()) {
            scopes.add(Scope.AGENT);
        }
        if (facts.formerName()) {
            scopes.add(Scope.FORMER_NAME);
        }
        if (content.applicant().realName().isPresent()) {
            scopes.add(Scope.ALIAS);
        }
        if (facts.romajiAddress()) {
            scopes.add(Scope.ROMAJI_ADDRESS);
        }
        if (facts.power()) {
            scopes.add(Scope.POWER_OF_REPRESENTATION);
        }
        return scopes;
    }

    private static CaseFacts facts(ApplicationView.Content content, ServiceProfile profile) {
        return new CaseFacts(
                profile.documents().requirements(),
                content.company().kind(),
                content.agent().isPresent(),
                content.applicant().formerName().isPresent(),
                content.applicant().romajiAddress().isPresent(),
                content.order().powerOfRepresentation().isPresent());
    }

    /** The rules of a profile for one application. */
    private record ProfileRules(ServiceProfile profile, LocalDate firstReceipt) implements PaperRules {

        @Override
        public boolean originalNeeded(String kind) {
            return profile.paper(kind).original();
        }

        @Override
        public boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn) {
            PaperKind rules = profile.paper(kind);
            return !rules.aged() || profile.documents().freshEnough(issuedOn, firstReceipt, arrivedOn);
        }
    }
}
