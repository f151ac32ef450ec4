package io.hakko.ca.domain;

/** 記載事項: an item a certificate may record about its holder (A-GEN-04), and the form it must have. */
public enum Item {
    ROMAJI_NAME("/subject/romajiName", Script.ROMAJI),
    NAME("/subject/name", Script.JAPANESE),
    COMPANY_NAME("/subject/companyName", Script.JAPANESE),
    HEAD_OFFICE("/subject/headOffice", Script.JAPANESE),
    CORPORATE_NUMBER("/subject/corporateNumber", Script.ROMAJI),
    ROMAJI_ADDRESS("/subject/romajiAddress", Script.ROMAJI),
    POWER_OF_REPRESENTATION("/subject/powerOfRepresentation", Script.JAPANESE);

    /** Characters an item is written in. */
    enum Script {
        /** PrintableString (X.680). */
        ROMAJI,
        /** JIS X 0208 (A-CHR-01). */
        JAPANESE
    }

    private final String pointer;
    private final Script script;

    Item(String pointer, Script script) {
        this.pointer = pointer;
        this.script = script;
    }

    /** Where it stands in the order to issue (RFC 6901). */
    String pointer() {
        return pointer;
    }

    Script script() {
        return script;
    }
}
