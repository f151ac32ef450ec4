package io.hakko.notice;

import io.hakko.shared.ProfileRef;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A letter that is on its way.
 *
 * @param deemedArrival the day from which deadlines count: the postmark (B-NOT-02)
 */
public record PostedLetter(
        LetterId id,
        String number,
        LetterKind kind,
        String caseKey,
        ProfileRef profile,
        LocalDate postedOn,
        PostingChannel channel,
        Optional<String> trackingNumber,
        LocalDate deemedArrival) {}
