package io.hakko.workflow;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** Typed variables to hand to a process: {@code ProcessVariables.with(DECISION, "accept").and(…)}. Immutable. */
public final class ProcessVariables {

    private static final ProcessVariables NONE = new ProcessVariables(Map.of());

    private final Map<String, TypedValue> values;

    private ProcessVariables(Map<String, TypedValue> values) {
        this.values = values;
    }

    public static ProcessVariables none() {
        return NONE;
    }

    public static <T> ProcessVariables with(ProcessVariable<T> variable, T value) {
        return NONE.and(variable, value);
    }

    public <T> ProcessVariables and(ProcessVariable<T> variable, T value) {
        Map<String, TypedValue> more = new LinkedHashMap<>(values);
        more.put(variable.name(), variable.typed(value));
        return new ProcessVariables(more);
    }

    public ProcessVariables and(ProcessVariables others) {
        Map<String, TypedValue> more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return new ProcessVariables(more);
    }

    /** Writes the values. */
    public void on(VariableScope scope) {
        scope.setVariables(toEngine());
    }

    VariableMap toEngine() {
        VariableMap map = Variables.createVariables();
        values.forEach(map::putValueTyped);
        return map;
    }
}
