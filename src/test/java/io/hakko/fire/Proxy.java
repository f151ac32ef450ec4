package io.hakko.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HAProxy with the example {@code docker/haproxy.cfg}, before nodes of this machine and without TLS. */
final class Proxy implements AutoCloseable {

    private static final Path EXAMPLE = Path.of("docker", "haproxy.cfg");

    private final Process process;
    private final int port;

    private Proxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Proxy before(Path home, int firstNode, int secondNode) throws IOException {
        int port = FireDatabase.freePort();
        String example = Files.readString(EXAMPLE);
        String mine = replaced(example, "127.0.0.1:8443", "127.0.0.1:" + port);
        mine = replaced(mine, "node1.hakko.internal:8080", "127.0.0.1:" + firstNode);
        mine = replaced(mine, "node2.hakko.internal:8080", "127.0.0.1:" + secondNode);
        mine = replaced(mine, "  http-request set-header X-Forwarded-Proto https\n", "");
        mine = replaced(mine, "  http-request set-header X-Forwarded-Port 443\n", "");
        Path configuration = Files.writeString(home.resolve("haproxy.cfg"), mine);
        Process process = new ProcessBuilder(List.of("haproxy", "-db", "-f", configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("haproxy.log").toFile())
                .start();
        Proxy proxy = new Proxy(process, port);
        proxy.awaitListening();
        return proxy;
    }

    private static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException(EXAMPLE + " has no: " + what);
        }
        return text.replace(what, by);
    }

    private void awaitListening() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new UncheckedIOException("HAProxy does not listen", notYet);
                }
                Thread.onSpinWait();
            }
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
