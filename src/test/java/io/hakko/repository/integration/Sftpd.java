package io.hakko.repository.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A real SFTP server on a free port, as it stands beside a static web server; its users begin in a folder of the test. */
final class Sftpd implements AutoCloseable {

    static final String USER = "hakko";
    private static final String PASSWORD = "web-secret";

    private final Path folder;
    private final int port = freePort();
    private final KeyPair hostKey = key();
    private final KeyPair userKey = key();
    private SshServer server;

    Sftpd(Path folder) throws IOException, GeneralSecurityException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(home());
        Files.writeString(passwordFile(), PASSWORD + "\n");
        try (var out = Files.newOutputStream(privateKeyFile())) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "", null, out);
        }
        know(hostKey);
        start();
    }

    void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory.Builder().build()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home()));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals(USER) && key.equals(userKey.getPublic()));
        server.start();
    }

    void stop() throws IOException {
        server.stop(true);
    }

    /** What the web server serves. */
    Path home() {
        return folder.resolve("home");
    }

    Path privateKeyFile() {
        return folder.resolve("user-key");
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    Path knownHostsFile() {
        return folder.resolve("known_hosts");
    }

    /** As if the server had another key than it has. */
    void takeForAnother() throws IOException, GeneralSecurityException {
        know(key());
    }

    private void know(KeyPair key) throws IOException {
        Files.writeString(
                knownHostsFile(), "[localhost]:%d %s%n".formatted(port, PublicKeyEntry.toString(key.getPublic())));
    }

    /** A way in for Hakko: with a key, or with a password. */
    SftpProperties byKey() {
        return new SftpProperties(
                "localhost",
                port,
                USER,
                "www/repository",
                privateKeyFile().toString(),
                "",
                knownHostsFile().toString());
    }

    SftpProperties byPassword() {
        return new SftpProperties(
                "localhost",
                port,
                USER,
                "www/repository",
                "",
                passwordFile().toString(),
                knownHostsFile().toString());
    }

    private static KeyPair key() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
