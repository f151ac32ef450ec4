package io.hakko.card;

import io.hakko.shared.RefusalCode;

/** Why the card module refuses. */
public enum CardRefusal implements RefusalCode {
    /** There is no card in the reader, or it cannot be read. */
    NO_CARD("card.noCard", Kind.INVALID),
    /** Another card is in the reader than the one named. */
    OTHER_CARD("card.otherCard", Kind.INVALID),
    /** Something is written on the card already. */
    NOT_BLANK("card.notBlank", Kind.INVALID),
    /** The chip was used for a card before. */
    CHIP_USED("card.chipUsed", Kind.INVALID),
    /** Not a chip serial. */
    CHIP_SERIAL_FORM("card.chipSerialForm", Kind.INVALID),
    /** The application has a card in work or ready already. */
    CARD_EXISTS("card.cardExists", Kind.CONFLICT),
    /** The ledger does not allow this step now. */
    STEP_NOT_ALLOWED("card.stepNotAllowed", Kind.CONFLICT),
    /** There is no such card. */
    UNKNOWN_CARD("card.unknownCard", Kind.NOT_FOUND),
    /** There is no such simulated card. */
    UNKNOWN_SIMULATED_CARD("card.unknownSimulatedCard", Kind.NOT_FOUND),
    /** This station's reader is not a simulated one. */
    NO_SIMULATOR("card.noSimulator", Kind.NOT_FOUND),
    /** The PIN is gone: shown before, or the station was restarted. */
    PIN_GONE("card.pinGone", Kind.CONFLICT),
    /** The PIN letter is sealed before its PIN was shown. */
    PIN_NOT_SHOWN("card.pinNotShown", Kind.CONFLICT),
    /** No spoiled PIN letter of this card waits to be destroyed. */
    NO_JAM("card.noJam", Kind.CONFLICT),
    /** Nobody confirms that the PIN letter was destroyed which he himself reported. */
    OWN_JAM("card.ownJam", Kind.FORBIDDEN),
    /** The card that is to get a new PIN does not lie in the reader. */
    CARD_AWAITED("card.cardAwaited", Kind.CONFLICT),
    /** A verdict is missing. */
    VERDICT_MISSING("card.verdictMissing", Kind.INVALID),
    /** A failed inspection, or a card given up, needs a reason. */
    REASON_MISSING("card.reasonMissing", Kind.INVALID),
    /** What was typed in as a reason has as many digits as a PIN. */
    REASON_WITH_DIGITS("card.reasonWithDigits", Kind.INVALID),
    /** The card cannot be read back, so it cannot pass. */
    UNREADABLE("card.unreadable", Kind.INVALID),
    /** The certificate on the card is not the issued one. */
    CERTIFICATE_DIFFERS("card.certificateDiffers", Kind.INVALID),
    /** The card number on the card is not that of the ledger. */
    NUMBER_DIFFERS("card.numberDiffers", Kind.INVALID),
    /** The certificate is revoked. */
    CERTIFICATE_REVOKED("card.certificateRevoked", Kind.INVALID),
    /** Something other than the card hinders the station; it tries again. */
    STATION_WAITS("card.stationWaits", Kind.CONFLICT),
    /** The work of an issuer. */
    ISSUER_ONLY("card.issuerOnly", Kind.FORBIDDEN),
    /** The work of an issuer or an inspector. */
    STATION_STAFF_ONLY("card.stationStaffOnly", Kind.FORBIDDEN);

    private final String key;
    private final Kind kind;

    CardRefusal(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
