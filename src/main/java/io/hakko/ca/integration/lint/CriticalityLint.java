package io.hakko.ca.integration.lint;

import org.bouncycastle.asn1.x509.Extension;

/** keyUsage is critical (4.2.1.3) and nothing else: relying parties need not know more. */
final class CriticalityLint implements Lint {

    @Override
    public String id() {
        return "criticality";
    }

    @Override
    public String source() {
        return "RFC 5280 4.2";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        return specimen.extensions().stream()
                .allMatch(e -> e.critical() == e.oid().equals(Extension.keyUsage.getId()));
    }
}
