package io.hakko.fire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a process is told to keep in its memory, so that whoever searches it has something to find. */
final class HeldCanary {

    private static final List<byte[]> HELD = new CopyOnWriteArrayList<>();

    private HeldCanary() {}

    /** {@code hold WORD}. */
    static FireCommand command() {
        return FireCommand.of("hold", words -> {
            HELD.add(words.get(0).getBytes(StandardCharsets.US_ASCII));
            return Integer.toString(HELD.size());
        });
    }
}
