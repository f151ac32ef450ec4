package io.hakko.delivery.domain;

import io.hakko.shared.CardNumber;
import java.util.List;

/** Where returned mail is kept. */
public interface ReturnStore {

    /** How often this parcel has come back so far. */
    int times(CardNumber card, ParcelContent content);

    void add(ReturnedParcel returned);

    /** The parcels that lie in the house, each as it came back last. */
    List<ReturnedParcel> inHouse(CardNumber card);

    /** Stores what was found out about everything that lies in the house. */
    void found(CardNumber card, ReturnedParcel.Finding finding);
}
