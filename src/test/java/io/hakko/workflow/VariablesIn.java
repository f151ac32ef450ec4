package io.hakko.workflow;

import java.util.Map;

/** What variables hold, for fakes in tests of other modules. */
public final class VariablesIn {

    private VariablesIn() {}

    public static Map<String, Object> map(ProcessVariables variables) {
        return Map.copyOf(variables.toEngine());
    }
}
