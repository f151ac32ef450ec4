package io.hakko.ca;

import io.hakko.shared.Der;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The {@code openssl} command as an independent reader of what we sign. */
public final class Openssl {

    private final Path folder;

    public Openssl(Path folder) {
        this.folder = folder;
    }

    /** What it printed and how it ended. */
    public record Result(int exitCode, String output) {}

    public Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    /** {@code openssl verify -crl_check} at an instant. */
    public Result verify(Der authority, Der certificate, Der crl, Instant at) throws IOException, InterruptedException {
        pem("x509", authority, "ca.pem");
        pem("x509", certificate, "certificate.pem");
        pem("crl", crl, "crl.pem");
        return run(
                "verify",
                "-x509_strict",
                "-crl_check",
                "-attime",
                Long.toString(at.getEpochSecond()),
                "-CAfile",
                "ca.pem",
                "-CRLfile",
                "crl.pem",
                "certificate.pem");
    }

    /** Writes it as PEM into the folder. */
    public Path pem(String kind, Der der, String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name + ".der");
        Files.write(file, der.bytes());
        Result result = run(kind, "-inform", "DER", "-in", file.getFileName().toString(), "-out", name);
        if (result.exitCode() != 0) {
            throw new AssertionError(result.output());
        }
        return folder.resolve(name);
    }
}
