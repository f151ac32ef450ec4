package io.hakko.delivery;

import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnedParcel;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The post office brought parcels back (返戻, A-DLV-05).
 *
 * @param parcels which of them; may be empty where only one is in the mail
 */
public record RecordReturn(LocalDate returnedOn, Set<ParcelContent> parcels, ReturnedParcel.Slip slip) {

    public RecordReturn {
        parcels = Set.copyOf(parcels);
    }

    /** Nobody fetched these parcels as long as the post office kept them; named as in {@link ReceiptView}. */
    public static RecordReturn notFetched(LocalDate returnedOn, Collection<String> parcels) {
        return new RecordReturn(
                returnedOn,
                parcels.stream().map(ParcelContent::valueOf).collect(Collectors.toSet()),
                ReturnedParcel.Slip.STORAGE_ENDED);
    }
}
