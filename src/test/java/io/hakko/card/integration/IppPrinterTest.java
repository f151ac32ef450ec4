package io.hakko.card.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.PrinterFault.Kind;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a printer says of itself decides whether a PIN is taken out for it. */
class IppPrinterTest {

    private static final int ENUM = 0x23;
    private static final int BOOLEAN = 0x22;
    private static final int IDLE = 3;

    @ParameterizedTest
    @CsvSource({
        "3, none, true, application/pdf,",
        "4, none, true, application/pdf,",
        "3, media-low-warning, true, application/pdf,",
        "3, marker-supply-low-report, true, application/pdf,",
        "3, media-empty-report, true, application/pdf, OUT_OF_PAPER",
        "5, media-needed-error, true, application/pdf, OUT_OF_PAPER",
        "5, none, true, application/pdf, STOPPED",
        "3, paused, true, application/pdf, STOPPED",
        "3, cover-open-warning, true, application/pdf, STOPPED",
        "3, fuser-over-temp-error, true, application/pdf, STOPPED",
        "3, none, false, application/pdf, NOT_ACCEPTING",
        "3, none, true, image/pwg-raster, UNSUITABLE"
    })
    void stateDecides(int state, String reason, boolean accepting, String format, Kind kind) throws Exception {
        assertSays(answer(0, state, reason, accepting, format), 200, kind);
    }

    @Test
    void whatIsNoPrinterIsUnsuitable() throws Exception {
        assertSays("<html>".getBytes(StandardCharsets.US_ASCII), 200, Kind.UNSUITABLE);
        assertSays(new byte[0], 200, Kind.UNSUITABLE);
        assertSays(new byte[0], 404, Kind.UNSUITABLE);
        assertSays(answer(0x0406, IDLE, "none", true, "application/pdf"), 200, Kind.UNSUITABLE);
    }

    private static void assertSays(byte[] answer, int status, Kind kind) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/ipp/print", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            IppPrinter printer = new IppPrinter(
                    URI.create("ipp://localhost:%d/ipp/print"
                            .formatted(server.getAddress().getPort())),
                    Duration.ofSeconds(5),
                    MailerPdf.withOwnFont());
            if (kind == null) {
                printer.ready().close();
            } else {
                assertThatExceptionOfType(PrinterFault.class)
                        .isThrownBy(printer::ready)
                        .satisfies(fault -> assertThat(fault.kind()).isEqualTo(kind));
            }
        } finally {
            server.stop(0);
        }
    }

    private static byte[] answer(int status, int state, String reason, boolean accepting, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {1, 1, (byte) (status >> 8), (byte) status, 0, 0, 0, 1, 4});
        value(out, ENUM, "printer-state", new byte[] {0, 0, 0, (byte) state});
        value(out, IppMessage.KEYWORD, "printer-state-reasons", reason.getBytes(StandardCharsets.US_ASCII));
        value(out, BOOLEAN, "printer-is-accepting-jobs", new byte[] {(byte) (accepting ? 1 : 0)});
        value(out, IppMessage.MIME_TYPE, "document-format-supported", "image/urf".getBytes(StandardCharsets.US_ASCII));
        value(out, IppMessage.MIME_TYPE, "", format.getBytes(StandardCharsets.US_ASCII));
        out.write(3);
        return out.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, int tag, String name, byte[] value) {
        out.write(tag);
        out.write(0);
        out.write(name.length());
        out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        out.write(0);
        out.write(value.length);
        out.writeBytes(value);
    }

    @Property(tries = 500)
    void noAnswerBreaksTheReader(@ForAll byte[] message) {
        try {
            assertThat(IppMessage.Answer.of(message).attributes()).isNotNull();
        } catch (IllegalArgumentException unreadable) {
            assertThat(unreadable).hasMessage("no answer of IPP");
        }
    }
}
