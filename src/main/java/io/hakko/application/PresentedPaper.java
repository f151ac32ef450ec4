package io.hakko.application;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A paper of the application.
 *
 * @param kind code of the kind, as the service profile lists them
 * @param issuedOn date of issue printed on it
 * @param original whether it is the original
 * @param note what reception wrote about it
 * @param arrivedOn day on which it arrived
 */
public record PresentedPaper(
        String kind, LocalDate issuedOn, boolean original, Optional<String> note, LocalDate arrivedOn) {}
