package io.hakko.notice;

import io.hakko.shared.ProfileRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A letter as staff see it.
 *
 * @param number printed on the letter, {@code 通-2026-000001}
 * @param sequence as in {@link WriteLetter}
 * @param writtenAt when it was written
 * @param posted empty as long as it lies in the house
 */
public record LetterView(
        LetterId id,
        String number,
        LetterKind kind,
        String caseKey,
        String sequence,
        ProfileRef profile,
        Recipient recipient,
        Instant writtenAt,
        Optional<PostedLetter> posted) {}
