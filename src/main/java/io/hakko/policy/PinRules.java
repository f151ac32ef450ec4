package io.hakko.policy;

import java.util.Optional;

/**
 * PIN of the card (A-PIN-02, A-PIN-03, B-PIN-03, D-07).
 *
 * @param digits length; PIV allows 6 to 8
 * @param tries wrong entries in a row that lock the card; PIV counts to 15
 * @param unblocking the unblocking value, where the service hands one out
 */
public record PinRules(int digits, int tries, Optional<Unblocking> unblocking) {

    private static final int PIV_SHORTEST = 6;
    private static final int PIV_LONGEST = 8;
    private static final int PIV_TRIES = 15;

    /**
     * The unblocking value printed on the PIN letter.
     *
     * @param digits length; PIV demands 8
     * @param tries wrong entries in a row that make the card useless for good
     */
    public record Unblocking(int digits, int tries) {
        public Unblocking {
            Impossible.within("digits of the unblocking value", digits, PIV_LONGEST, PIV_LONGEST);
            Impossible.within("tries of the unblocking value", tries, 1, PIV_TRIES);
        }
    }

    public PinRules {
        Impossible.within("digits of the PIN", digits, PIV_SHORTEST, PIV_LONGEST);
        Impossible.within("tries of the PIN", tries, 1, PIV_TRIES);
    }
}
