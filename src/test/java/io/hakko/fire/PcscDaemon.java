package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A pcscd of the test with one virtual reader, beside whatever pcscd the machine has: own configuration, own port, own
 * socket.
 *
 * <p>Where its socket is, is compiled into Debian's pcscd; but it takes a socket that is handed over as systemd does it
 * (sd_listen_fds(3)), which a few lines of Perl do here. Clients find the socket through PCSCLITE_CSOCK_NAME, which the
 * build sets for this JVM and so for OpenSC too. The one thing both daemons share is the file with the process id; it is put
 * back.
 */
final class PcscDaemon implements AutoCloseable {

    /** The first of the two slots that the virtual reader has. */
    static final String READER = "Virtual PCD 00 00";

    private static final String SOCKET = "PCSCLITE_CSOCK_NAME";
    private static final int LONGEST_SOCKET_NAME = 107;
    private static final Path DRIVER = Path.of("/usr/lib/pcsc/drivers/serial/libifdvpcd.so");
    private static final Path RUN = Path.of("/run/pcscd");
    private static final Path PROCESS_ID = RUN.resolve("pcscd.pid");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private static final String HAND_OVER_SOCKET = """
            use strict; use Socket; use POSIX (); use Fcntl;
            my ($path, @command) = @ARGV;
            socket(my $socket, AF_UNIX, SOCK_STREAM, 0) or die "socket: $!";
            bind($socket, pack_sockaddr_un($path)) or die "bind $path: $!";
            listen($socket, 16) or die "listen: $!";
            if (fileno($socket) != 3) { defined(POSIX::dup2(fileno($socket), 3)) or die "dup2: $!"; }
            open(my $handed, "<&=", 3) or die "fd 3: $!";
            fcntl($handed, F_SETFD, 0) or die "fcntl: $!";
            $ENV{LISTEN_FDS} = 1; $ENV{LISTEN_PID} = $$;
            exec(@command) or die "exec: $!";
            """;

    private final Process process;
    private final Path socket;
    private final int port;
    private final Path log;
    private final Optional<byte[]> processIdOfAnother;

    private PcscDaemon(Process process, Path socket, int port, Path log, Optional<byte[]> processIdOfAnother) {
        this.process = process;
        this.socket = socket;
        this.port = port;
        this.log = log;
        this.processIdOfAnother = processIdOfAnother;
    }

    /**
     * Starts the daemon and waits until its reader waits for a card.
     *
     * @throws AssertionError when it does not come up; it says why
     */
    static PcscDaemon start(Path home) throws IOException {
        Path socket = ownSocket();
        assertThat(DRIVER)
                .as("the driver of the virtual reader: apt-get install pcscd vsmartcard-vpcd opensc")
                .exists();
        int port = twoFreePorts();
        Path configuration = Files.createDirectories(home.resolve("reader.conf.d"));
        Files.writeString(configuration.resolve("vpcd"), """
                FRIENDLYNAME "Virtual PCD"
                DEVICENAME   /dev/null:0x%1$X
                LIBPATH      %2$s
                CHANNELID    0x%1$X
                """.formatted(port, DRIVER), StandardCharsets.US_ASCII);
        Path log = home.resolve("pcscd.log");
        Files.deleteIfExists(socket);
        Optional<byte[]> another =
                Files.isReadable(PROCESS_ID) ? Optional.of(Files.readAllBytes(PROCESS_ID)) : Optional.empty();
        Process process = new ProcessBuilder(List.of(
                        "perl",
                        "-e",
                        HAND_OVER_SOCKET,
                        socket.toString(),
                        "/usr/sbin/pcscd",
                        "--foreground",
                        "--info",
                        "--config",
                        configuration.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PcscDaemon daemon = new PcscDaemon(process, socket, port, log, another);
        try {
            daemon.await();
        } catch (AssertionError failed) {
            daemon.close();
            throw failed;
        }
        return daemon;
    }

    private static Path ownSocket() {
        String name = System.getenv(SOCKET);
        assertThat(name).as("the build sets %s for this test", SOCKET).isNotNull();
        assertThat(name.length())
                .as(
                        "a socket's name has at most %s characters: %s; build in a folder nearer to the root",
                        LONGEST_SOCKET_NAME, name)
                .isLessThanOrEqualTo(LONGEST_SOCKET_NAME);
        return Path.of(name);
    }

    /** The reader's second slot has the port after the first one's. */
    private static int twoFreePorts() throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (ServerSocket first = new ServerSocket(0)) {
                if (first.getLocalPort() < 65_535 && isFree(first.getLocalPort() + 1)) {
                    return first.getLocalPort();
                }
            }
        }
        throw new AssertionError("no two free ports beside each other");
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket second = new ServerSocket()) {
            second.bind(new InetSocketAddress(port));
            return true;
        } catch (java.net.BindException taken) {
            return false;
        }
    }

    private void await() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!said("daemon ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("pcscd did not start (it must be able to write to %s):%n%s"
                        .formatted(RUN, Files.readString(log, StandardCharsets.UTF_8)));
            }
            Thread.onSpinWait();
        }
    }

    private boolean said(String words) throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8).contains(words);
    }

    /** Where the virtual reader waits for a card. */
    InetSocketAddress slot() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(socket);
        if (processIdOfAnother.isPresent() && Files.isWritable(RUN)) {
            Files.write(PROCESS_ID, processIdOfAnother.get());
        }
    }
}
