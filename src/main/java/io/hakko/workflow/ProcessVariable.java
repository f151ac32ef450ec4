package io.hakko.workflow;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * A process variable: its name and its type, declared once per process. Only strings, booleans, integers and dates
 * exist, so that nothing is ever serialised into the engine and no personal data finds room there.
 *
 * @param <T> type on the Java side; an {@link Instant} is stored as a date
 */
public final class ProcessVariable<T> {

    private final String name;
    private final Class<T> type;
    private final Function<T, TypedValue> toEngine;
    private final Function<Object, T> fromEngine;

    private ProcessVariable(
            String name, Class<T> type, Function<T, TypedValue> toEngine, Function<Object, T> fromEngine) {
        this.name = name;
        this.type = type;
        this.toEngine = toEngine;
        this.fromEngine = fromEngine;
    }

    public static ProcessVariable<String> text(String name) {
        return new ProcessVariable<>(name, String.class, Variables::stringValue, String.class::cast);
    }

    public static ProcessVariable<Boolean> bool(String name) {
        return new ProcessVariable<>(name, Boolean.class, Variables::booleanValue, Boolean.class::cast);
    }

    public static ProcessVariable<Integer> integer(String name) {
        return new ProcessVariable<>(name, Integer.class, Variables::integerValue, Integer.class::cast);
    }

    public static ProcessVariable<Instant> instant(String name) {
        return new ProcessVariable<>(
                name, Instant.class, t -> Variables.dateValue(Date.from(t)), v -> ((Date) v).toInstant());
    }

    public String name() {
        return name;
    }

    public Class<T> type() {
        return type;
    }

    /** Writes the value. */
    public void on(VariableScope scope, T value) {
        scope.setVariable(name, toEngine.apply(value));
    }

    /** Writes the value for this scope alone, such as one task. */
    public void onLocal(VariableScope scope, T value) {
        scope.setVariableLocal(name, toEngine.apply(value));
    }

    /** Reads the value; empty when the variable does not exist. */
    public Optional<T> from(VariableScope scope) {
        return fromValue(scope.getVariable(name));
    }

    /** Reads the value of a variable that the model guarantees. */
    public T require(VariableScope scope) {
        return from(scope).orElseThrow(() -> new IllegalStateException("process variable missing: " + name));
    }

    Optional<T> fromValue(@Nullable Object value) {
        return value == null ? Optional.empty() : Optional.of(fromEngine.apply(value));
    }

    TypedValue typed(T value) {
        return toEngine.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
