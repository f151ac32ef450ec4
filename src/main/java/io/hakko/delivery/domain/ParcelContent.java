package io.hakko.delivery.domain;

import java.util.List;

/** What a parcel holds, and its packing list (同封物). */
public enum ParcelContent {
    /** Everything in one parcel, to the holder only (A-DLV-03). */
    CARD_WITH_PIN("カードとPIN", List.of(PackingItem.CARD, PackingItem.PIN_LETTER, PackingItem.ISSUE_NOTICE, PackingItem.RECEIPT_FORM)),
    /** The card without anything secret (A-DLV-04). */
    CARD("カード", List.of(PackingItem.CARD)),
    /** PIN and issue notice, to the holder only (A-DLV-04). */
    PIN("PIN", List.of(PackingItem.PIN_LETTER, PackingItem.ISSUE_NOTICE, PackingItem.RECEIPT_FORM));

    private final String label;
    private final List<PackingItem> items;

    ParcelContent(String label, List<PackingItem> items) {
        this.label = label;
        this.items = items;
    }

    public String label() {
        return label;
    }

    public List<PackingItem> items() {
        return items;
    }

    public boolean holdsCard() {
        return this != PIN;
    }

    public boolean holdsIssueNotice() {
        return items.contains(PackingItem.ISSUE_NOTICE);
    }

    /** One line of a packing list. */
    public enum PackingItem {
        CARD("ICカード"),
        PIN_LETTER("PIN通知書（封かん済み）"),
        ISSUE_NOTICE("発行通知書"),
        RECEIPT_FORM("受領書用紙");

        private final String label;

        PackingItem(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
