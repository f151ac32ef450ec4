package io.hakko.repository.integration;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real OpenLDAP server in a folder of its own, on a free port, with room for values of large CRLs. */
public final class Slapd implements AutoCloseable {

    public static final String ROOT = "cn=hakko,c=JP";
    private static final String PASSWORD = "directory-secret";

    private final Path folder;
    private final int port = freePort();
    private final int tlsPort = freePort();
    private Process process;

    public Slapd(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(passwordFile(), PASSWORD + "\n");
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                "tls.key",
                "-out",
                "tls.pem");
        Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                pidfile %1$s/slapd.pid
                sockbuf_max_incoming_auth 134217728
                TLSCertificateFile %1$s/tls.pem
                TLSCertificateKeyFile %1$s/tls.key
                database mdb
                maxsize 1073741824
                suffix "c=JP"
                rootdn "%2$s"
                rootpw %3$s
                directory %1$s/data
                access to * by * read
                """.formatted(folder.toAbsolutePath(), ROOT, PASSWORD));
        start();
    }

    /** Starts it, or starts it again with what it had. */
    public void start() throws IOException {
        process = new ProcessBuilder(
                        "/usr/sbin/slapd",
                        "-f",
                        folder.resolve("slapd.conf").toString(),
                        "-h",
                        "ldap://127.0.0.1:" + port + " ldaps://127.0.0.1:" + tlsPort,
                        "-d",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slapd.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> answers(port) && answers(tlsPort));
    }

    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    public String url() {
        return "ldap://localhost:" + port;
    }

    String tlsUrl() {
        return "ldaps://localhost:" + tlsPort;
    }

    Path certificate() {
        return folder.resolve("tls.pem");
    }

    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** A way in for Hakko. */
    DirectoryAccess access() {
        return new ExternalDirectory(url(), false, java.util.Optional.empty(), ROOT, passwordFile());
    }

    /** Fetches one value as a relying party does, by {@code ldapsearch}, into a file. */
    public Path search(String name, String attribute) throws IOException, InterruptedException {
        Path values = Files.createTempDirectory(folder, "found");
        run(
                "ldapsearch",
                "-x",
                "-LLL",
                "-H",
                url(),
                "-b",
                name,
                "-s",
                "base",
                "-tt",
                "-T",
                values.toAbsolutePath().toString(),
                "(objectClass=*)",
                attribute);
        try (var found = Files.list(values)) {
            return found.filter(file -> file.getFileName().toString().contains(attribute.replace(";binary", "")))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " has no " + attribute));
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tool.log").toFile())
                .start();
        if (tool.waitFor() != 0) {
            throw new AssertionError(Files.readString(folder.resolve("tool.log")));
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
