package io.hakko.revocation;

import io.hakko.shared.CardNumber;
import io.hakko.shared.RevocationRequestNumber;
import java.time.LocalDate;
import java.util.List;

/**
 * Originals that are waited for.
 *
 * @param form Japanese name of the form
 * @param documents Japanese names of the documents that came by FAX with it
 * @param faxedOn day on which the FAX came
 * @param lastDay by when the originals must have come
 */
public record OriginalsView(
        RevocationRequestNumber number,
        CardNumber card,
        String requester,
        String form,
        List<String> documents,
        LocalDate faxedOn,
        LocalDate lastDay) {

    @Override
    public String toString() {
        return "OriginalsView[" + number + "]";
    }
}
