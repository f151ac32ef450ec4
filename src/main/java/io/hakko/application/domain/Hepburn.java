package io.hakko.application.domain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Suggests the Hepburn spelling of a name (A-ROM-01 to A-ROM-04). Only a suggestion: the rule for long vowels knows no
 * borders between the parts of a name, so イノウエ becomes Inoe (AMB-09).
 */
public final class Hepburn {

    private static final Map<String, String> SYLLABLES = syllables();
    private static final String VOWELS = "aiueo";
    private static final int HIRAGANA_TO_KATAKANA = 'ァ' - 'ぁ';

    private Hepburn() {}

    /** Spelling with an initial capital; empty when the reading is not kana. Several words stay several words. */
    public static Optional<String> of(String reading) {
        StringBuilder name = new StringBuilder();
        for (String word : reading.strip().split("[ 　・]+")) {
            Optional<String> spelled = word(katakana(word));
            if (spelled.isEmpty()) {
                return Optional.empty();
            }
            if (name.length() > 0) {
                name.append(' ');
            }
            name.append(spelled.get());
        }
        return Optional.of(name.toString());
    }

    private static Optional<String> word(String kana) {
        StringBuilder romaji = new StringBuilder();
        boolean doubled = false;
        int at = 0;
        while (at < kana.length()) {
            char sign = kana.charAt(at);
            if (sign == 'ッ') {
                doubled = true;
                at++;
                continue;
            }
            if (sign == 'ー' || isLongVowel(sign, romaji)) {
                at++;
                continue;
            }
            if ("ァィゥェォ".indexOf(sign) >= 0) {
                if (!contract(romaji, VOWELS.charAt("ァィゥェォ".indexOf(sign)))) {
                    return Optional.empty();
                }
                at++;
                continue;
            }
            int length = at + 1 < kana.length() && SYLLABLES.containsKey(kana.substring(at, at + 2)) ? 2 : 1;
            String syllable = SYLLABLES.get(kana.substring(at, at + length));
            if (syllable == null) {
                return Optional.empty();
            }
            append(romaji, syllable, doubled);
            doubled = false;
            at += length;
        }
        if (romaji.length() == 0 || doubled) {
            return Optional.empty();
        }
        return Optional.of(romaji.substring(0, 1).toUpperCase(Locale.ROOT) + romaji.substring(1));
    }

    /** A-ROM-02: オウ, オオ and ウウ are written with one vowel. */
    private static boolean isLongVowel(char sign, StringBuilder romaji) {
        if (romaji.length() == 0) {
            return false;
        }
        char last = romaji.charAt(romaji.length() - 1);
        return sign == 'ウ' && (last == 'o' || last == 'u') || sign == 'オ' && last == 'o';
    }

    private static void append(StringBuilder romaji, String syllable, boolean doubled) {
        char first = syllable.charAt(0);
        int end = romaji.length() - 1;
        if (end >= 0 && romaji.charAt(end) == 'n' && "bmp".indexOf(first) >= 0) {
            romaji.setCharAt(end, 'm'); // A-ROM-03; a single n can only be ン, since na, ni … end in a vowel
        }
        if (doubled && VOWELS.indexOf(first) < 0) {
            romaji.append(syllable.startsWith("ch") ? 't' : first); // A-ROM-04
        }
        romaji.append(syllable);
    }

    /** ファ, ティ, ヴァ …: the vowel of the syllable before is replaced. Not in the table of the guide. */
    private static boolean contract(StringBuilder romaji, char vowel) {
        int end = romaji.length() - 1;
        if (end < 0 || VOWELS.indexOf(romaji.charAt(end)) < 0) {
            return false;
        }
        if (end == 0 || VOWELS.indexOf(romaji.charAt(end - 1)) >= 0) {
            romaji.setCharAt(end, 'w'); // ウィ, ウェ
            romaji.append(vowel);
        } else {
            romaji.setCharAt(end, vowel);
        }
        return true;
    }

    private static String katakana(String text) {
        StringBuilder katakana = new StringBuilder();
        for (char sign : text.toCharArray()) {
            katakana.append(sign >= 'ぁ' && sign <= 'ゖ' ? (char) (sign + HIRAGANA_TO_KATAKANA) : sign);
        }
        return katakana.toString();
    }

    private static Map<String, String> syllables() {
        Map<String, String> table = new HashMap<>();
        row(table, "ア イ ウ エ オ", "a i u e o");
        row(table, "カ キ ク ケ コ", "ka ki ku ke ko");
        row(table, "サ シ ス セ ソ", "sa shi su se so");
        row(table, "タ チ ツ テ ト", "ta chi tsu te to");
        row(table, "ナ ニ ヌ ネ ノ", "na ni nu ne no");
        row(table, "ハ ヒ フ ヘ ホ", "ha hi fu he ho");
        row(table, "マ ミ ム メ モ", "ma mi mu me mo");
        row(table, "ヤ ユ ヨ", "ya yu yo");
        row(table, "ラ リ ル レ ロ", "ra ri ru re ro");
        row(table, "ワ ヰ ヱ ヲ ン", "wa i e o n");
        row(table, "ガ ギ グ ゲ ゴ", "ga gi gu ge go");
        row(table, "ザ ジ ズ ゼ ゾ", "za ji zu ze zo");
        row(table, "ダ ヂ ヅ デ ド", "da ji zu de do");
        row(table, "バ ビ ブ ベ ボ", "ba bi bu be bo");
        row(table, "パ ピ プ ペ ポ", "pa pi pu pe po");
        row(table, "キャ キュ キョ", "kya kyu kyo");
        row(table, "ギャ ギュ ギョ", "gya gyu gyo");
        row(table, "シャ シュ ショ", "sha shu sho");
        row(table, "ジャ ジュ ジョ", "ja ju jo");
        row(table, "ヂャ ヂュ ヂョ", "ja ju jo");
        row(table, "チャ チュ チョ", "cha chu cho");
        row(table, "ニャ ニュ ニョ", "nya nyu nyo");
        row(table, "ヒャ ヒュ ヒョ", "hya hyu hyo");
        row(table, "ビャ ビュ ビョ", "bya byu byo");
        row(table, "ピャ ピュ ピョ", "pya pyu pyo");
        row(table, "ミャ ミュ ミョ", "mya myu myo");
        row(table, "リャ リュ リョ", "rya ryu ryo");
        row(table, "ヴ デュ テュ フュ", "vu dyu tyu fyu");
        row(table, "ヵ ヶ", "ka ke");
        return Map.copyOf(table);
    }

    private static void row(Map<String, String> table, String kana, String romaji) {
        String[] signs = kana.split(" ", -1);
        String[] spellings = romaji.split(" ", -1);
        for (int i = 0; i < signs.length; i++) {
            table.put(signs[i], spellings[i]);
        }
    }
}
