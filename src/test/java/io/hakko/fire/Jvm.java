package io.hakko.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM on the class path of this one. */
final class Jvm {

    private Jvm() {}

    /** Starts a main class; its standard error goes to the log, its standard output to whoever asks for it. */
    static Process start(Class<?> main, Path log, String... options) throws IOException {
        return start(main, log, List.of(options), List.of());
    }

    static Process start(Class<?> main, Path log, List<String> options, List<String> arguments) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        return new ProcessBuilder(command(main, options, arguments))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The line that starts it. */
    static List<String> command(Class<?> main, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Duser.language=en"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        return command;
    }

    static String classPath() {
        String ofTests = System.getProperty("surefire.test.class.path");
        return ofTests == null ? System.getProperty("java.class.path") : ofTests;
    }

    /** Ends this process when the one that started it is gone. */
    static void endWithParent() {
        daemon("parent", () -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is said on standard input.
                }
            } catch (IOException gone) {
                Runtime.getRuntime().halt(3);
            }
            Runtime.getRuntime().halt(3);
        });
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, "fire-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}
