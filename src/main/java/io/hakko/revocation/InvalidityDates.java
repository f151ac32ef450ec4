package io.hakko.revocation;

import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.Zones;
import io.hakko.policy.RevocationReason;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.shared.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Since when a key is believed to be unsafe, from the day that was typed (RFC 5280 section 5.3.2). */
final class InvalidityDates {

    /** RFC 5280 section 5.3.1. */
    private static final int KEY_COMPROMISE = 1;

    private static final String POINTER = "/compromisedSince";

    private InvalidityDates() {}

    /** The beginning of that day, or of the certificate when it began on that day. What speaks against it is added. */
    static Optional<Instant> of(
            Optional<LocalDate> typed,
            Optional<IssuedCertificate> certificate,
            Optional<RevocationReason> reason,
            Instant now,
            List<Violation> wrong) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        LocalDate day = typed.get();
        LocalDate today = LocalDate.ofInstant(now, Zones.TOKYO);
        if (day.isAfter(today)) {
            wrong.add(Violation.at(POINTER, RevocationRefusal.COMPROMISE_IN_FUTURE, today));
        }
        certificate
                .map(found -> LocalDate.ofInstant(found.notBefore(), Zones.TOKYO))
                .filter(day::isBefore)
                .ifPresent(first ->
                        wrong.add(Violation.at(POINTER, RevocationRefusal.COMPROMISE_BEFORE_CERTIFICATE, first)));
        if (reason.filter(found -> !found.crlReason().equals(Optional.of(KEY_COMPROMISE)))
                .isPresent()) {
            wrong.add(Violation.at(POINTER, RevocationRefusal.COMPROMISE_WITHOUT_REASON));
        }
        Instant begin = day.atStartOfDay(Zones.TOKYO).toInstant();
        return Optional.of(certificate
                .map(IssuedCertificate::notBefore)
                .filter(begin::isBefore)
                .orElse(begin));
    }
}
