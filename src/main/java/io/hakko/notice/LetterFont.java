package io.hakko.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;

/** The font of the letters: BIZ UDGothic from the class path, or a configured TrueType file. */
final class LetterFont {

    private static final String REGULAR = "fonts/BIZUDGothic_400Regular.ttf";
    private static final String BOLD = "fonts/BIZUDGothic_700Bold.ttf";

    private final byte[] regular;
    private final byte[] bold;
    private final CmapLookup glyphs;
    private final Queue<Parsed> idle = new ConcurrentLinkedQueue<>();

    private LetterFont(byte[] regular, byte[] bold, String source) {
        this.regular = regular;
        this.bold = bold;
        this.glyphs = glyphs(regular, source);
        glyphs(bold, source);
    }

    /**
     * Loads the font.
     *
     * @throws IllegalStateException when it is missing or no TrueType font; stops the start
     */
    static LetterFont load(@Nullable Path font, @Nullable Path fontBold) {
        if (font == null) {
            return new LetterFont(fromClassPath(REGULAR), fromClassPath(BOLD), "class path");
        }
        return new LetterFont(
                fromFile(font, "hakko.letters.font"),
                fontBold == null ? fromFile(font, "hakko.letters.font") : fromFile(fontBold, "hakko.letters.font-bold"),
                font.toString());
    }

    boolean hasGlyph(int codePoint) {
        return glyphs.getGlyphId(codePoint) != 0;
    }

    /**
     * Lets one document be written with the font. To read the font's tables costs more than most letters do, so what was
     * read is kept; one document at a time has it, for it cannot be read by two threads.
     */
    <T> T lend(Function<Parsed, T> use) {
        Parsed mine = idle.poll();
        if (mine == null) {
            mine = new Parsed(parse(regular), parse(bold));
        }
        T made = use.apply(mine);
        idle.add(mine);
        return made;
    }

    /** Both weights, read. */
    record Parsed(TrueTypeFont regular, TrueTypeFont bold) {}

    private static TrueTypeFont parse(byte[] font) {
        try {
            return new TTFParser().parse(new RandomAccessReadBuffer(font));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static CmapLookup glyphs(byte[] font, String source) {
        try (TrueTypeFont parsed = parse(font)) {
            if (parsed.getGlyph() == null) {
                throw new IllegalStateException("The font of the letters is no TrueType font: " + source);
            }
            return parsed.getUnicodeCmapLookup();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalStateException("The font of the letters is no TrueType font: " + source, unreadable);
        }
    }

    private static byte[] fromClassPath(String name) {
        try (InputStream in = LetterFont.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The font of the letters is missing: " + name
                        + " is not on the class path. Build with Maven (it takes the font from npm), or set"
                        + " hakko.letters.font to a TrueType file with Japanese glyphs");
            }
            return in.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static byte[] fromFile(Path file, String property) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException missing) {
            throw new IllegalStateException(
                    "The font of the letters is missing: " + property + " names " + file + ", which cannot be read",
                    missing);
        }
    }
}
