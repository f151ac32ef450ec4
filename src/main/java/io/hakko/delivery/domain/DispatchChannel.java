package io.hakko.delivery.domain;

/** How a parcel leaves the house. */
public enum DispatchChannel {
    /** 本人限定受取郵便（基本型）: the rule for every card (A-DLV-01). */
    RESTRICTED_MAIL("本人限定受取郵便（基本型）", true),
    /** 簡易書留: PIN and issue notice when an agent receives the card (A-DLV-04). */
    SIMPLE_REGISTERED("簡易書留", true),
    /** 当社窓口: only when arranged before the documents were sent (A-DLV-02). */
    COUNTER("当社窓口での手渡し", false);

    private final String label;
    private final boolean tracked;

    DispatchChannel(String label, boolean tracked) {
        this.label = label;
        this.tracked = tracked;
    }

    public String label() {
        return label;
    }

    /** Whether the post office gives a number (お問い合わせ番号) for it. */
    public boolean tracked() {
        return tracked;
    }
}
