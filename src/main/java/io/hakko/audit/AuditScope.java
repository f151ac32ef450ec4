package io.hakko.audit;

import io.hakko.shared.Actor;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Who acts, and where in which process, for the entries recorded on this thread. The workflow module opens a scope
 * around each task, job and command; outside of any scope entries are recorded for {@link Actor#SCHEDULER}.
 */
public record AuditScope(Actor actor, String process, String element) {

    private static final ThreadLocal<Deque<AuditScope>> STACK = ThreadLocal.withInitial(ArrayDeque::new);
    private static final AuditScope OUTSIDE = new AuditScope(Actor.SCHEDULER, "", "");

    public static AuditScope current() {
        AuditScope top = STACK.get().peek();
        return top == null ? OUTSIDE : top;
    }

    /** Opens a scope for somebody who acts outside any process element. */
    public static Open open(Actor actor) {
        return open(actor, "", "");
    }

    /** Opens a scope; close it in a try-with-resources statement. */
    public static Open open(Actor actor, String process, String element) {
        STACK.get().push(new AuditScope(actor, process, element));
        return () -> {
            Deque<AuditScope> stack = STACK.get();
            stack.pop();
            if (stack.isEmpty()) {
                STACK.remove();
            }
        };
    }

    /** An open scope. */
    public interface Open extends AutoCloseable {
        @Override
        void close();
    }
}
