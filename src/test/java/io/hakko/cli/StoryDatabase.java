package io.hakko.cli;

import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.workflow.WholeSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A database with all tables and nothing in them, made once for the JVM; each story gets a copy of its files, in place of
 * initdb and all migrations.
 */
final class StoryDatabase {

    private static final String DIRECTORY = "hakko.embedded.directory";
    private static final Path EMPTY = make();

    private StoryDatabase() {}

    private static Path make() {
        Path folder = Path.of(System.getProperty("test.story-database", "target/story-database"));
        try {
            FileSystemUtils.deleteRecursively(folder);
            try (EmbeddedDatabase database = EmbeddedDatabase.startIn(folder)) {
                WholeSchema.migrate(database);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Does something with a service whose database is a copy in that folder; the copy is gone afterwards. */
    static <T> T copied(Path folder, Supplier<T> work) {
        try {
            copy(EMPTY, folder);
            System.setProperty(DIRECTORY, folder.toString());
            return work.get();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            System.clearProperty(DIRECTORY);
            deleted(folder);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        }
        for (Path file : all) {
            Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private static void deleted(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
