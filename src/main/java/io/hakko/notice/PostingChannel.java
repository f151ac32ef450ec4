package io.hakko.notice;

/** How a letter left the house. */
public enum PostingChannel {
    ORDINARY("普通郵便", false, false),
    REGISTERED("書留", true, true),
    SIMPLIFIED_REGISTERED("簡易書留", true, true),
    RECORDED("特定記録", true, false),
    /** 本人限定受取郵便(基本型), the default of A-DLV-01 for cards. */
    RESTRICTED("本人限定受取郵便（基本型）", true, true),
    COUNTER("窓口", false, false);

    private final String label;
    private final boolean tracked;
    private final boolean registered;

    PostingChannel(String label, boolean tracked, boolean registered) {
        this.label = label;
        this.tracked = tracked;
        this.registered = registered;
    }

    public String label() {
        return label;
    }

    /** Whether the post office gives a number for it. */
    public boolean isTracked() {
        return tracked;
    }

    /** Whether it is handed over against a signature. */
    public boolean isRegistered() {
        return registered;
    }
}
