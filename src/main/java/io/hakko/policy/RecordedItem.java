package io.hakko.policy;

/** 記載事項: what a certificate may say about its holder (A-GEN-04). */
public enum RecordedItem {
    /** Name in kanji. */
    NAME,
    /** Name in romaji. */
    ROMAJI_NAME,
    /** Home address in romaji. */
    ROMAJI_ADDRESS,
    /** 商号・名称. */
    COMPANY_NAME,
    /** 本店住所. */
    HEAD_OFFICE,
    /** 法人番号. */
    CORPORATE_NUMBER,
    /** 代理権. */
    POWER_OF_REPRESENTATION
}
