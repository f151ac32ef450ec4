package io.hakko.fire;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The memory of a process that runs, as another process sees it in {@code /proc}, and its heap as it dumps it itself. */
final class ProcessMemory {

    private static final int PORTION = 4 << 20;
    private static final int OVERLAP = 4096;

    private ProcessMemory() {}

    /** What was found, and how much was read. */
    record Reading(List<SecretScan.Finding> findings, long bytes) {}

    /** Everything that the process can write to: a mapped file that cannot be written is what the file is. */
    static Reading scan(long pid, String name, SecretScan scan) throws IOException {
        List<SecretScan.Finding> found = new ArrayList<>();
        long bytes = 0;
        Path proc = Path.of("/proc", Long.toString(pid));
        try (RandomAccessFile memory = new RandomAccessFile(proc.resolve("mem").toFile(), "r")) {
            for (String mapping : Files.readAllLines(proc.resolve("maps"), StandardCharsets.UTF_8)) {
                String[] words = mapping.split("\\s+", 6);
                boolean ofTheKernel = words.length > 5 && words[5].startsWith("[v");
                if (words[1].startsWith("rw") && !ofTheKernel) {
                    int dash = words[0].indexOf('-');
                    long from = Long.parseUnsignedLong(words[0].substring(0, dash), 16);
                    long to = Long.parseUnsignedLong(words[0].substring(dash + 1), 16);
                    bytes += scan(memory, from, to, name + " " + mapping, scan, found);
                }
            }
        }
        return new Reading(found, bytes);
    }

    private static long scan(
            RandomAccessFile memory,
            long from,
            long to,
            String place,
            SecretScan scan,
            List<SecretScan.Finding> found) {
        byte[] portion = new byte[PORTION];
        long bytes = 0;
        for (long at = from; at < to; at += PORTION - OVERLAP) {
            int length = (int) Math.min(PORTION, to - at);
            try {
                memory.seek(at);
                memory.readFully(portion, 0, length);
            } catch (IOException notThereAnyMore) {
                continue;
            }
            if (!isEmpty(portion, length)) {
                found.addAll(scan.in(length == PORTION ? portion : Arrays.copyOf(portion, length), place));
                bytes += length;
            }
            if (length < PORTION) {
                break;
            }
        }
        return bytes;
    }

    private static boolean isEmpty(byte[] portion, int length) {
        for (int i = 0; i < length; i++) {
            if (portion[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Everything on the heap, garbage too: nothing is collected before. */
    static Path heapDump(long pid, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.heap_dump",
                        "-all",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !Files.exists(file)) {
            throw new IllegalStateException("no heap dump: " + said);
        }
        return file;
    }
}
