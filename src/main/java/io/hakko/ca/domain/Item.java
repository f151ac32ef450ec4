package io.hakko.ca.domain;

/** 記載事項: an item a certificate may record about its holder (A-GEN-04), and the form it must have. */
public enum Item {
    ROMAJI_NAME("/subject/romajiName", Script.ROMAJI, 64),
    NAME("/subject/name", Script.JAPANESE, 64),
    COMPANY_NAME("/subject/companyName", Script.JAPANESE, 64),
    HEAD_OFFICE("/subject/headOffice", Script.JAPANESE, 128),
    CORPORATE_NUMBER("/subject/corporateNumber", Script.ROMAJI, 64),
    ROMAJI_ADDRESS("/subject/romajiAddress", Script.ROMAJI, 128),
    POWER_OF_REPRESENTATION("/subject/powerOfRepresentation", Script.JAPANESE, 1024);

    /** Characters an item is written in. */
    enum Script {
        /** PrintableString (X.680). */
        ROMAJI,
        /** JIS X 0208 (A-CHR-01). */
        JAPANESE
    }

    private final String pointer;
    private final Script script;
    private final int limit;

    Item(String pointer, Script script, int limit) {
        this.pointer = pointer;
        this.script = script;
        this.limit = limit;
    }

    /** Where it stands in the order to issue (RFC 6901). */
    String pointer() {
        return pointer;
    }

    Script script() {
        return script;
    }

    /** Upper bound in characters (RFC 5280 appendix A.1). */
    int limit() {
        return limit;
    }
}
