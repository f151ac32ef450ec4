package io.hakko.review;

import io.hakko.application.PresentedPaper;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Corrected papers have arrived.
 *
 * @param arrivedOn day of arrival as stamped
 * @param papers papers received; each replaces those of its kind
 * @param note what was corrected without a new paper, e.g. by a stamp on the form
 * @param noMyNumberVisible a person has looked at every paper and no 個人番号 is visible (D-13)
 */
public record CorrectionReceived(
        LocalDate arrivedOn, List<PresentedPaper> papers, Optional<String> note, boolean noMyNumberVisible) {

    public CorrectionReceived {
        papers = List.copyOf(papers);
    }
}
