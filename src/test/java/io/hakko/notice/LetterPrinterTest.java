package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.notice.LetterContent.Finding;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Calendar;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterPrinterTest {

    private static final LetterPrinter PRINTER = new LetterPrinter(LetterSamples.PROFILES, LetterFont.load(null, null));
    private static final Instant WRITTEN = LetterApprovalTest.WRITTEN;

    @TempDir
    Path folder;

    @Test
    void printsMarkupInDataAsText() {
        String hostile = "<b>太郎</b> & <script>alert(1)</script> ${7*7} [[${7*7}]]";
        String image = "]]> <img src='http://192.0.2.1/x.png'/>";

        String text = text(LetterSamples.rejection(hostile, image));

        assertThat(text).contains(hostile, image);
    }

    @Test
    void leavesOutVariationSelectorsAndControlCharacters() {
        WriteLetter letter = deficiencyOf("葛\uDB40\uDD00城 \u0007辻\uFE00子", "なし");

        assertThat(text(letter)).contains("葛城 辻子").doesNotContain("#");
    }

    @Test
    void printsNamesWithCharactersOutsideJisX0208() {
        assertThat(text(deficiencyOf("髙﨑 德", "なし"))).contains("髙﨑 德");
    }

    @Test
    void refusesWhatTheFontCannotPrint() {
        assertThatThrownBy(() -> PRINTER.print(deficiencyOf("\uD842\uDFB7野 太郎", "なし"), "通-2026-000001", WRITTEN))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.violations().get(0).code()).isEqualTo(NoticeRefusal.GLYPH_MISSING);
                    assertThat(refusal.violations().get(0).arguments()).containsExactly("𠮷", "U+20BB7");
                });
    }

    @Test
    void givesTheSameBytesForTheSameLetter() {
        LetterPrinter other = new LetterPrinter(LetterSamples.PROFILES, LetterFont.load(null, null));

        assertThat(other.print(LetterSamples.issue(), "通-2026-000001", WRITTEN).pdf())
                .isEqualTo(PRINTER.print(LetterSamples.issue(), "通-2026-000001", WRITTEN)
                        .pdf());
    }

    @Test
    void datesTheDocumentByTheClockAndEmbedsItsFonts() throws IOException {
        LetterPrinter.Printed printed = PRINTER.print(LetterSamples.issue(), "通-2026-000001", WRITTEN);

        try (PDDocument document = Loader.loadPDF(printed.pdf())) {
            Calendar created = document.getDocumentInformation().getCreationDate();
            assertThat(created.toInstant()).isEqualTo(WRITTEN);
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("発行通知書 通-2026-000001");
            PDPage page = document.getPage(0);
            for (var name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                assertThat(font.getName()).contains("BIZUDGothic");
            }
        }
        assertThat(printed.template()).isEqualTo("aosign-g2/issue-notice");
        assertThat(printed.templateVersion()).matches("[0-9a-f]{16}");
    }

    @Test
    void numbersThePagesOfALongLetter() throws IOException {
        List<Finding> findings = IntStream.rangeClosed(1, 60)
                .mapToObj(n -> new Finding("書類その" + n, "記載が読み取れません。", "鮮明な写し"))
                .toList();
        WriteLetter letter = LetterSamples.letter(LetterSamples.holder(), LetterSamples.deficiency(findings));

        byte[] pdf = PRINTER.print(letter, "通-2026-000001", WRITTEN).pdf();

        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            assertThat(LetterApprovalTest.textOf(pdf)).contains("1 / " + pages, pages + " / " + pages, "書類その60");
        }
    }

    /** The font is read once and lent to one letter at a time. */
    @Test
    void lettersPrintedAtTheSameTimeAreTheSameBytes() {
        byte[] alone =
                PRINTER.print(LetterSamples.issue(), "通-2026-000001", WRITTEN).pdf();

        List<byte[]> together = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> PRINTER.print(LetterSamples.issue(), "通-2026-000001", WRITTEN)
                        .pdf())
                .toList();

        assertThat(together).hasSize(16).allSatisfy(pdf -> assertThat(pdf).isEqualTo(alone));
    }

    @Test
    void configuredFontWins() throws IOException {
        Path font = folder.resolve("font.ttf");
        try (InputStream bold = Objects.requireNonNull(
                LetterFont.class.getClassLoader().getResourceAsStream("fonts/BIZUDGothic_700Bold.ttf"))) {
            Files.copy(bold, font);
        }

        LetterPrinter bold = new LetterPrinter(LetterSamples.PROFILES, LetterFont.load(font, null));

        byte[] pdf = bold.print(LetterSamples.issue(), "通-2026-000001", WRITTEN).pdf();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (var name : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(name).getName())
                        .contains("Bold");
            }
        }
    }

    @Test
    void missingFontStopsTheStartWithAClearMessage() {
        Path nowhere = folder.resolve("missing.ttf");

        assertThatThrownBy(() -> LetterFont.load(nowhere, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("The font of the letters is missing: hakko.letters.font names " + nowhere);
    }

    @Test
    void fileThatIsNoFontStopsTheStartWithAClearMessage() throws IOException {
        Path file = Files.writeString(folder.resolve("font.ttf"), "no font");

        assertThatThrownBy(() -> LetterFont.load(file, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no TrueType font");
    }

    private static WriteLetter deficiencyOf(String subject, String problem) {
        return LetterSamples.letter(
                LetterSamples.holder(), LetterSamples.deficiency(List.of(new Finding(subject, problem, "なし"))));
    }

    private static String text(WriteLetter letter) {
        return LetterApprovalTest.textOf(
                        PRINTER.print(letter, "通-2026-000001", WRITTEN).pdf())
                .replaceAll("\\s+", " ");
    }
}
