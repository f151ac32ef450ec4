package io.hakko.card.integration;

import io.hakko.card.domain.MailerPrinter;
import io.hakko.card.domain.MailerSheet;
import io.hakko.card.domain.PrinterFault;
import io.hakko.card.domain.PrinterFault.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Flow;

/**
 * A printer that speaks IPP (RFC 8011). It is asked for its state before a letter is sent, and for the state of the job until
 * the letter is out.
 */
final class IppPrinter implements MailerPrinter {

    private static final int PORT = 631;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private static final int PRINTER_STOPPED = 5;
    private static final int JOB_CANCELED = 7;
    private static final int JOB_ABORTED = 8;
    private static final int JOB_COMPLETED = 9;

    private static final String PDF = "application/pdf";
    private static final Set<String> PAPER = Set.of("media-empty", "media-needed", "input-tray-missing");

    /** Reasons of a state (RFC 8011 section 5.4.12) under which no sheet comes out, whatever is said of their severity. */
    private static final Set<String> HINDRANCES = Set.of(
            "media-jam",
            "paused",
            "moving-to-paused",
            "shutdown",
            "connecting-to-device",
            "timed-out",
            "stopping",
            "stopped-partly",
            "toner-empty",
            "marker-supply-empty",
            "cover-open",
            "door-open",
            "interlock-open",
            "spool-area-full",
            "output-area-full",
            "offline",
            "other-error");

    private final URI address;
    private final URI http;
    private final Duration patience;
    private final MailerPdf paper;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    IppPrinter(URI address, Duration patience, MailerPdf paper) {
        this.address = address;
        this.http = http(address);
        this.patience = patience;
        this.paper = paper;
    }

