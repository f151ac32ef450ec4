package io.hakko.card.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The stations that may come in: a folder with one certificate each, {@code <name of the station>.pem}. No other
 * certificate is trusted, whoever signed it.
 */
@Component
@StationServer.IfWanted
class StationRegister {

    private static final String SUFFIX = ".pem";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private final KeyStore trustStore;
    private final Map<String, String> names = new HashMap<>();

    StationRegister(
            @Value("${hakko.station.server.stations:}") String folder,
            @Value("${hakko.station.name:station-1}") String own)
            throws IOException, GeneralSecurityException {
        if (folder.isEmpty()) {
            throw new IllegalStateException(
                    "HAKKO_STATION_SERVER_STATIONS is not set: folder with the certificates of the stations");
        }
        trustStore = KeyStore.getInstance("PKCS12");
        trustStore.load(null, null);
        for (Path file : files(Path.of(folder))) {
            String name = file.getFileName().toString();
            add(name.substring(0, name.length() - SUFFIX.length()), file, own);
        }
        if (names.isEmpty()) {
            throw new IllegalStateException("no certificate of a station in " + folder);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private void add(String name, Path file, String own) throws IOException, GeneralSecurityException {
        if (!NAME.matcher(name).matches() || name.equals(own)) {
            throw new IllegalStateException(
                    "%s: %s is not a name for a station, or it is the name of this node's own".formatted(file, name));
        }
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            String other = names.putIfAbsent(fingerprint(certificate), name);
            if (other != null) {
                throw new IllegalStateException("%s: %s has the same certificate".formatted(file, other));
            }
            trustStore.setCertificateEntry(name, certificate);
        }
    }

    KeyStore trustStore() {
        return trustStore;
    }

    /** Whose certificate it is. */
    Optional<String> nameOf(X509Certificate certificate) {
        return Optional.ofNullable(names.get(fingerprint(certificate)));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }
}
