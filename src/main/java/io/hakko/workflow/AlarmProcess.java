package io.hakko.workflow;

/** Names of {@code processes/workflow/alarm.bpmn}. The business key is the number of the alarm. */
public final class AlarmProcess {

    public static final String KEY = "alarm";

    /** What the alarm was about is no longer the case. */
    public static final String MESSAGE_CLEARED = "workflow.alarmCleared";

    /** What is the matter, for Tasklist and Cockpit. */
    public static final ProcessVariable<String> WHAT = ProcessVariable.text("警報");

    /** Business key of the case it is about. */
    public static final ProcessVariable<String> ABOUT = ProcessVariable.text("対象案件");

    /** Elements of the model. */
    public enum Element {
        startEvent_alarmRaised,
        userTask_acknowledgeAlarm,
        endEvent_acknowledged,
        event_alarmCleared,
        endEvent_cleared
    }

    private AlarmProcess() {}
}
