package io.hakko.notice;

import io.hakko.shared.Actor;
import java.util.List;

/**
 * Letters of a case. A letter counts as sent only when its posting is registered (D-05); only then the deadline that it
 * starts is armed, by the module that owns the case.
 */
public interface Letters {

    /**
     * Writes a letter and keeps it. The PDF never changes afterwards. Writing the same letter again (same case, kind and
     * key) returns the one that was written first.
     *
     * @throws io.hakko.shared.Refusal INVALID when the font has no glyph for a character of the letter
     */
    LetterId write(WriteLetter command);

    /**
     * Registers that a letter was really posted, and publishes {@link NoticeSent}. To be called inside
     * {@link io.hakko.workflow.Tasks#complete}.
     *
     * @throws io.hakko.shared.Refusal at {@code /postedOn}, {@code /channel} or {@code /trackingNumber}; CONFLICT when it
     *     is posted already
     */
    PostedLetter post(LetterId letter, PostLetter command, Actor actor);

    /**
     * What is known of a letter.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND
     */
    LetterView read(LetterId letter);

    /** The letters of a case, in the order of writing. */
    List<LetterView> ofCase(String caseKey);

    /**
     * The PDF as it was written.
     *
     * @throws io.hakko.shared.Refusal NOT_FOUND
     */
    byte[] pdf(LetterId letter);
}
