package io.hakko.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Japanese texts of the engine's web applications have every key of the English ones, so that no raw key is shown. */
class LocalesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{.*?}}");
    private static final Pattern JAPANESE =
            Pattern.compile(".*[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}].*", Pattern.DOTALL);

    /** Texts that are the same in Japanese, and endings of plurals, which Japanese has not. */
    private static final Set<String> SAME = Set.of(
            "APP_VENDOR",
            "CAM_WIDGET_FOOTER_POWERED_BY",
            "CAM_WIDGET_VARIABLES_TABLE_NULL",
            "CAM_WIDGET_VARIABLE_NULL",
            "FILTER_FORM_PERMISSION_IDENTIFIER",
            "NO_TASK_FORM",
            "PLGN_BATCH_S",
            "PLGN_BTCH_SET_REMOVAL_TIME_ABSOLUTE_PLACEHOLDER",
            "PLGN_MIG_S",
            "PLGN_MOD_DIALOG_S",
            "PLGN_MOD_RESTART_DIALOG_S",
            "SEARCH_LESS_THAN",
            "SEARCH_LESS_THAN_EQUALS",
            "SEARCH_GREATER_THAN",
            "SEARCH_GREATER_THAN_EQUALS");

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome", "admin"})
    void japaneseHasEveryKey(String application) throws Exception {
        assertThat(keys(labels(application, "ja"))).isEqualTo(keys(labels(application, "en")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome", "admin"})
    void japaneseNamesNoPlaceholderThatEnglishDoesNot(String application) throws Exception {
        JsonNode english = labels(application, "en");

        for (Map.Entry<String, JsonNode> label : labels(application, "ja").properties()) {
            assertThat(placeholders(english.get(label.getKey()))).containsAll(placeholders(label.getValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "welcome", "admin"})
    void everyTextIsJapanese(String application) throws Exception {
        assertThat(untranslated(application)).isEmpty();
    }

    /** Cockpit has many texts for things nobody may do here; still, none of its 2,460 is left in English. */
    @Test
    void allOfCockpitIsJapanese() throws Exception {
        Set<String> left = untranslated("cockpit");
        int all = labels("cockpit", "ja").size();

        assertThat(left)
                .as("%.1f %% of %d texts of Cockpit are translated", 100.0 * (all - left.size()) / all, all)
                .isEmpty();
    }

    /** The stock banner advertises the next product; ours tells what to do. */
    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "welcome", "admin"})
    void theBannerIsWordedForOurUsers(String application) throws Exception {
        String banner = labels(application, "ja").get("BANNER_CE_EOL_TEXT").asText();

        assertThat(banner)
                .isEqualTo(labels("tasklist", "ja").get("BANNER_CE_EOL_TEXT").asText())
                .contains("システム管理者")
                .doesNotContain("href");
    }

    private Set<String> untranslated(String application) throws IOException {
        return labels(application, "ja").properties().stream()
                .filter(label -> !SAME.contains(label.getKey()))
                .filter(label -> !JAPANESE.matcher(label.getValue().asText()).matches())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode labels(String application, String language) throws IOException {
        String path = "/META-INF/resources/webjars/camunda/app/%s/locales/%s.json".formatted(application, language);
        try (var in = getClass().getResourceAsStream(path)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return json.readTree(text.substring(text.indexOf('{'))).get("labels");
        }
    }

    private static Set<String> keys(JsonNode labels) {
        Set<String> keys = new TreeSet<>();
        labels.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Set<String> placeholders(JsonNode text) {
        return PLACEHOLDER
                .matcher(text.asText())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
