package io.hakko.notice;

import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Prints a letter: template of the profile → XHTML → PDF. A service that has no words of its own for a kind of letter uses
 * the common ones. The same letter gives the same bytes; nothing outside the class path is read.
 */
final class LetterPrinter {

    private static final String FOLDER = "letters/";
    private static final String SUFFIX = ".html";
    private static final String COMMON = "common";
    private static final String FRAME = COMMON + "/letter";
    private static final String STYLE = COMMON + "/letter.css";
    private static final String FAMILY = "Hakko";

    private final Profiles profiles;
    private final LetterFont font;
    private final ITemplateEngine templates = templates();
    private final String style = read(FOLDER + STYLE);
    private final FSDefaultCacheStore metrics = new FSDefaultCacheStore();

    LetterPrinter(Profiles profiles, LetterFont font) {
        this.profiles = profiles;
        this.font = font;
    }

    /**
     * A printed letter.
     *
     * @param template {@code aosign-g2/deficiency-notice}
     * @param templateVersion beginning of the SHA-256 of template, frame and style
     */
    record Printed(byte[] pdf, String template, String templateVersion) {}

    Printed print(WriteLetter letter, String number, Instant writtenAt) {
        ServiceProfile profile = profiles.get(letter.profile());
        String template = template(letter.profile().id(), letter.kind());
        Document page = parse(fill(template, letter, profile, number, writtenAt));
        clean(page);
        return new Printed(
                pdf(page, letter.kind().title() + " " + number, profile.sender().company(), writtenAt),
                template,
                version(template));
    }

    /** The service's own template for a kind of letter, else the common one. */
    private static String template(String service, LetterKind kind) {
        String own = service + "/" + kind.template();
        return LetterPrinter.class.getClassLoader().getResource(FOLDER + own + SUFFIX) == null
                ? COMMON + "/" + kind.template()
                : own;
    }

    private String fill(String template, WriteLetter letter, ServiceProfile profile, String number, Instant writtenAt) {
        Context context = new Context(Locale.JAPANESE);
        context.setVariable("style", style);
        context.setVariable("title", letter.kind().title());
        context.setVariable("number", number);
        context.setVariable("writtenOn", LocalDate.ofInstant(writtenAt, Zones.TOKYO));
        context.setVariable("recipient", letter.recipient());
        context.setVariable("profile", profile);
        context.setVariable("sender", profile.sender());
        context.setVariable("hours", profile.windowHours());
        context.setVariable("letter", letter.content());
        context.setVariable("text", new LetterText());
        return templates.process(template, context);
    }

    /** Leaves out what no XML document can hold; such characters are invisible anyway. */
    private static Document parse(String xhtml) {
        String legal = xhtml.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(legal)));
        } catch (ParserConfigurationException | SAXException | IOException broken) {
            throw new IllegalStateException("A letter template does not give well-formed XHTML", broken);
        }
    }

    /** Strips variation selectors, which would print as a sign of their own, and refuses what the font cannot print. */
    private void clean(Node node) {
        if (node instanceof Element element && element.getTagName().equals("style")) {
            return;
        }
        if (node instanceof Text text) {
            String printable = text.getData()
                    .codePoints()
                    .filter(c -> !isVariationSelector(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            printable.codePoints().filter(c -> !canPrint(c)).findFirst().ifPresent(c -> {
                throw new Refusal(NoticeRefusal.GLYPH_MISSING, Character.toString(c), "U+%04X".formatted(c));
            });
            text.setData(printable);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            clean(child);
        }
    }

    private boolean canPrint(int codePoint) {
        return Character.isWhitespace(codePoint) && codePoint < 0x80 || font.hasGlyph(codePoint);
    }

    private static boolean isVariationSelector(int codePoint) {
        return codePoint >= 0xFE00 && codePoint <= 0xFE0F || codePoint >= 0xE0100 && codePoint <= 0xE01EF;
    }

    private byte[] pdf(Document page, String title, String author, Instant writtenAt) {
        return font.lend(parsed -> pdf(page, title, author, writtenAt, parsed));
    }

    private byte[] pdf(Document page, String title, String author, Instant writtenAt, LetterFont.Parsed parsed) {
        PDDocument document = new PDDocument();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(page, null)
                .usePDDocument(document)
                .useFont(new Embedded(document, parsed.regular()), FAMILY, 400, FontStyle.NORMAL, true)
                .useFont(new Embedded(document, parsed.bold()), FAMILY, 700, FontStyle.NORMAL, true)
                .useCacheStore(PdfRendererBuilder.CacheStore.PDF_FONT_METRICS, metrics)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        try (document;
                PdfBoxRenderer renderer = builder.buildPdfRenderer();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            GregorianCalendar written = GregorianCalendar.from(writtenAt.atZone(Zones.TOKYO));
            PDDocumentInformation information = new PDDocumentInformation();
            information.setTitle(title);
            information.setAuthor(author);
            information.setProducer("Hakko");
            information.setCreationDate(written);
            information.setModificationDate(written);
            document.setDocumentInformation(information);
            document.setDocumentId(ByteBuffer.wrap(sha256(title.getBytes(StandardCharsets.UTF_8)))
                    .getLong());
            document.getDocumentCatalog().setLanguage("ja");
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A font as it stands in one document, from the moment the first of its signs is printed. */
    private static final class Embedded extends PDFontSupplier {
        private final PDDocument document;
        private final TrueTypeFont font;

        Embedded(PDDocument document, TrueTypeFont font) {
            super(null);
            this.document = document;
            this.font = font;
        }

        @Override
        public PDFont supply() {
            try {
                return PDType0Font.load(document, font, true);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static String version(String template) {
        String all = String.join(
                "\n", List.of(read(FOLDER + template + SUFFIX), read(FOLDER + FRAME + SUFFIX), read(FOLDER + STYLE)));
        return HexFormat.of().formatHex(sha256(all.getBytes(StandardCharsets.UTF_8)), 0, 8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String read(String name) {
        try (InputStream in = LetterPrinter.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no letter template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ITemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(SUFFIX);
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
