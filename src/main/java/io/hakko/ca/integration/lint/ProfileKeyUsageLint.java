package io.hakko.ca.integration.lint;

import io.hakko.ca.domain.KeyUse;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.stream.IntStream;

/** The bits of keyUsage are those of the profile. */
final class ProfileKeyUsageLint implements Lint {

    @Override
    public String id() {
        return "profileKeyUsage";
    }

    @Override
    public String source() {
        return "A-GEN-06";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            boolean[] bits = specimen.read().getKeyUsage();
            Set<KeyUse> meant = specimen.meant().keyUsage();
            boolean signs = meant.contains(KeyUse.DIGITAL_SIGNATURE);
            boolean commits = meant.contains(KeyUse.NON_REPUDIATION);
            return bits != null
                    && bits[0] == signs
                    && bits[1] == commits
                    && IntStream.range(2, bits.length).noneMatch(i -> bits[i]);
        } catch (CertificateException e) {
            return false;
        }
    }
}
