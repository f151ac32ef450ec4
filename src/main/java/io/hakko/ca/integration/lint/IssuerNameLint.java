package io.hakko.ca.integration.lint;

import java.io.IOException;
import java.util.Arrays;

/** The issuer is, octet by octet, the subject of the authority's certificate. */
final class IssuerNameLint implements Lint {

    @Override
    public String id() {
        return "issuerName";
    }

    @Override
    public String source() {
        return "RFC 5280 4.1.2.4";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return Arrays.equals(
                    specimen.issuer().getEncoded(),
                    specimen.authority().getSubjectX500Principal().getEncoded());
        } catch (IOException e) {
            return false;
        }
    }
}
