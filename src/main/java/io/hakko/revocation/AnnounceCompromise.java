package io.hakko.revocation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * That everybody was told of a compromise.
 *
 * @param announcedOn when relying parties could read it
 * @param reportedOn when the competent minister was told
 */
public record AnnounceCompromise(Optional<LocalDate> announcedOn, Optional<LocalDate> reportedOn) {}
