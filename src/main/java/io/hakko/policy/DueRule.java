package io.hakko.policy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From which days the last day of a deadline is counted: {@code issue+30}, {@code end-of-next-month(invoice)},
 * {@code latest-of[dispatch+30, reminder+10]}.
 */
public sealed interface DueRule {

    /** The last day, once every day it is counted from is known. */
    Optional<LocalDate> lastDay(Map<BaseEvent, LocalDate> known);

    /** The days it is counted from. */
    Set<BaseEvent> bases();

    /** Reads the compact form. */
    static DueRule parse(String text) {
        return DueRuleParser.parse(text.strip());
    }

    /** So many calendar days after a day, that day not counted. */
    record DaysAfter(BaseEvent base, int days) implements DueRule {
        private static final int LONGEST = 366;

        public DaysAfter {
            Impossible.within("days after " + base.word(), days, 1, LONGEST);
        }

        @Override
        public Optional<LocalDate> lastDay(Map<BaseEvent, LocalDate> known) {
            return Optional.ofNullable(known.get(base)).map(day -> day.plusDays(days));
        }

        @Override
        public Set<BaseEvent> bases() {
            return EnumSet.of(base);
        }

        @Override
        public String toString() {
            return base.word() + "+" + days;
        }
    }

    /** The last day of the month after that of a day (D-02). */
    record EndOfNextMonth(BaseEvent base) implements DueRule {
        @Override
        public Optional<LocalDate> lastDay(Map<BaseEvent, LocalDate> known) {
            return Optional.ofNullable(known.get(base))
                    .map(day -> YearMonth.from(day).plusMonths(1).atEndOfMonth());
        }

        @Override
        public Set<BaseEvent> bases() {
            return EnumSet.of(base);
        }

        @Override
        public String toString() {
            return "end-of-next-month(" + base.word() + ")";
        }
    }

    /** The latest of several; known only when all are (AMB-03). */
    record LatestOf(List<DueRule> rules) implements DueRule {
        public LatestOf {
            Impossible.unless(rules.size() > 1, "latest-of needs at least two rules, not %s", rules);
            rules = List.copyOf(rules);
        }

        @Override
        public Optional<LocalDate> lastDay(Map<BaseEvent, LocalDate> known) {
            List<LocalDate> days =
                    rules.stream().flatMap(rule -> rule.lastDay(known).stream()).toList();
            return days.size() < rules.size() ? Optional.empty() : days.stream().max(Comparator.naturalOrder());
        }

        @Override
        public Set<BaseEvent> bases() {
            Set<BaseEvent> all = EnumSet.noneOf(BaseEvent.class);
            rules.forEach(rule -> all.addAll(rule.bases()));
            return all;
        }

        @Override
        public String toString() {
            return rules.stream().map(DueRule::toString).collect(Collectors.joining(", ", "latest-of[", "]"));
        }
    }
}
