package io.hakko.notice;

import java.time.LocalDate;
import java.util.Optional;

/**
 * 発送登録: a letter was really posted.
 *
 * @param postedOn day of the postmark
 * @param trackingNumber 引受番号, needed where the post office gives one
 */
public record PostLetter(LocalDate postedOn, PostingChannel channel, Optional<String> trackingNumber) {}
