package io.hakko.fire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The programs of OpenSC, as the holder of a card has them. PINs go through their environment. */
final class OpenSc {

    private final Path folder;

    OpenSc(Path folder) {
        this.folder = folder;
    }

    /** What it printed and how it ended. */
    record Result(int exitCode, String output) {
        boolean done() {
            return exitCode == 0;
        }
    }

    Result tool(String... command) throws IOException, InterruptedException {
        return run(List.of(command), Map.of());
    }

    /** {@code pkcs11-tool}, logged in with that PIN. */
    Result pkcs11(String pin, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("pkcs11-tool", "--login", "--pin", "env:CARD_PIN"));
        command.addAll(List.of(arguments));
        return run(command, Map.of("CARD_PIN", pin));
    }

    /** The holder types the unblocking value and a new PIN. */
    Result unblock(String unblocking, String newPin) throws IOException, InterruptedException {
        return run(
                List.of("pkcs15-tool", "--unblock-pin", "--puk", "env:CARD_PUK", "--new-pin", "env:CARD_PIN"),
                Map.of("CARD_PUK", unblocking, "CARD_PIN", newPin));
    }

    private Result run(List<String> command, Map<String, String> secrets) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(secrets);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
