package io.hakko.workflow;

import java.util.regex.Pattern;

/** Id of a user task in the engine, as Tasklist shows it in its address. */
public record TaskId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    public TaskId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a task id");
        }
    }

    public static TaskId of(String value) {
        return new TaskId(value);
    }
}
