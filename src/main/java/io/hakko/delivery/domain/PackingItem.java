package io.hakko.delivery.domain;

/** One line of a packing list (同封物). */
public enum PackingItem {
    CARD("ICカード"),
    PIN_LETTER("PIN通知書（封かん済み）"),
    ISSUE_NOTICE("発行通知書"),
    INVOICE("請求書"),
    RECEIPT_FORM("受領書用紙");

    private final String label;

    PackingItem(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
