package io.hakko.ca.integration.lint;

import java.io.IOException;
import java.util.Arrays;

/** The public key is not the authority's own. */
final class OwnKeyLint implements Lint {

    @Override
    public String id() {
        return "ownKey";
    }

    @Override
    public String source() {
        return "D-21";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return !Arrays.equals(
                    specimen.publicKey().getEncoded(),
                    specimen.authority().getPublicKey().getEncoded());
        } catch (IOException e) {
            return false;
        }
    }
}
