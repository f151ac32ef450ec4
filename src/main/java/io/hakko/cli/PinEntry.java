package io.hakko.cli;

import io.hakko.card.HolderRefusal;
import io.hakko.shared.Refusal;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * PINs of a holder: typed at the terminal without echo, or one a line on the standard input where there is no terminal. Never an
 * argument, never in the environment, never a string.
 */
final class PinEntry {

    private static final int LONGEST = 64;

    private final InputStream in;

    PinEntry(InputStream in) {
        this.in = in;
    }

    /**
     * Reads a value; whoever gets it wipes it.
     *
     * @param prompt what is asked for, in Japanese
     */
    char[] read(String prompt) {
        Console console = System.console();
        char[] typed = console == null ? line() : console.readPassword("%s: ", prompt);
        if (typed == null || typed.length == 0) {
            throw new Refusal(HolderRefusal.PIN_MISSING);
        }
        return typed;
    }

    /** Reads a new PIN, at a terminal twice. */
    char[] readNew(String prompt) {
        char[] typed = read(prompt);
        try {
            requireForm(typed);
            if (System.console() != null) {
                requireSame(typed, read(prompt + "（確認のためもう一度）"));
            }
            return typed;
        } catch (RuntimeException refused) {
            Arrays.fill(typed, '\0');
            throw refused;
        }
    }

    /** Six to eight digits (SP 800-73-4 part 2, 2.4.3). */
    private static void requireForm(char[] pin) {
        boolean digits = pin.length >= 6 && pin.length <= 8;
        for (char digit : pin) {
            digits &= digit >= '0' && digit <= '9';
        }
        if (!digits) {
            throw new Refusal(HolderRefusal.NEW_PIN_FORM);
        }
    }

    private static void requireSame(char[] first, char[] second) {
        try {
            if (!Arrays.equals(first, second)) {
                throw new Refusal(HolderRefusal.NEW_PIN_DIFFERS);
            }
        } finally {
            Arrays.fill(second, '\0');
        }
    }

    /** One line, byte by byte: whatever follows is another value. */
    private char[] line() {
        char[] buffer = new char[LONGEST];
        int length = 0;
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                if (octet != '\r' && length < LONGEST) {
                    buffer[length++] = (char) octet;
                }
            }
            return Arrays.copyOf(buffer, length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            Arrays.fill(buffer, '\0');
        }
    }

    /** The digits as bytes; whoever gets them wipes them. */
    static byte[] bytes(char[] digits) {
        byte[] bytes = new byte[digits.length];
        for (int i = 0; i < digits.length; i++) {
            bytes[i] = (byte) digits[i];
        }
        return bytes;
    }
}