    /** IPP travels over HTTP (RFC 8010 section 4). */
    private static URI http(URI address) {
        String scheme = address.getScheme().equals("ipps") ? "https" : "http";
        int port = address.getPort() < 0 ? PORT : address.getPort();
        return URI.create("%s://%s:%d%s".formatted(scheme, address.getHost(), port, address.getRawPath()));
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public Ready ready() {
        IppMessage.Answer printer = state();
        List<String> reasons = printer.words("printer-state-reasons");
        if (reasons.stream().map(IppPrinter::base).anyMatch(PAPER::contains)) {
            throw new PrinterFault(Kind.OUT_OF_PAPER, String.join(" ", reasons));
        }
        if (printer.number("printer-state") == PRINTER_STOPPED
                || reasons.stream().anyMatch(IppPrinter::hinders)) {
            throw new PrinterFault(Kind.STOPPED, String.join(" ", reasons));
        }
        if (!printer.isNotDenied("printer-is-accepting-jobs")) {
            throw new PrinterFault(Kind.NOT_ACCEPTING, String.join(" ", reasons));
        }
        if (!printer.words("document-format-supported").contains(PDF)) {
            throw new PrinterFault(Kind.UNSUITABLE, PDF);
        }
        return new Ready() {
            @Override
            public void print(MailerSheet sheet, byte[] pin, byte[] unblocking) {
                send(paper.print(sheet, pin, unblocking));
            }

            @Override
            public void close() {
                // Each request stands for itself.
            }
        };
    }

    private static String base(String reason) {
        return reason.replaceFirst("-(error|warning|report)$", "");
    }

    private static boolean hinders(String reason) {
        return reason.endsWith("-error") || HINDRANCES.contains(base(reason));
    }

    private IppMessage.Answer state() {
        IppMessage.Request request = new IppMessage.Request(IppMessage.GET_PRINTER_ATTRIBUTES, address.toString())
                .with(
                        IppMessage.KEYWORD,
                        "requested-attributes",
                        "printer-state",
                        "printer-state-reasons",
                        "printer-is-accepting-jobs",
                        "document-format-supported");
        try {
            IppMessage.Answer answer = ask(BodyPublishers.ofByteArray(request.encoded()));
            if (!answer.isSuccess()) {
                throw new PrinterFault(Kind.UNSUITABLE, "IPP %04x".formatted(answer.status()));
            }
            return answer;
        } catch (IOException unreachable) {
            throw new PrinterFault(Kind.UNREACHABLE, address.toString());
        } catch (IllegalArgumentException noPrinter) {
            throw new PrinterFault(Kind.UNSUITABLE, "no answer of IPP");
        }
    }

    private void send(byte[] letter) {
        byte[] head = new IppMessage.Request(IppMessage.PRINT_JOB, address.toString())
                .with(IppMessage.NAME, "requesting-user-name", "hakko")
                .with(IppMessage.NAME, "job-name", "PIN")
                .with(IppMessage.MIME_TYPE, "document-format", PDF)
                .encoded();
        try {
            IppMessage.Answer sent = ask(new Pieces(head, letter));
            if (!sent.isSuccess()) {
                throw new PrinterFault(Kind.JAMMED, "IPP %04x".formatted(sent.status()));
            }
            awaitPrinted(sent);
        } catch (IOException gone) {
            throw new PrinterFault(Kind.JAMMED, "プリンタとの接続が切れたか、応答がない");
        } catch (IllegalArgumentException nonsense) {
            throw new PrinterFault(Kind.JAMMED, "プリンタの応答が読み取れない");
        } finally {
            Arrays.fill(letter, (byte) 0);
        }
    }

    private void awaitPrinted(IppMessage.Answer sent) throws IOException {
        int job = sent.number("job-id");
        long end = System.nanoTime() + patience.toNanos();
        IppMessage.Answer now = sent;
        while (now.number("job-state") != JOB_COMPLETED) {
            if (now.number("job-state") == JOB_ABORTED || now.number("job-state") == JOB_CANCELED) {
                throw new PrinterFault(Kind.JAMMED, String.join(" ", now.words("job-state-reasons")));
            }
            if (System.nanoTime() > end) {
                throw new PrinterFault(Kind.JAMMED, String.join(" ", state().words("printer-state-reasons")));
            }
            pause();
            now = ask(
                    BodyPublishers.ofByteArray(new IppMessage.Request(IppMessage.GET_JOB_ATTRIBUTES, address.toString())
                            .with("job-id", job)
                            .with(IppMessage.NAME, "requesting-user-name", "hakko")
                            .with(IppMessage.KEYWORD, "requested-attributes", "job-state", "job-state-reasons")
                            .encoded()));
            if (!now.isSuccess()) {
                throw new PrinterFault(Kind.JAMMED, "IPP %04x".formatted(now.status()));
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a letter was printed", interrupted);
        }
    }

    private IppMessage.Answer ask(BodyPublisher body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(http)
                .header("Content-Type", "application/ipp")
                .timeout(ANSWER)
                .POST(body)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException("HTTP " + response.statusCode());
            }
            return IppMessage.Answer.of(response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the printer was asked", interrupted);
        }
    }

    /** The body of a request from arrays of ours: the publishers of the JDK make copies that nobody wipes. */
    private static final class Pieces implements BodyPublisher {
        private final byte[][] pieces;

        Pieces(byte[]... pieces) {
            this.pieces = pieces;
        }

        @Override
        public long contentLength() {
            return Arrays.stream(pieces).mapToLong(piece -> piece.length).sum();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            Deque<ByteBuffer> left = new ArrayDeque<>();
            for (byte[] piece : pieces) {
                left.add(ByteBuffer.wrap(piece));
            }
            subscriber.onSubscribe(new Flow.Subscription() {
                private boolean over;

                @Override
                public void request(long count) {
                    for (long i = 0; i < count && !over; i++) {
                        ByteBuffer next = left.poll();
                        if (next != null) {
                            subscriber.onNext(next);
                        }
                        if (left.isEmpty() && !over) {
                            over = true;
                            subscriber.onComplete();
                        }
                    }
                }

                @Override
                public void cancel() {
                    over = true;
                }
            });
        }
    }
}
