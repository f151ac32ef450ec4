package io.hakko.bench;

import java.lang.reflect.Constructor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** The suites there are. */
final class Suites {

    private Suites() {}

    /**
     * The suite of that name, or all of them when the name is empty.
     *
     * @throws IllegalArgumentException naming the suites there are, when it is none of them
     */
    static List<Suite> named(String name) {
        List<Suite> all = all();
        if (name.isBlank()) {
            return all;
        }
        List<Suite> one =
                all.stream().filter(suite -> suite.name().equals(name.strip())).toList();
        if (one.isEmpty()) {
            throw new IllegalArgumentException("There is no suite '%s'. Suites: %s"
                    .formatted(name, all.stream().map(Suite::name).collect(Collectors.joining(", "))));
        }
        return one;
    }

    private static List<Suite> all() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Suite.class));
        return scanner.findCandidateComponents("io.hakko").stream()
                .map(found -> make(found.getBeanClassName()))
                .sorted(Comparator.comparing(Suite::name))
                .toList();
    }

    private static Suite make(String type) {
        try {
            Constructor<?> constructor = Class.forName(type).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (Suite) constructor.newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(type + " needs a constructor without arguments", broken);
        }
    }
}
