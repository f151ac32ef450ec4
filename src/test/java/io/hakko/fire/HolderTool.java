package io.hakko.fire;

import io.hakko.HakkoApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code hakko card …} as a process of its own on the holder's PC, whose clock goes with that of the test. What is typed in goes to
 * its standard input.
 */
final class HolderTool {

    private static final DateTimeFormatter FAKE_TIME =
            DateTimeFormatter.ofPattern("'@'yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Clock clock;

    HolderTool(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What it printed and how it ended. */
    record Result(int exitCode, String output, String errors) {
        boolean done() {
            return exitCode == 0;
        }

        @Override
        public String toString() {
            return exitCode + "\n" + output + errors;
        }
    }

    Result run(List<String> typed, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("faketime", "-f", FAKE_TIME.format(clock.instant())));
        List<String> words = new ArrayList<>(List.of("card"));
        words.addAll(List.of(arguments));
        command.addAll(Jvm.command(HakkoApplication.class, List.of(), words));
        Path errors = folder.resolve("holder-tool.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment().put("TZ", "UTC");
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Else every timed wait of the JVM is over at once and its threads spin: twelve seconds of work instead of one.
        builder.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            for (String line : typed) {
                in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException endedBefore) {
            // It has refused before it asked.
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Result(exitCode, output, Files.readString(errors, StandardCharsets.UTF_8));
    }
}
