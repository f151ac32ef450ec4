package io.hakko.ca.integration.lint;

import java.io.IOException;
import java.util.Arrays;

/** The public key is, octet by octet, the one of the card. */
final class ProfilePublicKeyLint implements Lint {

    @Override
    public String id() {
        return "profilePublicKey";
    }

    @Override
    public String source() {
        return "B-GEN-05";
    }

    @Override
    public boolean isKept(Specimen specimen) {
        try {
            return Arrays.equals(
                    specimen.publicKey().getEncoded(),
                    specimen.meant().publicKey().bytes());
        } catch (IOException e) {
            return false;
        }
    }
}
