package io.hakko.application.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A-ROM-01 to A-ROM-04; the eleven examples are those of the guide. */
class HepburnTest {

    @ParameterizedTest
    @CsvSource({
        "サトウ, Sato",
        "オオバヤシ, Obayashi",
        "ハニュウ, Hanyu",
        "ユウジロウ, Yujiro",
        "ヨウコ, Yoko",
        "ナンバ, Namba",
        "ホンマ, Homma",
        "サンペイ, Sampei",
        "ハットリ, Hattori",
        "キッカワ, Kikkawa",
        "エッチュウ, Etchu"
    })
    void spellsTheExamplesOfTheGuide(String kana, String romaji) {
        assertThat(Hepburn.of(kana)).contains(romaji);
    }

    @ParameterizedTest
    @CsvSource({
        "シヅカ, Shizuka",
        "チヂワ, Chijiwa",
        "ヰエ, Ie",
        "ヱミ, Emi",
        "ヲカ, Oka",
        "ジュンイチ, Junichi",
        "フジ, Fuji",
        "ギョウダ, Gyoda",
        "やまだ, Yamada",
        "ケーシー, Keshi",
        "ファティマ, Fatima",
        "ウィリアム, Wiriamu",
        "ヴァン, Van",
        "シェリー, Sheri"
    })
    void spellsTheRestOfTheTable(String kana, String romaji) {
        assertThat(Hepburn.of(kana)).contains(romaji);
    }

    @Test
    void keepsWordsApart() {
        assertThat(Hepburn.of("サトウ　ハナコ")).contains("Sato Hanako");
    }

    /** AMB-09: this is why it is a suggestion. */
    @ParameterizedTest
    @CsvSource({"イノウエ, Inoe", "マツウラ, Matsura", "ミノウラ, Minora"})
    void knowsNoBordersInsideAName(String kana, String romaji) {
        assertThat(Hepburn.of(kana)).contains(romaji);
    }

    @ParameterizedTest
    @ValueSource(strings = {"佐藤", "Sato", "", "ッ", "ァ", "サトッ"})
    void suggestsNothingForWhatIsNoReading(String text) {
        assertThat(Hepburn.of(text)).isEmpty();
    }

    @Test
    void pointsOutASpellingThatDiffers() {
        assertThat(new RomajiName("Satoh", "Hanako").suggestion("サトウ ハナコ")).contains("Sato Hanako");
        assertThat(new RomajiName("Sato", "Hanako").suggestion("サトウ ハナコ")).isEmpty();
    }
}
