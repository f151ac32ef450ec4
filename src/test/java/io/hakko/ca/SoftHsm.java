package io.hakko.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An HSM of the test: SoftHSM 2 behind {@code p11-kit server}, a process that can be killed, held and started again as a network HSM
 * can be lost and come back. One at a time in a JVM: the client library takes the address from the environment.
 */
public final class SoftHsm implements AutoCloseable {

    public static final String TOKEN = "hakko";
    public static final String PIN = "2468013579";
    private static final String SO_PIN = "9753108642";

    private final Path folder;
    private final Path socket;
    private Process server;

    private SoftHsm(Path folder) {
        this.folder = folder;
        String address = System.getenv("P11_KIT_SERVER_ADDRESS");
        if (address == null || !address.startsWith("unix:path=")) {
            throw new IllegalStateException(
                    "set P11_KIT_SERVER_ADDRESS=unix:path=<file> for this test, as pom.xml does");
        }
        this.socket = Path.of(address.substring("unix:path=".length()));
    }

    /** An HSM with an empty token, not started yet. */
    public static SoftHsm create(Path folder) {
        SoftHsm hsm = new SoftHsm(folder);
        try {
            Files.createDirectories(folder.resolve("tokens"));
            Files.writeString(
                    folder.resolve("softhsm2.conf"),
                    "directories.tokendir = %s%nobjectstore.backend = file%nlog.level = ERROR%n"
                            .formatted(folder.resolve("tokens")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        hsm.addToken(TOKEN);
        return hsm;
    }

    public void addToken(String label) {
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", SO_PIN);
    }

    /** Puts the key of a PKCS#12 file into the token; its certificate as PEM. */
    public Path importKey(Path keyStore, String password, String label) {
        Path key = folder.resolve(label + ".key");
        Path certificate = folder.resolve(label + ".pem");
        String pass = "pass:" + password;
        run("openssl", "pkcs12", "-in", keyStore.toString(), "-passin", pass, "-nocerts", "-nodes", "-out", key + ".1");
        run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", key + ".1", "-out", key.toString());
        run("openssl", "pkcs12", "-in", keyStore.toString(), "-passin", pass, "-nokeys", "-out", certificate + ".1");
        run("openssl", "x509", "-in", certificate + ".1", "-out", certificate.toString());
        importKey(key, label);
        return certificate;
    }

    private void importKey(Path key, String label) {
        String id = Integer.toHexString(0x1000 + (int) count(folder.resolve("tokens")));
        run("softhsm2-util", "--import", key.toString(), "--token", TOKEN, "--label", label, "--id", id, "--pin", PIN);
    }

    /** The key once more, under the same label. */
    public void importAgain(String label) {
        importKey(folder.resolve(label + ".key"), label);
    }

    public Path pinFile() {
        return pinFile(PIN);
    }

    public Path pinFile(String pin) {
        try {
            return Files.writeString(folder.resolve("pin"), pin + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The library that talks to the server. */
    public static Path library() {
        return find("/usr/lib", "p11-kit-client.so");
    }

    /** SoftHSM itself, for commands. */
    public static Path direct() {
        return find("/usr/lib", "libsofthsm2.so");
    }

    /** Starts it, the first time or again. */
    public void start() {
        try {
            Files.deleteIfExists(socket);
            server = process(
                            "p11-kit",
                            "server",
                            "--foreground",
                            "--name",
                            socket.toString(),
                            "--provider",
                            direct().toString(),
                            "pkcs11:")
                    .redirectOutput(folder.resolve("server.log").toFile())
                    .start();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!Files.exists(socket)) {
                if (System.nanoTime() > end || server.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            "the HSM did not start: " + Files.readString(folder.resolve("server.log")));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** It is gone from one moment to the next, with every connection. */
    public void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** It answers no more, and does not say so. */
    public void hold() {
        signal("-STOP");
    }

    public void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        all().forEach(process -> command.add(Long.toString(process.pid())));
        run(command.toArray(String[]::new));
    }

    private List<ProcessHandle> all() {
        if (server == null) {
            return List.of();
        }
        return Stream.concat(server.descendants(), Stream.of(server.toHandle())).toList();
    }

    /** Runs a command in the environment of this HSM. */
    public String run(String... command) {
        try {
            Process process = process(command).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Arrays.toString(command) + ": " + output);
            }
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private ProcessBuilder process(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        return builder;
    }

    private static long count(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path find(String below, String name) {
        try (Stream<Path> files = Files.find(Path.of(below), 4, (file, attributes) -> file.endsWith(name))) {
            return files.findFirst().orElseThrow(() -> new IllegalStateException(name + " is not installed"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Files.deleteIfExists(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
