package io.hakko.review.domain;

import java.time.LocalDate;

/** What the service profile says about kinds of papers. */
public interface PaperRules {

    /** Whether only the original counts (A-DOC-01). */
    boolean originalNeeded(String kind);

    /** Whether a paper that came on a day is fresh enough, as far as its kind ages at all (AMB-16). */
    boolean freshEnough(String kind, LocalDate issuedOn, LocalDate arrivedOn);
}
