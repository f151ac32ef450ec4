package io.hakko.revocation;

import io.hakko.application.ApplicationView;
import io.hakko.application.Applications;
import io.hakko.application.PresentedPaper;
import io.hakko.policy.PaperKind;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.RevocationPapers.Requirement;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A later or simultaneous application of the same holder or company proves what has changed, so that the request needs no
 * document (A-REV-10, D-14).
 */
@Component
class Exemptions {

    private static final String POINTER = "/exemptedBy";

    /** Applications whose papers nobody has taken for good. */
    private static final Set<String> PROVING_NOTHING = Set.of("RECEIVED", "REJECTED", "WITHDRAWN");

    private final Applications applications;
    private final Profiles profiles;

    Exemptions(Applications applications, Profiles profiles) {
        this.applications = applications;
        this.profiles = profiles;
    }

    /**
     * The application that was typed in.
     *
     * @param wrong gets what is wrong with it
     */
    Optional<ApplicationView> find(String typed, PaperCase paperCase, List<Violation> wrong) {
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        Optional<ApplicationView> found = read(plain, wrong);
        if (found.filter(application -> !isOfTheSame(application, paperCase)).isPresent()) {
            wrong.add(Violation.at(POINTER, RevocationRefusal.EXEMPTION_OF_OTHERS));
            return Optional.empty();
        }
        return found;
    }

    private Optional<ApplicationView> read(String plain, List<Violation> wrong) {
        try {
            return Optional.of(applications.of(ApplicationNumber.of(plain)));
        } catch (IllegalArgumentException noNumber) {
            wrong.add(Violation.at(POINTER, RevocationRefusal.EXEMPTION_UNREADABLE));
        } catch (Refusal unknown) {
            wrong.add(Violation.at(POINTER, RevocationRefusal.EXEMPTION_UNKNOWN));
        }
        return Optional.empty();
    }

    /** The same service, not before the application of the certificate, and the same holder or company. */
    private static boolean isOfTheSame(ApplicationView other, PaperCase paperCase) {
        ApplicationView own = paperCase.application();
        return other.profile().id().equals(own.profile().id())
                && !other.number().equals(own.number())
                && !other.arrivedOn().isBefore(own.arrivedOn())
                && other.content()
                        .filter(content -> paperCase.request().origin() == Origin.HOLDER
                                ? content.applicant()
                                        .birthDate()
                                        .equals(paperCase.content().applicant().birthDate())
                                : content.company()
                                        .key()
                                        .equals(paperCase.content().company().key()))
                        .isPresent();
    }

    /** Whether a paper of this application proves what a requirement wants. */
    boolean proves(ApplicationView application, Requirement requirement) {
        ServiceProfile profile = profiles.get(application.profile());
        return !PROVING_NOTHING.contains(application.status())
                && application.content().stream()
                        .flatMap(content -> content.papers().stream())
                        .filter(paper -> requirement.accepts().contains(paper.kind()))
                        .anyMatch(paper -> counts(paper, application, profile));
    }

    private static boolean counts(PresentedPaper paper, ApplicationView application, ServiceProfile profile) {
        PaperKind rules = profile.paper(paper.kind());
        boolean fresh = !rules.aged()
                || profile.documents().freshEnough(paper.issuedOn(), application.arrivedOn(), paper.arrivedOn());
        return fresh && (paper.original() || !rules.original());
    }
}
