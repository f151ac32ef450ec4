package io.hakko.ca.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Files and folders that only their owner can read. */
final class OwnerFiles {

    private static final int PASSWORD_BYTES = 24;

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

    /** Invents a password and keeps it in a file that is there wholly or not at all. */
    static String newPassword(Path file) throws IOException {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path temporary = create(file.resolveSibling(file.getFileName() + ".tmp"));
        Files.writeString(temporary, password + "\n", StandardCharsets.US_ASCII);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return password;
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
