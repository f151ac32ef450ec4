package io.hakko.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded. Who, when, process and element come from the {@link AuditScope} and the clock.
 *
 * @param event {@code module.pastEvent}, e.g. {@code application.accepted}
 * @param key business key of the case: application number, revocation request number, CRL key, date
 * @param reason why, in the words of the person who decided
 * @param before state before, {@code ""} when there was none
 * @param after state after
 * @param detail further facts: strings, numbers, booleans; no personal data, no secret
 */
public record AuditEntry(
        String event, String key, String reason, String before, String after, Map<String, Object> detail) {

    public AuditEntry {
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(key, "key");
        detail = Map.copyOf(detail);
    }

    public static Builder of(String event, String key) {
        return new Builder(event, key);
    }

    /** Collects the parts of an entry. */
    public static final class Builder {
        private final String event;
        private final String key;
        private String reason = "";
        private String before = "";
        private String after = "";
        private final Map<String, Object> detail = new LinkedHashMap<>();

        private Builder(String event, String key) {
            this.event = event;
            this.key = key;
        }

        public Builder reason(String text) {
            this.reason = text;
            return this;
        }

        public Builder change(Object from, Object to) {
            this.before = String.valueOf(from);
            this.after = String.valueOf(to);
            return this;
        }

        /** A further fact. Values are written as strings unless they are numbers or booleans; null is left out. */
        public Builder with(String name, @Nullable Object value) {
            if (value != null) {
                boolean plain = value instanceof Number || value instanceof Boolean;
                detail.put(name, plain ? value : value.toString());
            }
            return this;
        }

        public AuditEntry build() {
            return new AuditEntry(event, key, reason, before, after, detail);
        }
    }
}
