package io.hakko.revocation;

import io.hakko.notice.PostLetter;
import java.util.Optional;

/**
 * The revocation notices were posted (A-REV-05).
 *
 * @param holder posting of the holder's notice; empty only when none was written
 * @param company posting of the company's notice; empty only when none was written
 */
public record PostNotices(Optional<PostLetter> holder, Optional<PostLetter> company) {}
