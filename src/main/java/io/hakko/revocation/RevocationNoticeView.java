package io.hakko.revocation;

import io.hakko.notice.LetterView;

/**
 * A revocation notice that is to be posted.
 *
 * @param receiver {@code HOLDER} or {@code COMPANY}
 */
public record RevocationNoticeView(String receiver, String receiverLabel, LetterView letter) {}
