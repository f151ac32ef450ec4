package io.hakko.shared;

import static io.hakko.shared.JisRepertoire.Level.LEVEL_1;
import static io.hakko.shared.JisRepertoire.Level.LEVEL_2;
import static io.hakko.shared.JisRepertoire.Level.NON_KANJI;
import static io.hakko.shared.JisRepertoire.Level.OUTSIDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.shared.JisRepertoire.Level;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A-CHR-01 and the official figures of JIS X 0208. */
class JisRepertoireTest {

    @Test
    void countsTheCharactersOfJisX0208() {
        Map<Level, Integer> counts = new EnumMap<>(Level.class);
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            counts.merge(JisRepertoire.levelOf(c), 1, Integer::sum);
        }

        assertThat(counts)
                .containsEntry(NON_KANJI, 524)
                .containsEntry(LEVEL_1, 2_965)
                .containsEntry(LEVEL_2, 3_390);
        assertThat(counts.get(NON_KANJI) + counts.get(LEVEL_1) + counts.get(LEVEL_2))
                .isEqualTo(6_879);
    }

    @ParameterizedTest
    @ValueSource(strings = {"髙", "﨑", "德", "①", "Ⅱ", "㈱", "𠮷", "ｱ", "¥", "\u00e9", "\n"})
    void refusesVendorExtensionsHalfWidthAndOthers(String character) {
        assertThat(JisRepertoire.levelOf(character.codePointAt(0))).isEqualTo(OUTSIDE);
        assertThat(JisRepertoire.firstOutside("山田" + character)).hasValue(character.codePointAt(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"堯", "槇", "遙", "瑤", "凜", "熙", "邉", "邊", "齋", "齊"})
    void knowsRareNameCharactersAsLevelTwo(String character) {
        assertThat(JisRepertoire.levelOf(character.codePointAt(0))).isEqualTo(LEVEL_2);
    }

    @Test
    void acceptsNamesAndAddresses() {
        assertThat(JisRepertoire.firstOutside("株式会社あおば建設　東京都千代田区１−２−３ ABC-1")).isEmpty();
        assertThat(JisRepertoire.levelOf('亜')).isEqualTo(LEVEL_1);
        assertThat(JisRepertoire.levelOf('あ')).isEqualTo(NON_KANJI);
    }

    @Test
    void putsCharactersOfWindowsKeyboardsRight() {
        String typed = "～－―∥￠￡￢";

        String canonical = JisRepertoire.canonical(typed);

        assertThat(canonical).isEqualTo("〜−—‖¢£¬");
        assertThat(JisRepertoire.firstOutside(canonical)).isEmpty();
    }

    @Test
    void leavesCompatibilityIdeographsAsWritten() {
        assertThat(JisRepertoire.canonical("塚\ufa10")).isEqualTo("塚\ufa10");
    }
}
