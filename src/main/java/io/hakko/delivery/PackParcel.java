package io.hakko.delivery;

/**
 * A clerk has packed a parcel.
 *
 * @param cardNumber as scanned or typed from the card face or from the PIN letter; must be the one of the case
 * @param allEnclosed everything on the packing list is inside
 */
public record PackParcel(String cardNumber, boolean allEnclosed) {}
