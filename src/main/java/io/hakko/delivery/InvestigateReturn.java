package io.hakko.delivery;

import io.hakko.delivery.domain.ReturnedParcel;

/**
 * Why parcels came back.
 *
 * @param holderReached whether the holder was reached and can receive them now
 * @param note what was heard; never empty
 */
public record InvestigateReturn(ReturnedParcel.Cause cause, boolean holderReached, String note) {

    /** The holder was absent, and can receive the parcels now. */
    public static InvestigateReturn absent(String note) {
        return new InvestigateReturn(ReturnedParcel.Cause.ABSENCE, true, note);
    }

    @Override
    public String toString() {
        return "InvestigateReturn[" + cause + "]";
    }
}
