package io.hakko.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the compact form of a {@link DueRule}. */
final class DueRuleParser {
    private static final Pattern DAYS_AFTER = Pattern.compile("([a-z]+)\\+([0-9]{1,4})");
    private static final Pattern END_OF_NEXT_MONTH = Pattern.compile("end-of-next-month\\(([a-z]+)\\)");
    private static final Pattern LATEST_OF = Pattern.compile("latest-of\\[([^\\[\\]]+)]");

    private DueRuleParser() {}

    static DueRule parse(String text) {
        Matcher daysAfter = DAYS_AFTER.matcher(text);
        if (daysAfter.matches()) {
            return new DueRule.DaysAfter(base(daysAfter.group(1)), Integer.parseInt(daysAfter.group(2)));
        }
        Matcher endOfNextMonth = END_OF_NEXT_MONTH.matcher(text);
        if (endOfNextMonth.matches()) {
            return new DueRule.EndOfNextMonth(base(endOfNextMonth.group(1)));
        }
        Matcher latestOf = LATEST_OF.matcher(text);
        if (latestOf.matches()) {
            return new DueRule.LatestOf(Pattern.compile(",")
                    .splitAsStream(latestOf.group(1))
                    .map(String::strip)
                    .map(DueRuleParser::parse)
                    .toList());
        }
        throw new IllegalArgumentException("no rule for a deadline: '" + text
                + "'; write issue+30, end-of-next-month(invoice) or latest-of[dispatch+30, reminder+10]");
    }

    private static BaseEvent base(String word) {
        return Arrays.stream(BaseEvent.values())
                .filter(event -> event.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown day '" + word + "', known are "
                        + Arrays.toString(BaseEvent.values()).toLowerCase(Locale.ROOT)));
    }
}
