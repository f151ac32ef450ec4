package io.hakko.card.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One end of the line between the station and the worker of a card: JSON in lines of limited length, and, behind the one answer
 * that says so, the digits for the page.
 */
final class WorkerLine {

    private static final int LONGEST = 16_384;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[LONGEST];
    private int from;
    private int to;

    WorkerLine(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** @throws IOException when the other end is gone, or sends what nobody can read */
    <T> T read(Class<T> type) throws IOException {
        int at = from;
        while (true) {
            while (at < to) {
                if (buffer[at++] == '\n') {
                    T message = JSON.readValue(buffer, from, at - 1 - from, type);
                    from = at;
                    return message;
                }
            }
            at -= from;
            fill();
            at += from;
        }
    }

    /** That many bytes; whoever gets them wipes them. Nothing of them stays here. */
    byte[] readDigits(int count) throws IOException {
        while (to - from < count) {
            fill();
        }
        byte[] digits = Arrays.copyOfRange(buffer, from, from + count);
        Arrays.fill(buffer, from, from + count, (byte) 0);
        from += count;
        return digits;
    }

    private void fill() throws IOException {
        int kept = to - from;
        System.arraycopy(buffer, from, buffer, 0, kept);
        Arrays.fill(buffer, kept, to, (byte) 0);
        to = kept;
        from = 0;
        if (to == LONGEST) {
            throw new IOException("a line is too long");
        }
        int read = in.read(buffer, to, LONGEST - to);
        if (read < 0) {
            throw new IOException("the other end is gone");
        }
        to += read;
    }

    void write(Object message) throws IOException {
        byte[] line = JSON.writeValueAsBytes(message);
        if (line.length >= LONGEST) {
            throw new IOException("a line is too long");
        }
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        out.write(ended);
        out.flush();
    }

    void writeDigits(byte[] digits) throws IOException {
        out.write(digits);
        out.flush();
    }
}
