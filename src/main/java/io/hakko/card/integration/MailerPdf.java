package io.hakko.card.integration;

import io.hakko.card.domain.MailerSheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The PIN letter as PDF. The PDF library never sees a PIN: it makes the page with places of the right length, in a part that is
 * not compressed, and the glyphs of the digits are put there in the finished bytes.
 */
final class MailerPdf {

    private static final String FONT = "fonts/BIZUDGothic_400Regular.ttf";

    /** Codes that no glyph of a font has; the places of PIN and unblocking value. */
    private static final String PIN_PLACE = "fff0";

    private static final String UNBLOCKING_PLACE = "fff1";

    private static final float LEFT = 70;
    private static final float TITLE = 18;
    private static final float TEXT = 11;
    private static final float DIGITS = 24;
    private static final String GETA = "〓";

    private final byte[] font;
    private final CmapLookup glyphs;

    private MailerPdf(byte[] font) {
        this.font = font;
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            this.glyphs = parsed.getUnicodeCmapLookup();
        } catch (IOException unreadable) {
            throw new IllegalStateException("the font of the PIN letter is no TrueType font", unreadable);
        }
    }

    static MailerPdf withOwnFont() {
        try (InputStream in = MailerPdf.class.getClassLoader().getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException(FONT + " is not on the class path; set hakko.letters.font");
            }
            return new MailerPdf(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static MailerPdf withFont(Path file) {
        try {
            return new MailerPdf(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The letter; whoever gets it wipes it. */
    byte[] print(MailerSheet sheet, byte[] pin, byte[] unblocking) {
        byte[][] digits = new byte[10][];
        byte[] page = page(sheet, pin.length, unblocking.length, digits);
        fill(page, PIN_PLACE, pin, digits);
        fill(page, UNBLOCKING_PLACE, unblocking, digits);
        return page;
    }

    /** @param digits gets the codes of the digits, in hex */
    private byte[] page(MailerSheet sheet, int pinLength, int unblockingLength, byte[][] digits) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType0Font embedded =
                    PDType0Font.load(document, new TTFParser().parse(new RandomAccessReadBuffer(font)), true);
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                words(content, embedded, sheet, unblockingLength > 0);
            }
            for (int digit = 0; digit <= 9; digit++) {
                embedded.addToSubset('0' + digit);
                digits[digit] = HexFormat.of()
                        .formatHex(embedded.encode(Integer.toString(digit)))
                        .getBytes(StandardCharsets.US_ASCII);
            }
            places(document, page, embedded, pinLength, unblockingLength);
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void words(PDPageContentStream content, PDFont embedded, MailerSheet sheet, boolean unblockable)
            throws IOException {
        line(content, embedded, TITLE, 760, "PIN通知書");
        line(content, embedded, TEXT, 725, sheet.holder() + " 様");
        line(content, embedded, TEXT, 700, sheet.service());
        line(content, embedded, TEXT, 680, "カード番号　" + sheet.card());
        line(content, embedded, TEXT, 660, "申込番号　　" + sheet.application());
        line(content, embedded, TEXT, 610, "PIN");
        if (unblockable) {
            line(content, embedded, TEXT, 540, "PIN解除番号");
        }
        List<String> notes = new ArrayList<>(List.of("この通知書は再発行できません。ICカードとは別に、大切に保管してください。", "PINを他の人に知らせないでください。"));
        notes.add(
                unblockable
                        ? "PINの入力を続けて間違えるとカードがロックされます。ロックはPIN解除番号で解除できます。"
                        : "PINの入力を続けて間違えるとカードがロックされ、解除することはできません。");
        float y = 470;
        for (String note : notes) {
            line(content, embedded, TEXT, y, note);
            y -= 20;
        }
        line(content, embedded, TEXT, y - 20, sheet.sender());
    }

    private void line(PDPageContentStream content, PDFont embedded, float size, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(embedded, size);
        content.newLineAtOffset(LEFT, y);
        content.showText(printable(text));
        content.endText();
    }

    /** What the font has no sign for is printed as 〓, as printers do. */
    private String printable(String text) {
        return text.codePoints()
                .mapToObj(each -> glyphs.getGlyphId(each) == 0 ? GETA : Character.toString(each))
                .reduce("", String::concat);
    }

    private static void places(PDDocument document, PDPage page, PDFont embedded, int pinLength, int unblockingLength)
            throws IOException {
        COSName name = page.getResources().add(embedded);
        StringBuilder places = new StringBuilder(place(name, 575, PIN_PLACE, pinLength));
        if (unblockingLength > 0) {
            places.append(place(name, 505, UNBLOCKING_PLACE, unblockingLength));
        }
        PDStream secrets = new PDStream(document);
        try (OutputStream out = secrets.getCOSObject().createOutputStream()) {
            out.write(places.toString().getBytes(StandardCharsets.US_ASCII));
        }
        List<PDStream> streams = new ArrayList<>();
        for (Iterator<PDStream> each = page.getContentStreams(); each.hasNext(); ) {
            streams.add(each.next());
        }
        streams.add(secrets);
        page.setContents(streams);
    }

    private static String place(COSName name, int y, String code, int length) {
        return "BT /%s %s Tf %s %d Td <%s> Tj ET\n"
                .formatted(name.getName(), Float.toString(DIGITS), Float.toString(LEFT), y, code.repeat(length));
    }

    private static void fill(byte[] page, String place, byte[] secret, byte[][] digits) {
        if (secret.length == 0) {
            return;
        }
        byte[] empty = ("<" + place.repeat(secret.length) + ">").getBytes(StandardCharsets.US_ASCII);
        int at = find(page, empty, 0);
        if (at < 0 || find(page, empty, at + 1) >= 0) {
            throw new IllegalStateException("the page has not exactly one place for the digits");
        }
        int to = at + 1;
        for (byte digit : secret) {
            byte[] code = digits[digit - '0'];
            System.arraycopy(code, 0, page, to, code.length);
            to += code.length;
        }
    }

    private static int find(byte[] all, byte[] part, int from) {
        for (int at = from; at <= all.length - part.length; at++) {
            int same = 0;
            while (same < part.length && all[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return at;
            }
        }
        return -1;
    }
}
