package io.hakko.policy;

import java.time.LocalTime;

/** Hours of the window and help desk on business days (A-GEN-13). */
public record WindowHours(LocalTime open, LocalTime close) {

    public WindowHours {
        Impossible.unless(open.isBefore(close), "the window opens at %s and closes at %s", open, close);
    }
}
