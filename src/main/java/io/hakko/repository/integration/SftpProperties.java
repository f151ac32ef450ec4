package io.hakko.repository.integration;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SFTP server of a static web server, {@code hakko.repository.sftp.*}. There is none when the host is empty.
 *
 * @param host where it runs
 * @param user who writes
 * @param folder the web server's folder; relative to where that user begins, unless it starts with a slash
 * @param privateKeyFile a file with that one's private key, without a passphrase
 * @param passwordFile a file with that one's password, where there is no key
 * @param knownHostsFile the server's public key in the form of {@code known_hosts}; a server with another one is refused
 */
@ConfigurationProperties("hakko.repository.sftp")
record SftpProperties(
        @DefaultValue("") String host,
        @DefaultValue("22") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String folder,
        @DefaultValue("") String privateKeyFile,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String knownHostsFile) {

    /** The settings of a server that is there, of which none may be missing. */
    SftpServer server() {
        require("user", !user.isBlank());
        require("folder", !folder.isBlank());
        require("known-hosts-file", !knownHostsFile.isBlank());
        require(
                "private-key-file or password-file, one of the two,",
                privateKeyFile.isBlank() != passwordFile.isBlank());
        SftpServer.Credential credential = privateKeyFile.isBlank()
                ? new SftpServer.Credential(SftpServer.Credential.Kind.PASSWORD, Path.of(passwordFile))
                : new SftpServer.Credential(SftpServer.Credential.Kind.PRIVATE_KEY, Path.of(privateKeyFile));
        return new SftpServer(host, port, user, folder, credential, Path.of(knownHostsFile));
    }

    private static void require(String name, boolean present) {
        if (!present) {
            throw new IllegalStateException("hakko.repository.sftp." + name + " is missing");
        }
    }
}
