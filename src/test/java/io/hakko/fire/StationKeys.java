package io.hakko.fire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates for both ends of a station's line, made with {@code keytool} as docs/cards.md says. */
final class StationKeys {

    private static final String PASSWORD = "only-in-this-test";

    private final Path folder;

    StationKeys(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
            Files.writeString(passwordFile(), PASSWORD + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path passwordFile() {
        return folder.resolve("password");
    }

    Path keystore(String name) {
        return folder.resolve(name + ".p12");
    }

    /** Makes a key with a self-signed certificate. */
    void make(String name, String... further) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(("-genkeypair -alias key -keyalg EC -groupname secp256r1 -startdate -30d -validity 825"
                        + " -storetype PKCS12 -storepass %s -keystore %s -dname CN=%s")
                .formatted(PASSWORD, keystore(name), name)
                .split(" ")));
        command.addAll(List.of(further));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    /** Writes the certificate of a key to a file. */
    Path export(String name, Path file) throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder()
                .encodeToString(load(name).getCertificate("key").getEncoded());
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(body));
    }

    private KeyStore load(String name) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keystore(name).toFile(), PASSWORD.toCharArray());
    }

    /** The line of somebody who trusts the server and has that key; none with an empty name. */
    SSLContext line(String name) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", load("server").getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (name.isEmpty()) {
            KeyStore empty = KeyStore.getInstance("PKCS12");
            empty.load(null, null);
            keys.init(empty, new char[0]);
        } else {
            keys.init(load(name), PASSWORD.toCharArray());
        }
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
