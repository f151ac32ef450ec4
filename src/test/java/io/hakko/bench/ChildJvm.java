package io.hakko.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A part of a measurement in a Java process of its own, so that no variant finds the code warmed up by another one. It
 * leaves its figures in a properties file.
 */
public final class ChildJvm implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "bench");

    private final Process process;
    private final Path log;
    private final Path figures;

    private ChildJvm(Process process, Path log, Path figures) {
        this.process = process;
        this.log = log;
        this.figures = figures;
    }

    /**
     * Starts a main class of the test class path; its first argument is the file for its figures.
     *
     * @param label names log and figures below {@code target/bench}
     */
    public static ChildJvm start(String label, Class<?> main, String... arguments) throws IOException {
        return start(label, Map.of(), List.of("-Xmx1g"), main, arguments);
    }

    /** Starts a main class of the test class path with options of its own for the virtual machine. */
    public static ChildJvm startWith(String label, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        return start(label, Map.of(), options, main, arguments);
    }

    /** Starts a main class of the test class path with more environment variables. */
    static ChildJvm start(Map<String, String> environment, String label, Class<?> main, String... arguments)
            throws IOException {
        return start(label, environment, List.of("-Xmx1g"), main, arguments);
    }

    private static ChildJvm start(
            String label, Map<String, String> environment, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        Files.createDirectories(FOLDER);
        Path log = FOLDER.resolve(label + ".log");
        Path figures = FOLDER.resolve(label + ".properties");
        for (Path old : List.of(figures, ready(figures), go(figures))) {
            Files.deleteIfExists(old);
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=Asia/Tokyo",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(1, options);
        String more = System.getProperty("hakko.bench.jvm", "");
        if (!more.isBlank()) {
            command.addAll(1, List.of(more.replace("LABEL", label).split(" ")));
        }
        command.add(main.getName());
        command.add(figures.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new ChildJvm(process, log, figures);
    }

    private static Path ready(Path figures) {
        return Path.of(figures + ".ready");
    }

    private static Path go(Path figures) {
        return Path.of(figures + ".go");
    }

    /**
     * Waits until it says that it is ready.
     *
     * @throws AssertionError when it failed, or is not ready by then
     */
    public void awaitReady(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!Files.exists(ready(figures))) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("not ready, see " + log);
            }
            Thread.sleep(20);
        }
    }

    /** Tells it to go on. */
    public void go() throws IOException {
        Files.createFile(go(figures));
    }

    /**
     * Waits for its figures.
     *
     * @throws AssertionError when it failed, or has not ended by then
     */
    public Properties figures(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("not done in " + patience + ", see " + log);
        }
        if (process.exitValue() != 0 || !Files.exists(figures)) {
            throw new AssertionError("exit code " + process.exitValue() + ", see " + log);
        }
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(figures)) {
            read.load(in);
        }
        return read;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
