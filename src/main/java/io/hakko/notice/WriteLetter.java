package io.hakko.notice;

import io.hakko.shared.ProfileRef;

/**
 * A letter to write.
 *
 * @param caseKey business key of the case: application number, invoice number or revocation request number
 * @param sequence tells letters of one kind in one case apart, e.g. the round, or {@code holder} and {@code company};
 *     together with case and kind it makes writing idempotent
 * @param profile whose templates are used
 * @param content the facts; a letter fetches nothing itself
 */
public record WriteLetter(
        String caseKey, String sequence, ProfileRef profile, Recipient recipient, LetterContent content) {

    public WriteLetter {
        if (caseKey.isBlank() || sequence.isBlank()) {
            throw new IllegalArgumentException("a letter needs a case and a sequence");
        }
    }

    public LetterKind kind() {
        return content.kind();
    }
}
