package io.hakko.application;

/** Names of {@code processes/application/arrival-closing.bpmn}. The business key is the day. */
public final class ArrivalClosingProcess {

    public static final String KEY = "arrival-closing";

    /** A later day was closed, which covers this one. */
    public static final String MESSAGE_LATER_DAY_CLOSED = "application.laterDayClosed";

    /** The day for which a consequence waits is closed. */
    public static final String MESSAGE_ARRIVALS_CLOSED = "application.arrivalsClosed";

    /** Elements of the model. */
    public enum Element {
        startEvent_businessDayOpened,
        userTask_closeArrivals,
        event_laterDayClosed,
        endEvent_closed,
        endEvent_coveredByLaterDay
    }

    private ArrivalClosingProcess() {}
}
