package io.hakko.application.domain;

/** What kind of company the applicant belongs to; decides the papers (A-DOC-02 to A-DOC-09, A-DOC-19). */
public enum CompanyKind {
    /** 法人企業. */
    CORPORATION,
    /** 登記をしている個人企業. */
    SOLE_PROPRIETOR_REGISTERED,
    /** 登記をしていない個人企業. */
    SOLE_PROPRIETOR_UNREGISTERED,
    /** 商業登記をしていない法人企業. */
    CORPORATION_UNREGISTERED;

    /** Only corporations have a corporate number (法人番号). */
    public boolean hasCorporateNumber() {
        return this == CORPORATION || this == CORPORATION_UNREGISTERED;
    }
}
