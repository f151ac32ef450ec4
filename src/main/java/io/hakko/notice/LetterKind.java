package io.hakko.notice;

import java.util.Locale;

/** The kinds of letters. */
public enum LetterKind {
    /** 不備通知書 (B-REV-02): starts the deadline for correction, so it goes by registered mail. */
    DEFICIENCY_NOTICE("不備通知書", true),
    /** 却下通知書 (B-REV-03). */
    REJECTION_NOTICE("却下通知書", false),
    /** 発行通知書 (A-DLV-03, A-RCP-01). */
    ISSUE_NOTICE("発行通知書", false),
    /** 受領督促状 (D-01). */
    RECEIPT_REMINDER("受領督促状", false),
    /** 受領書 (B-RCP-02): the form that the holder seals and returns; it travels with the card. */
    RECEIPT_FORM("電子証明書受領書", false),
    /** 疑義への回答書 (B-RCP-03): the stages of the receipt run again when it is posted. */
    DOUBT_REPLY("疑義への回答書", false),
    /** 失効通知書 (A-REV-05). */
    REVOCATION_NOTICE("失効通知書", false),
    /** 請求書 (A-PAY-01, B-FEE-04). */
    INVOICE("請求書", false),
    /** 支払督促状 (D-02). */
    PAYMENT_REMINDER("支払督促状", false),
    /** 失効請求の不受理通知: why a request of revocation on paper is not accepted (A-REV-11, A-REV-16). */
    REVOCATION_REFUSAL("失効請求の不受理通知", false);

    private final String title;
    private final boolean registeredMail;

    LetterKind(String title, boolean registeredMail) {
        this.title = title;
        this.registeredMail = registeredMail;
    }

    /** What stands on top of the letter. */
    public String title() {
        return title;
    }

    /** Whether it must go by a registered channel. */
    public boolean needsRegisteredMail() {
        return registeredMail;
    }

    /** File name of its template, {@code deficiency-notice}. */
    public String template() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
