package io.hakko.revocation;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A manager proposes a revocation.
 *
 * @param certificate card number or serial number, as typed
 * @param reasonCode code of one of the operator's reasons in the service profile
 * @param explanation why; never empty
 * @param compromisedSince since when the key is believed to be unsafe, if that is known
 */
public record ProposeRevocation(
        String certificate, String reasonCode, String explanation, Optional<LocalDate> compromisedSince) {

    /** A proposal that does not say since when. */
    public ProposeRevocation(String certificate, String reasonCode, String explanation) {
        this(certificate, reasonCode, explanation, Optional.empty());
    }
}
