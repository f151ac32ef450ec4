package io.hakko.ca.integration.lint;

/** One check of a certificate that carries a throw-away signature. */
interface Lint {

    /** How it is called in messages ({@code ca.lint.<id>}), logs and the audit trail. */
    String id();

    /** Where it comes from: a section of RFC 5280 or the id of a rule. */
    String source();

    default Severity severity() {
        return Severity.ERROR;
    }

    /** Whether the certificate keeps it. What cannot be read is not kept: an exception counts as no. */
    boolean isKept(Specimen specimen);
}
