package io.hakko.policy;

import java.util.Locale;

/** The day from which a deadline is counted. */
public enum BaseEvent {
    /** Day of issue of the card. */
    ISSUE,
    /** Day on which the card was handed over to the carrier. */
    DISPATCH,
    /** Deemed arrival of the reminder (D-05). */
    REMINDER,
    /** Deemed arrival of the deficiency notice (D-03, D-05). */
    NOTICE,
    /** Date of the invoice. */
    INVOICE,
    /** Day on which a request came by FAX whose originals have to follow (D-15). */
    FAX;

    /** As it is written in a profile. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
