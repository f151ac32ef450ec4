package io.hakko.repository.domain;

import java.time.Instant;

/**
 * What relying parties had before.
 *
 * @param number 0 when there is none
 * @param thisUpdate when it was made
 * @param revocations how many revocations the authority had then
 */
public record LastPublished(long number, Instant thisUpdate, long revocations) {

    /** Nothing was published yet. */
    public static final LastPublished NONE = new LastPublished(0, Instant.EPOCH, 0);
}
