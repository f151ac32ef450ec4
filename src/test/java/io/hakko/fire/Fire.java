package io.hakko.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Folders of the proofs under fire. */
public final class Fire {

    private Fire() {}

    /** An empty folder {@code target/fire/<name>}; what an earlier run left there is gone, logs stay after this one. */
    public static Path home(String name) {
        Path home = Path.of("target", "fire", name).toAbsolutePath();
        try {
            if (Files.exists(home)) {
                try (Stream<Path> all = Files.walk(home)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(path);
                    }
                }
            }
            return Files.createDirectories(home);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For a class that is tried once more in the same JVM: what the first try left is gone, but its logs. */
    static void again(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home)) {
            for (Path path :
                    all.filter(left -> !left.toString().endsWith(".log")).toList()) {
                FileSystemUtils.deleteRecursively(path);
            }
        }
    }

    /**
     * The folder {@code ca} of a home, with copies of the keys that earlier tests made. What they have not made, the service
     * makes.
     */
    static Path keys(Path home) {
        Path kept = Path.of(System.getProperty("test.ca", "target/test-ca"));
        Path mine = home.resolve("ca");
        if (Files.exists(mine) || !Files.exists(kept)) {
            return mine;
        }
        try (Stream<Path> all = Files.list(kept)) {
            Files.createDirectory(mine, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(kept)));
            for (Path file : all.toList()) {
                Files.copy(file, mine.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
            return mine;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
