package io.hakko.delivery.domain;

/** What a parcel is mainly about. */
public enum ParcelContent {
    /** Everything in one parcel, to the holder only (A-DLV-03). */
    CARD_WITH_PIN("カードとPIN"),
    /** The card without anything secret (A-DLV-04). */
    CARD("カード"),
    /** PIN and issue notice, to the holder only (A-DLV-04). */
    PIN("PIN");

    private final String label;

    ParcelContent(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean holdsCard() {
        return this != PIN;
    }
}
