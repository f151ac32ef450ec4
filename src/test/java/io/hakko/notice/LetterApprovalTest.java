package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The text of each letter is as approved. After a wanted change, copy {@code target/letters/*.txt} over the approved
 * files, read the difference and look at the PDF beside it.
 */
class LetterApprovalTest {

    static final Instant WRITTEN = Instant.parse("2026-11-24T01:30:00Z");

    private static final Path APPROVED = Path.of("src/test/resources/approved/letters");
    private static final Path RECEIVED = Path.of("target/letters");
    private static final LetterPrinter PRINTER = new LetterPrinter(LetterSamples.PROFILES, LetterFont.load(null, null));

    static Stream<Arguments> letters() {
        return Stream.of(
                Arguments.of("deficiency-notice", LetterSamples.deficiency()),
                Arguments.of("rejection-notice", LetterSamples.rejection()),
                Arguments.of("issue-notice", LetterSamples.issue()),
                Arguments.of("receipt-reminder", LetterSamples.reminder()),
                Arguments.of("doubt-reply", LetterSamples.doubtReply()),
                Arguments.of("revocation-notice-holder", LetterSamples.revocation(LetterSamples.holder())),
                Arguments.of("revocation-notice-company", LetterSamples.revocation(LetterSamples.company())),
                Arguments.of("revocation-refusal-holder", LetterSamples.refusal(LetterSamples.holder(), "電子証明書失効申込書")),
                Arguments.of(
                        "revocation-refusal-company", LetterSamples.refusal(LetterSamples.company(), "電子証明書失効届出書")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("letters")
    void readsAsApproved(String name, WriteLetter letter) throws IOException {
        assertReadsAsApproved(
                name, PRINTER.print(letter, "通-2026-000001", WRITTEN).pdf());
    }

    static void assertReadsAsApproved(String name, byte[] pdf) throws IOException {
        String text = textOf(pdf);

        Files.createDirectories(RECEIVED.resolve(name).getParent());
        Files.write(RECEIVED.resolve(name + ".pdf"), pdf);
        Files.writeString(RECEIVED.resolve(name + ".txt"), text);
        assertThat(text).isEqualTo(Files.readString(APPROVED.resolve(name + ".txt")));
    }

    static String textOf(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setLineSeparator("\n");
            return stripper.getText(document)
                            .replace('\u00a0', ' ')
                            .replaceAll("(?m)[ 　]+$", "")
                            .strip() + "\n";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
