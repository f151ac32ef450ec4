package io.hakko.card;

import io.hakko.shared.CardNumber;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * PINs between the card and the PIN letter: in this process's memory only, each handed out once (A-PIN-01, B-PIN-01,
 * D-07). Never a string, and wiped as soon as it is not needed.
 */
final class PinVault {

    private static final int UNBLOCKING_DIGITS = 8;
    private static final byte[] NONE = {};

    private final SecureRandom random = new SecureRandom();
    private final Map<CardNumber, Secret> waiting = new HashMap<>();

    /** PIN and unblocking value of one card. */
    static final class Secret {
        private final byte[] pin;
        private final byte[] unblocking;
        private boolean shown;

        private Secret(byte[] pin, byte[] unblocking) {
            this.pin = pin;
            this.unblocking = unblocking;
        }

        byte[] pin() {
            return pin;
        }

        byte[] unblocking() {
            return unblocking;
        }

        void wipe() {
            Arrays.fill(pin, (byte) 0);
            Arrays.fill(unblocking, (byte) 0);
        }
    }

    Secret make(int digits, boolean unblockable) {
        return new Secret(digits(digits), unblockable ? digits(UNBLOCKING_DIGITS) : NONE);
    }

    private byte[] digits(int count) {
        byte[] digits = new byte[count];
        for (int i = 0; i < count; i++) {
            digits[i] = (byte) ('0' + random.nextInt(10));
        }
        return digits;
    }

    synchronized void keep(CardNumber card, Secret secret) {
        forget(card);
        waiting.put(card, secret);
    }

    synchronized void forget(CardNumber card) {
        Secret secret = waiting.remove(card);
        if (secret != null) {
            secret.wipe();
        }
    }

    synchronized void forgetAllBut(Set<CardNumber> cards) {
        Set<CardNumber> gone = new HashSet<>(waiting.keySet());
        gone.removeAll(cards);
        gone.forEach(this::forget);
    }

    /** Whether this process knows the PIN, shown or not. */
    synchronized boolean has(CardNumber card) {
        return waiting.containsKey(card);
    }

    synchronized boolean wasShown(CardNumber card) {
        Secret secret = waiting.get(card);
        return secret != null && secret.shown;
    }

    /** The secret, once. Whoever gets it wipes it. */
    synchronized Optional<Secret> take(CardNumber card) {
        Secret secret = waiting.get(card);
        if (secret == null || secret.shown) {
            return Optional.empty();
        }
        secret.shown = true;
        return Optional.of(secret);
    }
}
