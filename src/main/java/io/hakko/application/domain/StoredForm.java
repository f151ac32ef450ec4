package io.hakko.application.domain;

import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.List;

/**
 * What was entered, with the papers as they lie there now.
 *
 * @param profile version that the application is pinned to
 * @param companyKey key under which the cards of the company are counted (D-09)
 */
public record StoredForm(ProfileRef profile, ApplicationForm form, List<StoredPaper> papers, String companyKey) {

    public StoredForm {
        papers = List.copyOf(papers);
    }

    /** A paper and the day on which it came. */
    public record StoredPaper(ApplicationForm.Paper paper, LocalDate arrivedOn) {}
}
