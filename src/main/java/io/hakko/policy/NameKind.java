package io.hakko.policy;

/** Which of a person's names a certificate may record. */
public enum NameKind {
    /** 本名: as in the residence record (A-CHK-01). */
    REAL,
    /** 旧氏・旧姓: with the former family name (A-OPT-03, B-APP-06). */
    FORMER,
    /** 通称名 of a foreign resident (B-APP-09). */
    ALIAS
}
