package io.hakko.policy;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the consequence of a deadline runs: {@code next-business-day 16:00} (D-04).
 *
 * @param time time of day on the first business day after the (rolled) last day
 */
public record Execution(LocalTime time) {

    private static final Pattern FORM = Pattern.compile("next-business-day ([0-2][0-9]:[0-5][0-9])");

    static Execution parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        Impossible.unless(matcher.matches(), "no time of execution: '%s'; write next-business-day 16:00", text);
        return new Execution(LocalTime.parse(matcher.group(1)));
    }

    @Override
    public String toString() {
        return "next-business-day " + time;
    }
}
