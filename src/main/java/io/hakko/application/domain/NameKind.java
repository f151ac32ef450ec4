package io.hakko.application.domain;

/** Which name the name field of the form holds, and so the certificate (B-APP-09). */
public enum NameKind {
    /** 本名: as in the residence record. */
    REAL,
    /** 通称名 of a foreign resident. */
    ALIAS
}
