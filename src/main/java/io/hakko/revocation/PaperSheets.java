package io.hakko.revocation;

import io.hakko.application.ApplicationView;
import io.hakko.policy.Channel;
import io.hakko.revocation.PaperRequestSheet.ChecklistLine;
import io.hakko.revocation.PaperRequestSheet.Choice;
import io.hakko.revocation.PaperRequestSheet.ConditionalLine;
import io.hakko.revocation.PaperRequestSheet.DocumentLine;
import io.hakko.revocation.PaperRequestSheet.Ground;
import io.hakko.revocation.PaperRequestSheet.ReviewLine;
import io.hakko.revocation.domain.EvidenceCheck.Deviation;
import io.hakko.revocation.domain.Examination;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import io.hakko.shared.ApplicationNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request on paper as reviewer and approver see it. */
final class PaperSheets {

    private static final String SEAL = "印が申込時と異なるとき";
    private static final String NAME = "氏名・名称等が申込時と異なるとき";

    private PaperSheets() {}

    static PaperRequestSheet of(PaperCase paperCase, RevocationRequestView view, Optional<Examination> examination) {
        PaperRequest paper = paperCase.paper();
        ApplicationView application = paperCase.application();
        return new PaperRequestSheet(
                view,
                application,
                paperCase.rules().form(),
                Channel.valueOf(paper.channel().name()).label(),
                paper.arrivedOn(),
                paperCase.rules().ground().map(text -> new Ground(text, paper.holderUnable())),
                paper.formerName(),
                paper.noticeAddress().map(address -> "〒" + address.postalCode() + " " + address.text()),
                paper.documents().stream()
                        .map(document -> new DocumentLine(
                                paperCase.profile().paper(document.kind()).label(),
                                document.issuedOn(),
                                document.original(),
                                paperCase.deviations(document).stream()
                                        .map(PaperSheets::problem)
                                        .findFirst()))
                        .toList(),
                conditional(paperCase),
                paperCase.checklist().stream()
                        .map(item -> new ChecklistLine(item.code(), item.rule(), item.label()))
                        .toList(),
                paperCase.profile().revocation().onPaper().refusals().stream()
                        .map(text -> new Choice(text.code(), text.label()))
                        .toList(),
                examination.map(found -> new ReviewLine(
                        found.by().id(),
                        found.sealDiffers(),
                        found.nameDiffers(),
                        found.exemptedBy().map(ApplicationNumber::value),
                        found.note())));
    }

    private static List<ConditionalLine> conditional(PaperCase paperCase) {
        List<ConditionalLine> lines = new ArrayList<>();
        paperCase.required(true, false).forEach(requirement -> lines.add(line(SEAL, requirement, paperCase)));
        paperCase.required(false, true).forEach(requirement -> lines.add(line(NAME, requirement, paperCase)));
        return lines;
    }

    private static ConditionalLine line(String when, Requirement requirement, PaperCase paperCase) {
        return new ConditionalLine(
                when,
                requirement.accepts().stream()
                        .map(kind -> paperCase.profile().paper(kind).label())
                        .toList(),
                requirement.rule());
    }

    private static String problem(Deviation deviation) {
        return switch (deviation.problem()) {
            case TOO_OLD -> "発行日が古い";
            case COPY -> "写しである";
            case MISSING -> "ない";
        };
    }
}
