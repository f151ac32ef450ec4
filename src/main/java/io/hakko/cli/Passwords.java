package io.hakko.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Passwords of two people at one terminal, or from files. */
final class Passwords {

    private Passwords() {}

    /** The first line of the file; without a file the terminal asks. */
    static char[] of(String person, @Nullable Path file) throws IOException {
        if (file != null) {
            return firstLine(Files.readAllBytes(file));
        }
        Console console = System.console();
        if (console == null) {
            throw new IllegalStateException("端末がありません。--by-password-file と --with-password-file を指定してください。");
        }
        return console.readPassword("%s のパスワード: ", person);
    }

    private static char[] firstLine(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, end));
        char[] password = new char[decoded.remaining()];
        decoded.get(password);
        Arrays.fill(decoded.array(), '\0');
        Arrays.fill(bytes, (byte) 0);
        return password;
    }
}
