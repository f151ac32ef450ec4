package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Looks at a profile as text: a line with a number names the rule it comes from. */
final class RuleComments {

    private static final Pattern SOURCE =
            Pattern.compile("[AB]-[A-Z]{3,4}-[0-9]{2}|D-[0-9]{2}|AMB-[0-9]{2}|RULES [0-9]|"
                    + "invented|our (name|choice)|first day|title of the guide|ARCHITECTURE [0-9]");
    private static final Pattern RULE_KEY = Pattern.compile("rule: [A-Z0-9-]+");

    private RuleComments() {}

    static void assertEveryNumberHasItsSource(String resource) {
        try (InputStream yaml = RuleComments.class.getResourceAsStream(resource)) {
            assertThat(new String(yaml.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .allSatisfy(line -> {
                        String[] parts = line.split("(^| )#", 2);
                        String data = RULE_KEY.matcher(parts[0]).replaceAll("");
                        if (data.chars().anyMatch(Character::isDigit) && data.equals(parts[0])) {
                            assertThat(parts).as(line).hasSize(2);
                            assertThat(parts[1]).as(line).containsPattern(SOURCE);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
