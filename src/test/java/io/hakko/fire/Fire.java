package io.hakko.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

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
}
