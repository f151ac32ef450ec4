package io.hakko.delivery;

import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnedParcel;
import java.time.LocalDate;
import java.util.Set;

/**
 * The post office brought parcels back (返戻, A-DLV-05).
 *
 * @param parcels which of them; may be empty where only one is in the mail
 */
public record RecordReturn(LocalDate returnedOn, Set<ParcelContent> parcels, ReturnedParcel.Slip slip) {

    public RecordReturn {
        parcels = Set.copyOf(parcels);
    }
}
