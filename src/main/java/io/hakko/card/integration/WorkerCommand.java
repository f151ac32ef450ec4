package io.hakko.card.integration;

import io.hakko.card.CardWorker;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the worker of a card is started: this program again, with nothing that could write its memory to a disk or let another
 * process read it, and without the environment of the station.
 *
 * @param program class path and main class or jar, and the name of the command
 */
record WorkerCommand(List<String> program) {

    private static final String MAIN = "io.hakko.HakkoApplication";
    private static final Path SHELL = Path.of("/bin/sh");

    /** No core file, no heap dump, no error file, no counters in /tmp, no debugger. */
    private static final List<String> SILENT = List.of(
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+SuppressFatalErrorMessage",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData");

    /** It works for seconds, and there may be one for each card whose PIN letter waits. */
    private static final List<String> SMALL = List.of(
            "-Xms16m",
            "-Xmx96m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-Djava.awt.headless=true");

    /** What a JVM and PC/SC need to know of the station's environment. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "TZ", "PCSCLITE_CSOCK_NAME");

    private static final List<String> HANDED_OVER = List.of("sun.security.smartcardio.", "javax.net.ssl.");

    /**
     * System properties that say where PC/SC and the certificates of a printer are. They do not go onto the command line, which
     * others can read: there may be passwords among them.
     */
    static Map<String, String> properties() {
        Map<String, String> handedOver = new TreeMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> HANDED_OVER.stream().anyMatch(name::startsWith))
                .forEach(name -> handedOver.put(name, System.getProperty(name)));
        return handedOver;
    }

    /** This program. */
    static WorkerCommand ofThisProgram() {
        String classPath = System.getProperty("java.class.path");
        List<String> program = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator)
                ? List.of("-jar", classPath, CardWorker.COMMAND)
                : List.of("-cp", classPath, MAIN, CardWorker.COMMAND);
        return new WorkerCommand(program);
    }

    Process start() throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            line.addAll(List.of(SHELL.toString(), "-c", "ulimit -c 0; exec \"$@\"", CardWorker.COMMAND));
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(SILENT);
        line.addAll(SMALL);
        line.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
        line.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> kept = new TreeMap<>(builder.environment());
        kept.keySet().retainAll(ENVIRONMENT);
        builder.environment().clear();
        builder.environment().putAll(kept);
        return builder.start();
    }
}
