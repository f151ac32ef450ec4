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
    /** The chip is on no goods-in list. */
    CHIP_UNLISTED("card.chipUnlisted", Kind.INVALID),
    /** The station has no box open. */
    NO_BOX_OPEN("card.noBoxOpen", Kind.INVALID),
    /** The chip belongs to another box than the station has open. */
    WRONG_BOX("card.wrongBox", Kind.INVALID),
    /** The goods-in list has no line. */
    GOODS_IN_EMPTY("card.goodsIn.empty", Kind.INVALID),
    /** The goods-in list has too many lines. */
    GOODS_IN_TOO_LONG("card.goodsIn.tooLong", Kind.INVALID),
    /** The goods-in list is not UTF-8. */
    GOODS_IN_ENCODING("card.goodsIn.encoding", Kind.INVALID),
    /** A line has not two columns. */
    GOODS_IN_COLUMNS("card.goodsIn.columns", Kind.INVALID),
    /** A line without a box number. */
    GOODS_IN_BOX("card.goodsIn.box", Kind.INVALID),
    /** A line without a chip serial. */
    GOODS_IN_CHIP("card.goodsIn.chip", Kind.INVALID),
    /** A chip stands in two lines. */
    GOODS_IN_REPEATED("card.goodsIn.repeated", Kind.INVALID),
    /** A chip was received before. */
    GOODS_IN_KNOWN("card.goodsIn.known", Kind.INVALID),
    /** There is no such box. */
    UNKNOWN_BOX("card.unknownBox", Kind.NOT_FOUND),
    /** No blank is left in the box. */
    BOX_USED_UP("card.boxUsedUp", Kind.CONFLICT),
    /** Another station has the box open. */
    BOX_OPEN_ELSEWHERE("card.boxOpenElsewhere", Kind.CONFLICT),
    /** How many blanks are left was not entered. */
    COUNT_MISSING("card.countMissing", Kind.INVALID),
    /** The count is not what the ledger says, and no reason was given. */
    COUNT_DIFFERS("card.countDiffers", Kind.INVALID),
    /** No count of today waits for its second signature. */
    NO_COUNT("card.noCount", Kind.CONFLICT),
    /** Nobody signs the count which he himself made. */
    OWN_COUNT("card.ownCount", Kind.FORBIDDEN),
    /** The stock has changed since the count. */
    COUNT_STALE("card.countStale", Kind.CONFLICT),
    /** Somebody else was quicker. */
    STOCK_CHANGED("card.stockChanged", Kind.CONFLICT),
    /** No such spoiled card waits to be destroyed. */
    NOT_TO_DESTROY("card.notToDestroy", Kind.NOT_FOUND),
    /** The certificate of the spoiled card is not revoked yet. */
    NOT_SETTLED("card.notSettled", Kind.CONFLICT),
    /** That the card was destroyed is recorded already. */
    DESTRUCTION_RECORDED("card.destructionRecorded", Kind.CONFLICT),
    /** Nobody has destroyed the card yet. */
    NOT_DESTROYED("card.notDestroyed", Kind.CONFLICT),
    /** Nobody witnesses the destruction which he himself did. */
    OWN_DESTRUCTION("card.ownDestruction", Kind.FORBIDDEN),
    /** No such blank waits to be destroyed. */
    NO_DEAD_BLANK("card.noDeadBlank", Kind.NOT_FOUND),
    /** Nobody confirms the destruction of a blank which he himself has written off. */
    OWN_WRITE_OFF("card.ownWriteOff", Kind.FORBIDDEN),
    /** The work of a stock keeper or a manager. */
    STOCK_KEEPER_ONLY("card.stockKeeperOnly", Kind.FORBIDDEN),
    /** The work of those who handle cards: issuer, inspector, stock keeper, manager. */
    STOCK_STAFF_ONLY("card.stockStaffOnly", Kind.FORBIDDEN),
    /** Not a chip serial. */
    CHIP_SERIAL_FORM("card.chipSerialForm", Kind.INVALID),
    /** The application has a card in work or ready already. */
    CARD_EXISTS("card.cardExists", Kind.CONFLICT),
    /** The ledger does not allow this step now. */
    STEP_NOT_ALLOWED("card.stepNotAllowed", Kind.CONFLICT),
    /** The card belongs to another station. */
    OTHER_STATION("card.otherStation", Kind.FORBIDDEN),
    /** Another worker of this station has taken the card. */
    CLAIMED_ELSEWHERE("card.claimedElsewhere", Kind.CONFLICT),
    /** Who asks is no station that is known here. */
    UNKNOWN_STATION("card.unknownStation", Kind.FORBIDDEN),
    /** The certificate of the station is not valid now. */
    STATION_EXPIRED("card.stationExpired", Kind.FORBIDDEN),
    /** User id or password is wrong, or the account is locked for a while. */
    SIGN_IN_FAILED("card.signInFailed", Kind.FORBIDDEN),
    /** What a station sent cannot be understood. */
    STATION_REQUEST("card.stationRequest", Kind.INVALID),
    /** The server does not answer the station. */
    SERVER_AWAY("card.serverAway", Kind.CONFLICT),
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
    /** The key of this card is made beside it, which only a worker may do; this station has none. */
    KEY_NEEDS_WORKER("card.keyNeedsWorker", Kind.CONFLICT),
    /** No worker for the card starts; the station tries again. */
    WORKER_NOT_READY("card.workerNotReady", Kind.CONFLICT),
    /** The worker for the card finds no reader; the station tries again. */
    WORKER_NO_READER("card.workerNoReader", Kind.CONFLICT),
    /** The worker for the card cannot use reader settings or management key file; the station tries again. */
    WORKER_NO_KEY("card.workerNoKey", Kind.CONFLICT),
    /** The worker for the card cannot use the settings of the printer; the station tries again. */
    WORKER_NO_PRINTER("card.workerNoPrinter", Kind.CONFLICT),
    /** The worker of a card has died at its work; the station tries again after so many seconds. */
    WORKER_DIED("card.workerDied", Kind.CONFLICT),
    /** The printer of PIN letters is off or cannot be reached. */
    PRINTER_UNREACHABLE("card.printer.unreachable", Kind.CONFLICT),
    /** The printer of PIN letters has no paper. */
    PRINTER_OUT_OF_PAPER("card.printer.outOfPaper", Kind.CONFLICT),
    /** The printer of PIN letters has stopped. */
    PRINTER_STOPPED("card.printer.stopped", Kind.CONFLICT),
    /** The printer of PIN letters takes no jobs. */
    PRINTER_NOT_ACCEPTING("card.printer.notAccepting", Kind.CONFLICT),
    /** The printer of PIN letters cannot print what we send. */
    PRINTER_UNSUITABLE("card.printer.unsuitable", Kind.CONFLICT),
    /** The PIN letter of this card is being printed already. */
    PRINTER_BUSY("card.printer.busy", Kind.CONFLICT),
    /** Nobody knows whether the PIN letter is out; it counts as spoiled. */
    MAILER_JAMMED("card.printer.jammed", Kind.CONFLICT),
    /** This station has no printer of PIN letters. */
    PRINTER_NONE("card.printer.none", Kind.CONFLICT),
    /** This station prints PIN letters and does not show PINs. */
    PRINTER_PRINTS("card.printer.prints", Kind.CONFLICT),
    /** There is no such batch, or it is closed. */
    UNKNOWN_BATCH("card.batch.unknown", Kind.NOT_FOUND),
    /** A batch has between one and that many cards. */
    BATCH_SIZE("card.batch.size", Kind.INVALID),
    /** No application waits for such a card. */
    BATCH_EMPTY("card.batch.empty", Kind.CONFLICT),
    /** Another issuer makes the batch. */
    BATCH_OF_ANOTHER("card.batch.ofAnother", Kind.FORBIDDEN),
    /** No application of the batch waits for a blank. */
    BATCH_NOTHING_TO_LOAD("card.batch.nothingToLoad", Kind.CONFLICT),
    /** The application does not wait for a blank in this batch. */
    BATCH_NOT_WAITING("card.batch.notWaiting", Kind.CONFLICT),
    /** No card with this chip waits for its inspection in this batch. */
    BATCH_NOT_SEALED("card.batch.notSealed", Kind.CONFLICT),
    /** Cards of the batch are not finished. */
    BATCH_OPEN("card.batch.open", Kind.CONFLICT),
    /** What was counted is not what the ledger says, and no reason was given. */
    BATCH_DIFFERS("card.batch.differs", Kind.INVALID),
    /** Nothing waits for its second signature. */
    BATCH_NOT_SIGNED("card.batch.notSigned", Kind.CONFLICT),
    /** Nobody confirms the batch which he himself has made or signed. */
    OWN_BATCH("card.batch.own", Kind.FORBIDDEN),
    /** The ledger has changed since the maker signed. */
    BATCH_STALE("card.batch.stale", Kind.CONFLICT),
    /** The batch is signed by two. */
    BATCH_CLOSED("card.batch.closed", Kind.CONFLICT),
    /** The work of an inspector. */
    INSPECTOR_ONLY("card.inspectorOnly", Kind.FORBIDDEN),
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
