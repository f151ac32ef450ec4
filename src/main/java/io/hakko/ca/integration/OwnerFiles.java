package io.hakko.ca.integration;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner can read. */
final class OwnerFiles {

    private OwnerFiles() {}

    /** Creates an empty file with mode 0600 in place of one that may be there. */
    static Path create(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Files.createFile(file, mode("rw-------"));
    }

    /**
     * Creates an empty file with mode 0600.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one
     */
    static Path createNew(Path file) throws IOException {
        return Files.createFile(file, mode("rw-------"));
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
    }

    private static FileAttribute<?>[] mode(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
