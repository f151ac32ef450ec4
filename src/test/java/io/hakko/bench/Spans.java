package io.hakko.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of a node goes: each thread's time is counted for the innermost part that it is in. What is done inside
 * {@link Part#DRIVER} counts for nothing else.
 */
final class Spans {

    /** Parts of the work. */
    enum Part {
        /** Statements and commits, with the wait for a connection. */
        DATABASE,
        /** Commands of the process engine. */
        ENGINE,
        /** Commands to the card, key generation among them. */
        CARD,
        /** Encoding, linting and signing certificates and CRLs. */
        SIGNING,
        /** Filling, laying out and printing letters. */
        LETTERS,
        /** Our services: rules, forms, audit trail. */
        OTHER,
        /** Looking whether the next task is there; no work of the service. */
        DRIVER
    }

    /** Work in a part. */
    interface Work<T> {
        T run() throws Throwable;
    }

    private static final class Open {
        final Part part;
        final @Nullable Open outer;
        long since;

        Open(Part part, @Nullable Open outer, long since) {
            this.part = part;
            this.outer = outer;
            this.since = since;
        }
    }

    private static final ThreadLocal<@Nullable Open> CURRENT = new ThreadLocal<>();
    private static final Map<Part, LongAdder> NANOS = new EnumMap<>(Part.class);

    private static final ThreadLocal<Map<Part, Long>> CALLS = ThreadLocal.withInitial(() -> new EnumMap<>(Part.class));

    static {
        for (Part part : Part.values()) {
            NANOS.put(part, new LongAdder());
        }
    }

    private Spans() {}

    /** Does it and counts its time for the part. */
    static <T> T in(Part part, Work<T> work) throws Throwable {
        Open outer = CURRENT.get();
        if (outer != null && outer.part == Part.DRIVER) {
            return work.run();
        }
        long now = System.nanoTime();
        if (outer != null) {
            add(outer.part, now - outer.since);
        }
        CALLS.get().merge(part, 1L, Long::sum);
        Open mine = new Open(part, outer, now);
        CURRENT.set(mine);
        try {
            return work.run();
        } finally {
            long end = System.nanoTime();
            add(part, end - mine.since);
            if (outer == null) {
                CURRENT.remove();
            } else {
                outer.since = end;
                CURRENT.set(outer);
            }
        }
    }

    private static void add(Part part, long nanos) {
        NANOS.get(part).add(nanos);
    }

    static void reset() {
        NANOS.values().forEach(LongAdder::reset);
    }

    /** Seconds of a part since the last reset, over all threads. */
    static double seconds(Part part) {
        return NANOS.get(part).sum() / 1e9;
    }

    /** How often this thread has gone into a part. */
    static long callsHere(Part part) {
        return CALLS.get().getOrDefault(part, 0L);
    }

    /**
     * The same object, whose methods' time counts for the part.
     *
     * @param names of the methods that count, or none for all of them
     * @param result what becomes of a result, by the method's name
     */
    static <T> T around(
            Class<T> type, T target, Part part, Set<String> names, BiFunction<String, Object, Object> result) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Work<@Nullable Object> call = () -> {
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    };
                    Object returned = names.isEmpty() || names.contains(method.getName()) ? in(part, call) : call.run();
                    return returned == null ? null : result.apply(method.getName(), returned);
                }));
    }
}
