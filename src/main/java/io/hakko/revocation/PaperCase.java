package io.hakko.revocation;

import io.hakko.application.ApplicationView;
import io.hakko.policy.ChecklistItem;
import io.hakko.policy.PaperKind;
import io.hakko.policy.PaperRequestRules;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.EvidenceCheck;
import io.hakko.revocation.domain.EvidenceCheck.Deviation;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequest.Presented;
import io.hakko.revocation.domain.RequestFacts;
import io.hakko.revocation.domain.RevocationPapers;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import io.hakko.revocation.domain.RevocationRequest;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A request on paper beside the application of its certificate and the rules of the service. */
record PaperCase(
        RevocationRequest request,
        PaperRequest paper,
        ApplicationView application,
        ServiceProfile profile,
        RevocationPapers papers) {

    ApplicationView.Content content() {
        return application
                .content()
                .orElseThrow(() -> new IllegalStateException("a certificate without application: " + request.number()));
    }

    PaperRequestRules.Requester rules() {
        return Requesters.rules(profile.revocation().onPaper(), request.origin());
    }

    List<ChecklistItem> checklist() {
        Set<Scope> scopes = EnumSet.of(Scope.valueOf(content().company().kind()));
        if (content().applicant().formerName().isPresent()) {
            scopes.add(Scope.FORMER_NAME);
        }
        return rules().checklistFor(scopes);
    }

    /** The documents that are needed if seal or name are not those of the application. */
    List<Requirement> required(boolean sealDiffers, boolean nameDiffers) {
        return papers.of(new RequestFacts(
                profile.revocation().onPaper().requirements(),
                Requesters.party(request.origin()).name(),
                content().company().kind(),
                sealDiffers,
                nameDiffers));
    }

    List<Deviation> deviations(boolean sealDiffers, boolean nameDiffers) {
        return EvidenceCheck.check(
                required(sealDiffers, nameDiffers),
                paper.documents(),
                paper.arrivedOn(),
                paper.channel().owesOriginals(),
                new ProfileRules(profile));
    }

    /** What is wrong with one document, whatever it is needed for. */
    List<Deviation> deviations(Presented document) {
        return EvidenceCheck.check(
                List.of(new Requirement(document.kind(), List.of(document.kind()), "")),
                List.of(document),
                paper.arrivedOn(),
                paper.channel().owesOriginals(),
                new ProfileRules(profile));
    }

    /** B-RVK-03: where the certificate carries the former name, the request must state it. */
    boolean lacksFormerName() {
        return rules().statesFormerName()
                && content().applicant().formerName().isPresent()
                && paper.formerName()
                        .map(PaperCase::comparable)
                        .filter(content()
                                .applicant()
                                .formerName()
                                .map(PaperCase::comparable)
                                .orElseThrow()::equals)
                        .isEmpty();
    }

    private static String comparable(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s", "");
    }

    /** What the profile says about kinds of documents; their age is judged on the day they came. */
    record ProfileRules(ServiceProfile profile) implements EvidenceCheck.DocumentRules {

        @Override
        public boolean originalNeeded(String kind) {
            return profile.paper(kind).original();
        }

        @Override
        public boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn) {
            PaperKind rules = profile.paper(kind);
            return !rules.aged() || profile.documents().freshEnough(issuedOn, arrivedOn, arrivedOn);
        }
    }

    @Override
    public String toString() {
        return "PaperCase[" + request.number() + "]";
    }
}
