package io.hakko.card;

import io.hakko.shared.RefusalCode;

/** Why the holder's tool refuses, and why a statement that a holder signed is refused. */
public enum HolderRefusal implements RefusalCode {
    /** The PKCS#11 library of the cards is not there. */
    NO_LIBRARY("card.holder.noLibrary", Kind.INVALID),
    /** The PC has no reader, or the service of the readers does not run. */
    NO_READER("card.holder.noReader", Kind.INVALID),
    /** No card lies in a reader. */
    NO_CARD("card.holder.noCard", Kind.INVALID),
    /** More than one card lies in the readers. */
    MANY_CARDS("card.holder.manyCards", Kind.INVALID),
    /** The card is none of ours. */
    FOREIGN_CARD("card.holder.foreignCard", Kind.INVALID),
    /** The card does not answer as it should, or was taken out. */
    CARD_FAILED("card.holder.cardFailed", Kind.INVALID),
    /** The PIN is wrong. */
    PIN_WRONG("card.holder.pinWrong", Kind.INVALID),
    /** The PIN is wrong, and more than half of the tries are used up. */
    PIN_WRONG_FEW("card.holder.pinWrongFew", Kind.INVALID),
    /** The PIN is wrong, and there is one try left. */
    PIN_WRONG_LAST("card.holder.pinWrongLast", Kind.INVALID),
    /** Too many wrong PINs; the service hands out an unblocking value. */
    LOCKED("card.holder.locked", Kind.INVALID),
    /** Too many wrong PINs, and nothing opens the card again. */
    LOCKED_FOR_GOOD("card.holder.lockedForGood", Kind.INVALID),
    /** No PIN was typed in. */
    PIN_MISSING("card.holder.pinMissing", Kind.INVALID),
    /** The new PIN is not six to eight digits. */
    NEW_PIN_FORM("card.holder.newPinForm", Kind.INVALID),
    /** The new PIN was typed in differently the second time. */
    NEW_PIN_DIFFERS("card.holder.newPinDiffers", Kind.INVALID),
    /** The service has no unblocking (B-PIN-03). */
    NOT_UNBLOCKABLE("card.holder.notUnblockable", Kind.INVALID),
    /** The unblocking value is wrong. */
    UNBLOCKING_WRONG("card.holder.unblockingWrong", Kind.INVALID),
    /** Too many wrong unblocking values: the card is dead (A-PIN-03). */
    UNBLOCKING_LOCKED("card.holder.unblockingLocked", Kind.INVALID),
    /** There is no such reason of a holder's revocation. */
    REASON_UNKNOWN("card.holder.reasonUnknown", Kind.INVALID),
    /** The file is there already. */
    FILE_EXISTS("card.holder.fileExists", Kind.INVALID),
    /** The file cannot be written. */
    FILE_UNWRITABLE("card.holder.fileUnwritable", Kind.INVALID),
    /** No signed statement. */
    STATEMENT_MALFORMED("card.statement.malformed", Kind.INVALID),
    /** Signed with another certificate. */
    STATEMENT_OTHER_SIGNER("card.statement.otherSigner", Kind.INVALID),
    /** The signature does not fit. */
    STATEMENT_FORGED("card.statement.forged", Kind.INVALID),
    /** It speaks of another card than the one that signed it. */
    STATEMENT_OTHER_CARD("card.statement.otherCard", Kind.INVALID),
    /** It was signed too long ago. */
    STATEMENT_TOO_OLD("card.statement.tooOld", Kind.INVALID),
    /** It claims to be signed later than now. */
    STATEMENT_FROM_FUTURE("card.statement.fromFuture", Kind.INVALID);

    private final String key;
    private final Kind kind;

    HolderRefusal(String key, Kind kind) {
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
