package io.hakko.workflow;

import java.util.Locale;
import java.util.ResourceBundle;

/** What an alarm is about. */
public enum AlarmKind {
    /** A letter that was written lies in the house for more than a business day (D-05). */
    LETTER_NOT_POSTED,
    /** The service's aim for the days from arrival to issue is missed (A-APP-02). */
    ISSUE_LATE,
    /** A consequence is due, but the arrivals of its last day are not closed (D-04). */
    ARRIVALS_NOT_CLOSED,
    /** Deadlines of cases and timers of the engine disagree (ARCHITECTURE section 5). */
    DEADLINE_DIFFERS,
    /** Originals that had to follow a FAX have not come (D-15). */
    ORIGINALS_OUTSTANDING,
    /** The CRL in force was not replaced when it was due: it would expire some hours later (B-RVK-13). */
    CRL_OVERDUE,
    /** A place where CRLs are published has not taken the newest one for some time. */
    CRL_TARGET_FAILING;

    /** Japanese name. */
    public String label() {
        return ResourceBundle.getBundle("messages.workflow", Locale.JAPANESE).getString("workflow.alarm." + name());
    }
}
