package io.hakko.card.web;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.card.StationOperators;
import io.hakko.shared.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The stations that may come in: a folder with one certificate each, {@code <name of the station>.pem}. No other
 * certificate is trusted, whoever signed it. The folder is read again when it has changed; at start a file that cannot be
 * taken is an error, later its station alone stays out.
 */
@Component
@StationServer.IfWanted
class StationRegister {

    private static final Logger LOG = LoggerFactory.getLogger(StationRegister.class);
    private static final String SUFFIX = ".pem";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private final Path folder;
    private final String own;
    private final ObjectProvider<AuditTrail> trail;
    private final ObjectProvider<PlatformTransactionManager> transactions;
    private volatile Stations stations;

    StationRegister(
            @Value("${hakko.station.server.stations:}") String folder,
            @Value("${hakko.station.name:station-1}") String own,
            // The ports are opened before there is a trail.
            ObjectProvider<AuditTrail> trail,
            ObjectProvider<PlatformTransactionManager> transactions)
            throws IOException {
        if (folder.isEmpty()) {
            throw new IllegalStateException(
                    "HAKKO_STATION_SERVER_STATIONS is not set: folder with the certificates of the stations");
        }
        this.folder = Path.of(folder);
        this.own = own;
        this.trail = trail;
        this.transactions = transactions;
        Reading read = read(files(this.folder));
        if (!read.faults().isEmpty()) {
            throw new IllegalStateException(String.join("; ", read.faults()));
        }
        if (read.stations().names().isEmpty()) {
            throw new IllegalStateException("no certificate of a station in " + folder);
        }
        this.stations = read.stations();
    }

    /** A file as it was when it was read. */
    private record Seen(Path file, long size, FileTime changed, String key) {}

    /**
     * What stood in the folder.
     *
     * @param names of the stations by the SHA-256 of their certificate
     */
    record Stations(List<Seen> files, Map<String, String> names, KeyStore trustStore) {}

    private record Reading(Stations stations, List<String> faults) {}

    /** Who may come in now. */
    Stations now() {
        try {
            if (!files(folder).equals(stations.files())) {
                readAgain();
            }
        } catch (IOException away) {
            LOG.error("The folder of stations cannot be read; nobody new comes in", away);
        }
        return stations;
    }

    private synchronized void readAgain() throws IOException {
        List<Seen> files = files(folder);
        if (files.equals(stations.files())) {
            return;
        }
        Reading read = read(files);
        read.faults().forEach(fault -> LOG.error("{}; this station stays out", fault));
        Map<String, String> before = stations.names();
        stations = read.stations();
        Map<String, String> after = stations.names();
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(
                certificate -> after.getOrDefault(certificate, "").equals(before.getOrDefault(certificate, "")));
        if (!changed.isEmpty()) {
            new TransactionTemplate(transactions.getObject())
                    .executeWithoutResult(status -> changed.forEach(certificate -> record(
                            certificate, before.getOrDefault(certificate, ""), after.getOrDefault(certificate, ""))));
        }
    }

    private void record(String certificate, String before, String after) {
        LOG.warn("Certificate {} of a station: was '{}', is '{}'", certificate, before, after);
        try (var scope = AuditScope.open(Actor.STATION)) {
            trail.getObject()
                    .record(AuditEntry.of("station.registered", StationOperators.STATION)
                            .with("certificate", certificate)
                            .change(before, after)
                            .build());
        }
    }

    private static List<Seen> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .flatMap(file -> seen(file).stream())
                    .toList();
        }
    }

    /** A file that goes while the folder is read was not there. */
    private static Optional<Seen> seen(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Seen(file, found.size(), found.lastModifiedTime(), String.valueOf(found.fileKey())));
        } catch (IOException gone) {
            LOG.debug("{} is gone", file, gone);
            return Optional.empty();
        }
    }

    private Reading read(List<Seen> files) throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            Map<String, String> names = new HashMap<>();
            List<String> faults = files.stream()
                    .flatMap(seen -> add(seen.file(), names, trusted).stream())
                    .toList();
            return new Reading(new Stations(files, Map.copyOf(names), trusted), faults);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has PKCS12", impossible);
        }
    }

    /** Adds a station, or says why it cannot be added. */
    private Optional<String> add(Path file, Map<String, String> names, KeyStore trusted) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        if (!NAME.matcher(name).matches() || name.equals(own)) {
            return Optional.of(
                    "%s: %s is not a name for a station, or it is the name of this node's own".formatted(file, name));
        }
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            String other = names.putIfAbsent(fingerprint(certificate), name);
            if (other != null) {
                return Optional.of("%s: %s has the same certificate".formatted(file, other));
            }
            trusted.setCertificateEntry(name, certificate);
            return Optional.empty();
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.of("%s: no certificate can be read (%s)".formatted(file, unreadable.getMessage()));
        }
    }

    /** Whose certificate it is, as the folder is now. */
    Optional<String> nameOf(X509Certificate certificate) {
        return Optional.ofNullable(now().names().get(fingerprint(certificate)));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }
}
