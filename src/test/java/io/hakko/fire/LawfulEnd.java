package io.hakko.fire;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of the states in which a race may end.
 *
 * @param first who was first
 * @param told what the other may be told; none: nothing is refused
 * @param stand all that is to be said about the case
 * @param trail every entry of the trail since the start, in any order
 */
record LawfulEnd(String first, Set<String> told, List<String> stand, List<String> trail) {

    static LawfulEnd of(String first) {
        return new LawfulEnd(first, Set.of(), List.of(), List.of());
    }

    LawfulEnd told(String... keys) {
        return new LawfulEnd(first, Set.of(keys), stand, trail);
    }

    LawfulEnd standing(String... facts) {
        return new LawfulEnd(first, told, List.of(facts), trail);
    }

    LawfulEnd recorded(String... entries) {
        return recorded(List.of(entries));
    }

    LawfulEnd recorded(List<String> entries) {
        return new LawfulEnd(
                first,
                told,
                stand,
                Stream.of(trail, entries).flatMap(List::stream).toList());
    }

    boolean isMetBy(String wasFirst, List<String> wasTold, List<String> stands, List<String> entries) {
        boolean answered = told.isEmpty() ? wasTold.isEmpty() : wasTold.size() == 1 && told.containsAll(wasTold);
        return first.equals(wasFirst)
                && answered
                && stand.equals(stands)
                && trail.stream()
                        .sorted()
                        .toList()
                        .equals(entries.stream().sorted().toList());
    }
}
