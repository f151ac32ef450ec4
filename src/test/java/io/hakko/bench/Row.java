package io.hakko.bench;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One figure.
 *
 * @param suite name of the suite
 * @param name what was measured, unique in its suite
 * @param unit of the value, such as {@code timers/s}
 * @param against the row of the same suite it is compared with
 * @param baseline the value of that row
 * @param ratio value divided by baseline
 * @param aim what the ratio, or without a baseline the value, is meant to be, in words
 * @param conditions under which it was measured: cores, load, JDK, PostgreSQL, date, and what the suite adds
 */
public record Row(
        String suite,
        String name,
        double value,
        String unit,
        Optional<String> against,
        OptionalDouble baseline,
        OptionalDouble ratio,
        Optional<String> aim,
        Map<String, String> conditions) {

    public Row {
        conditions = new TreeMap<>(conditions);
    }

    /** A figure without a baseline. */
    public static Row of(String name, double value, String unit) {
        return new Row(
                "",
                name,
                value,
                unit,
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Map.of());
    }

    /** The same figure compared with another one. */
    public Row against(Row other, String aim) {
        return new Row(
                suite,
                name,
                value,
                unit,
                Optional.of(other.name),
                OptionalDouble.of(other.value),
                OptionalDouble.of(value / other.value),
                Optional.of(aim),
                conditions);
    }

    /** The same figure under more conditions. */
    public Row under(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(conditions);
        all.putAll(more);
        return new Row(suite, name, value, unit, against, baseline, ratio, aim, all);
    }

    Row in(String ofSuite) {
        return new Row(ofSuite, name, value, unit, against, baseline, ratio, aim, conditions);
    }
}
