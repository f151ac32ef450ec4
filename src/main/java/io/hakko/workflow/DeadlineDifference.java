package io.hakko.workflow;

import io.hakko.calendar.Zones;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * A deadline of a case and a timer of the engine that do not say the same.
 *
 * @param kind stable name of the kind, or the id of the timer where no kind is known
 * @param label Japanese name of the kind
 * @param executeAt what the row says; empty when there is none
 * @param timer what the timer says; empty when there is none
 */
public record DeadlineDifference(
        String businessKey,
        String kind,
        String label,
        Fault fault,
        Optional<Instant> executeAt,
        Optional<Instant> timer) {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    /** What is wrong. */
    public enum Fault {
        /** Nothing waits for the deadline. */
        NO_TIMER,
        /** A timer waits for a deadline that is not, or no longer, on record. */
        NO_ROW,
        /** Row and timer name different instants. */
        DATES_DIFFER,
        /** The deadline runs, its timer does not. */
        TIMER_STANDS_STILL,
        /** The deadline does not run, its timer does. */
        TIMER_RUNS
    }

    /** Tells this difference from others of the same case. */
    String subject() {
        return kind + "/" + fault;
    }

    /** What is the matter, in Japanese, without personal data. */
    public String text() {
        String pattern = ResourceBundle.getBundle("messages.workflow", Locale.JAPANESE)
                .getString("workflow.difference." + fault);
        return new MessageFormat(pattern, Locale.JAPANESE).format(new Object[] {
            label,
            executeAt.map(MINUTE::format).orElse(""),
            timer.map(MINUTE::format).orElse("")
        });
    }
}
