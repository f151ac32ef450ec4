package io.hakko.shared;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The characters that may stand on a card and in a certificate (A-CHR-01): those of JIS X 0208, that is non-kanji and
 * kanji of level 1 (第一水準) and level 2 (第二水準), and printable ASCII. Vendor extensions (髙 﨑 ① ㈱) and half-width
 * katakana are outside.
 */
public final class JisRepertoire {

    /** Where in JIS X 0208 a character stands. */
    public enum Level {
        /** Rows 1 to 8: kana, letters, digits, signs. */
        NON_KANJI,
        /** Rows 16 to 47. */
        LEVEL_1,
        /** Rows 48 to 84. */
        LEVEL_2,
        /** Not in JIS X 0208. */
        OUTSIDE
    }

    private static final Charset JIS_X_0208 = Charset.forName("x-JIS0208");
    private static final int ROW_OFFSET = 0x20;
    private static final int FIRST_ROW_OF_LEVEL_1 = 16;
    private static final int FIRST_ROW_OF_LEVEL_2 = 48;

    /** What Windows keyboards enter, and the character of JIS X 0208 that is meant. */
    private static final Map<Integer, Integer> WINDOWS_INPUT = Map.of(
            0xFF5E, 0x301C, 0xFF0D, 0x2212, 0x2015, 0x2014, 0x2225, 0x2016, 0xFFE0, 0x00A2, 0xFFE1, 0x00A3, 0xFFE2,
            0x00AC);

    private JisRepertoire() {}

    public static Level levelOf(int codePoint) {
        int row = rowOf(codePoint);
        if (row == 0) {
            return Level.OUTSIDE;
        }
        if (row < FIRST_ROW_OF_LEVEL_1) {
            return Level.NON_KANJI;
        }
        return row < FIRST_ROW_OF_LEVEL_2 ? Level.LEVEL_1 : Level.LEVEL_2;
    }

    /** Whether a character may be recorded. */
    public static boolean contains(int codePoint) {
        return (codePoint >= ' ' && codePoint <= '~') || rowOf(codePoint) != 0;
    }

    /** Code point of the first character that may not be recorded. */
    public static OptionalInt firstOutside(String text) {
        return text.codePoints().filter(c -> !contains(c)).findFirst();
    }

    /** The text with the characters of Windows keyboards (～ － ― ∥ ￠ ￡ ￢) as JIS X 0208 has them; nothing else changes. */
    public static String canonical(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().map(c -> WINDOWS_INPUT.getOrDefault(c, c)).forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Row (区) in JIS X 0208, 0 when the character is not in it. */
    private static int rowOf(int codePoint) {
        if (codePoint <= '~' || Character.isSupplementaryCodePoint(codePoint)) {
            return 0;
        }
        try {
            ByteBuffer encoded = JIS_X_0208.newEncoder().encode(CharBuffer.wrap(new char[] {(char) codePoint}));
            return encoded.remaining() == 2 ? encoded.get(0) - ROW_OFFSET : 0;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
