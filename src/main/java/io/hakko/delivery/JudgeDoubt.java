package io.hakko.delivery;

import io.hakko.delivery.domain.ContentDoubt;

/**
 * A reviewer has compared the content with the papers.
 *
 * @param reason why, for the trail; never empty
 * @param reply what the holder is answered; needed when the content is right
 */
public record JudgeDoubt(ContentDoubt.Finding finding, String reason, String reply) {

    /** The content is right. */
    public static JudgeDoubt cleared(String reason, String reply) {
        return new JudgeDoubt(ContentDoubt.Finding.CLEARED, reason, reply);
    }

    @Override
    public String toString() {
        return "JudgeDoubt[" + finding + "]";
    }
}
