package io.hakko.card.integration;

import io.hakko.card.domain.CardOnTable;
import io.hakko.card.domain.CardSecrets;
import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.SecretLost;
import io.hakko.card.domain.Tries;
import io.hakko.shared.CardNumber;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * PINs between the card and the PIN letter: in this process's memory only, each handed out once. Never a string, and wiped as
 * soon as it is not needed.
 */
final class PinVault implements CardSecrets {

    private static final int UNBLOCKING_DIGITS = 8;
    private static final byte[] NONE = {};

    private final SecureRandom random = new SecureRandom();
    private final Map<CardNumber, Secret> waiting = new HashMap<>();

    /** PIN and unblocking value of one card. */
    private static final class Secret {
        private final byte[] pin;
        private final byte[] unblocking;
        private boolean shown;

        private Secret(byte[] pin, byte[] unblocking) {
            this.pin = pin;
            this.unblocking = unblocking;
        }

        private void wipe() {
            Arrays.fill(pin, (byte) 0);
            Arrays.fill(unblocking, (byte) 0);
        }
    }

    @Override
    public boolean mayMakeKeys() {
        return false;
    }

    @Override
    public RSAPublicKey importKey(CardOnTable card, Tries tries) {
        throw new IllegalStateException("a private key is made in a process of its own only");
    }

    @Override
    public void setPin(CardOnTable card, CardNumber number, int digits, boolean unblockable) {
        Secret secret = new Secret(digits(digits), unblockable ? digits(UNBLOCKING_DIGITS) : NONE);
        keep(number, secret);
        card.session().setPin(secret.pin, secret.unblocking);
    }

    private byte[] digits(int count) {
        byte[] digits = new byte[count];
        for (int i = 0; i < count; i++) {
            digits[i] = (byte) ('0' + random.nextInt(10));
        }
        return digits;
    }

    @Override
    public byte[] sign(CardOnTable card, CardNumber number, byte[] message) {
        return card.session().sign(known(number).pin, message);
    }

    private synchronized Secret known(CardNumber card) {
        Secret secret = waiting.get(card);
        if (secret == null) {
            throw new SecretLost("no secret of that card is here");
        }
        return secret;
    }

    private synchronized void keep(CardNumber card, Secret secret) {
        forget(card);
        waiting.put(card, secret);
    }

    @Override
    public synchronized void forget(CardNumber card) {
        Secret secret = waiting.remove(card);
        if (secret != null) {
            secret.wipe();
        }
    }

    @Override
    public synchronized void forgetAllBut(Set<CardNumber> cards) {
        Set<CardNumber> gone = new HashSet<>(waiting.keySet());
        gone.removeAll(cards);
        gone.forEach(this::forget);
    }

    @Override
    public synchronized boolean has(CardNumber card) {
        return waiting.containsKey(card);
    }

    @Override
    public synchronized boolean wasShown(CardNumber card) {
        Secret secret = waiting.get(card);
        return secret != null && secret.shown;
    }

    @Override
    public synchronized void markShown(CardNumber card) {
        known(card).shown = true;
    }

    @Override
    public void show(CardNumber card, BiConsumer<byte[], byte[]> to) {
        Secret secret = known(card);
        try {
            to.accept(secret.pin, secret.unblocking);
        } finally {
            secret.wipe();
        }
    }

    @Override
    public Paper paper(CardNumber card, MailerPrinter printer) {
        MailerPrinter.Ready ready = printer.ready();
        return new Paper() {
            @Override
            public void print(MailerSheet sheet) {
                show(card, (pin, unblocking) -> ready.print(sheet, pin, unblocking));
            }

            @Override
            public void close() {
                ready.close();
            }
        };
    }

    @Override
    public synchronized void close() {
        forgetAllBut(Set.of());
    }
}
