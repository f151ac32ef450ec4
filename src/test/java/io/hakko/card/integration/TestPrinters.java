package io.hakko.card.integration;

import io.hakko.card.domain.MailerPrinter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Printers of PIN letters for tests. */
public final class TestPrinters {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestPrinters() {}

    public static MailerPrinter ipp(String address) {
        return new IppPrinter(URI.create(address), PATIENCE, MailerPdf.withOwnFont());
    }

    public static MailerPrinter raw(int port) {
        return new RawPrinter(URI.create("raw://localhost:" + port), PATIENCE, MailerPdf.withOwnFont());
    }

    public static MailerPrinter none() {
        return new NoPrinter();
    }

    /** A port on which nothing listens. */
    public static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** What {@code pdftotext} reads on the paper. */
    public static List<String> lines(Path pdf) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("pdftotext", "-layout", "-enc", "UTF-8", pdf.toString(), "-")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(text);
        }
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** A printer of port 9100: everything that comes through one connection is one letter. */
    public static final class RawPaper implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<byte[]> letter = CompletableFuture.supplyAsync(this::take);

        public RawPaper() throws IOException {}

        public int port() {
            return server.getLocalPort();
        }

        private byte[] take() {
            try (Socket socket = server.accept()) {
                return socket.getInputStream().readAllBytes();
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }

        public Path received(Path folder) throws Exception {
            return Files.write(folder.resolve("raw.pdf"), letter.get());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /**
     * {@code ippeveprinter} of CUPS: a printer by the standard, without hardware. It wants to speak to Avahi over D-Bus and goes
     * on when only the bus is there, so it gets a bus of its own.
     */
    public static final class IppEve implements AutoCloseable {
        private final Path folder;
        private final int port;
        private final Process bus;
        private final Process printer;

        private IppEve(Path folder, int port, Process bus, Process printer) {
            this.folder = folder;
            this.port = port;
            this.bus = bus;
            this.printer = printer;
        }

        /** @param command run for each job; what it says by its exit code becomes of the job */
        public static IppEve start(Path folder, String... command) throws IOException, InterruptedException {
            Files.createDirectories(folder.resolve("spool"));
            Path socket = Files.createTempDirectory("bus").resolve("bus");
            Process bus = new ProcessBuilder("dbus-daemon", "--session", "--nofork", "--address=unix:path=" + socket)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("bus.log").toFile())
                    .start();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.exists(socket) && bus.isAlive() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            int port = deadPort();
            List<String> line = new ArrayList<>(List.of(
                    "/usr/sbin/ippeveprinter",
                    "-r",
                    "off",
                    "-n",
                    "localhost",
                    "-p",
                    Integer.toString(port),
                    "-f",
                    "application/pdf",
                    "-d",
                    folder.resolve("spool").toString(),
                    "-k"));
            if (command.length > 0) {
                line.addAll(List.of("-c", command[0]));
            }
            line.add("PIN");
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("printer.log").toFile());
            builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + socket);
            IppEve started = new IppEve(folder, port, bus, builder.start());
            started.await(end);
            return started;
        }

        private void await(long end) throws IOException, InterruptedException {
            while (true) {
                try {
                    get("/");
                    return;
                } catch (IOException notYet) {
                    if (!printer.isAlive() || System.nanoTime() > end) {
                        throw new AssertionError("ippeveprinter does not run (apt-get install cups-ipp-utils dbus): "
                                + Files.readString(folder.resolve("printer.log")));
                    }
                }
            }
        }

        private void get(String path) throws IOException, InterruptedException {
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .build(),
                            BodyHandlers.discarding());
        }

        public int port() {
            return port;
        }

        public String address() {
            return "ipp://localhost:%d/ipp/print".formatted(port);
        }

        /** So many sheets lie in each of its trays. */
        public void sheets(int count) throws IOException, InterruptedException {
            get(
                    "/media?size1=iso_a4_210x297mm&type1=stationery&level1=%1$d&size3=iso_dl_110x220mm&type3=envelope&level3=%1$d"
                            .formatted(count));
        }

        /** What it printed, the newest last. */
        public List<Path> printed() throws IOException {
            try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
                return files.filter(file -> file.toString().endsWith(".pdf"))
                        .sorted()
                        .toList();
            }
        }

        @Override
        public void close() {
            for (Process process : List.of(printer, bus)) {
                process.destroy();
                try {
                    if (!process.waitFor(5, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException interrupted) {
                    process.destroyForcibly();
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
