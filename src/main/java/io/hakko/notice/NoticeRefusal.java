package io.hakko.notice;

import io.hakko.shared.RefusalCode;

/** Refusals of the notice module. */
public enum NoticeRefusal implements RefusalCode {
    /** There is no such letter. */
    LETTER_UNKNOWN("notice.letterUnknown", Kind.NOT_FOUND),
    /** The posting was registered before. */
    ALREADY_POSTED("notice.alreadyPosted", Kind.CONFLICT),
    /** The user task does not post a letter. */
    NOT_A_POSTING_TASK("notice.notAPostingTask", Kind.CONFLICT),
    /** The process names no letter to post. */
    NO_LETTER("notice.noLetter", Kind.CONFLICT),
    /** The postmark lies in the future. */
    POSTED_IN_FUTURE("notice.postedInFuture", Kind.INVALID),
    /** The postmark lies before the day of the letter. */
    POSTED_BEFORE_WRITTEN("notice.postedBeforeWritten", Kind.INVALID),
    /** The channel has a tracking number, and it is missing. */
    TRACKING_NUMBER_NEEDED("notice.trackingNumberNeeded", Kind.INVALID),
    /** This is no tracking number. */
    TRACKING_NUMBER_MALFORMED("notice.trackingNumberMalformed", Kind.INVALID),
    /** The channel has no tracking number. */
    TRACKING_NUMBER_UNEXPECTED("notice.trackingNumberUnexpected", Kind.INVALID),
    /** The letter starts a deadline and must go by registered mail. */
    REGISTERED_MAIL_NEEDED("notice.registeredMailNeeded", Kind.INVALID),
    /** The font has no glyph for a character. */
    GLYPH_MISSING("notice.glyphMissing", Kind.INVALID),
    /** The person's roles have nothing to do with letters. */
    NOT_A_READER("notice.notAReader", Kind.FORBIDDEN),
    /** A field of the form is empty. */
    REQUIRED("notice.required", Kind.INVALID);

    private final String key;
    private final Kind kind;

    NoticeRefusal(String key, Kind kind) {
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
