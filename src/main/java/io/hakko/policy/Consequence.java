package io.hakko.policy;

import java.util.Locale;

/** What happens when a deadline has passed. */
public enum Consequence {
    /** A reminder is written; the case goes on. */
    REMIND,
    /** A manager decides. */
    DECIDE,
    /** The certificate is revoked by the timer itself (D-01). */
    REVOKE,
    /** The application is rejected by the timer itself (D-03). */
    REJECT,
    /** An alarm is raised and nothing else happens (D-15). */
    ALARM;

    /** As it is written in a profile and in process variables: {@code decide}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the waiting ends here. */
    public boolean ends() {
        return this != REMIND;
    }
}
