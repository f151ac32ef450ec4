package io.hakko.notice;

import java.time.LocalDate;

/**
 * A letter was posted; published in the transaction that registered it.
 *
 * @param deemedArrival the postmark (B-NOT-02)
 */
public record NoticeSent(
        LetterId letter, LetterKind kind, String caseKey, LocalDate postedOn, LocalDate deemedArrival) {}
