package io.hakko.shared;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A request was understood and refused; nothing was changed. The {@code web} layer turns it into an RFC 9457 problem, a
 * command line into messages and exit code 2. Modules subclass it with their own code enum where callers must tell
 * refusals apart.
 */
public class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public Refusal(List<Violation> violations) {
        super(violations.stream()
                .map(v -> v.pointer().isEmpty()
                        ? v.code().key()
                        : v.pointer() + " " + v.code().key())
                .collect(Collectors.joining(", ")));
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("a refusal needs a violation");
        }
        this.violations = List.copyOf(violations);
    }

    public Refusal(RefusalCode code, Object... arguments) {
        this(List.of(Violation.at("", code, arguments)));
    }

    public static Refusal at(String pointer, RefusalCode code, Object... arguments) {
        return new Refusal(List.of(Violation.at(pointer, code, arguments)));
    }

    public List<Violation> violations() {
        return violations;
    }

    public RefusalCode.Kind kind() {
        return violations.get(0).code().kind();
    }
}
