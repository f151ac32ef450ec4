package io.hakko.policy;

import java.time.LocalDate;
import java.util.List;

/**
 * Papers and their age.
 *
 * @param maxAgeMonths how old an aged paper may be, in calendar months
 * @param judgedAt at whose receipt the age is judged (AMB-16)
 * @param requirements which rows of the decision table {@code required-documents} say what an application needs
 * @param usual kinds of paper most applications bring; reception finds them filled in
 * @param kinds the kinds of paper the service knows
 */
public record DocumentRules(
        int maxAgeMonths, JudgedAt judgedAt, String requirements, List<String> usual, List<PaperKind> kinds) {

    private static final int MOST_MONTHS = 24;

    /** When the age of a paper is judged. */
    public enum JudgedAt {
        /** On the day the application's first papers arrived. */
        FIRST_RECEIPT,
        /** On the day the paper itself arrived. */
        OWN_RECEIPT
    }

    public DocumentRules {
        Impossible.within("age of papers in months", maxAgeMonths, 1, MOST_MONTHS);
        kinds = Impossible.unique("kinds of paper", Impossible.some("kinds of paper", kinds), PaperKind::code);
        Impossible.matching("requirements of papers", requirements, "[a-z0-9][a-z0-9-]{1,39}");
        usual = Impossible.unique("usual papers", usual, code -> code);
        List<String> codes = kinds.stream().map(PaperKind::code).toList();
        for (String code : usual) {
            Impossible.unless(codes.contains(code), "the usual paper %s is no kind of paper", code);
        }
    }

    /** Whether a paper is fresh enough. */
    public boolean freshEnough(LocalDate issuedOn, LocalDate firstReceipt, LocalDate ownReceipt) {
        LocalDate judged = judgedAt == JudgedAt.FIRST_RECEIPT ? firstReceipt : ownReceipt;
        return !issuedOn.isBefore(judged.minusMonths(maxAgeMonths));
    }
}
