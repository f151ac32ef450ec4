package io.hakko.delivery;

import io.hakko.delivery.domain.ReturnedParcel;

/**
 * Why parcels came back.
 *
 * @param holderReached whether the holder was reached and can receive them now
 * @param note what was heard; never empty
 */
public record InvestigateReturn(ReturnedParcel.Cause cause, boolean holderReached, String note) {

    @Override
    public String toString() {
        return "InvestigateReturn[" + cause + "]";
    }
}
