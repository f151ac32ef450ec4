package io.hakko.card.web;

import io.hakko.card.web.StationTrail.Change;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The stations that may come in: a folder with one certificate each, {@code <name of the station>.pem}. No other
 * certificate is trusted, whoever signed it. The folder is read again when it has changed; at start a file that cannot be
 * taken is an error, later its station alone stays out, and the file is tried again. Who has gone is out at once; who has come
 * is in when the trail says so.
 */
@Component
@StationServer.IfWanted
class StationRegister {

    private static final Logger LOG = LoggerFactory.getLogger(StationRegister.class);
    private static final String SUFFIX = ".pem";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,30}");

    private final Path folder;
    private final String own;
    private final StationTrail trail;
    private final Object recording = new Object();
    private final List<Change> unrecorded = new ArrayList<>();
    private volatile Reading found;
    private volatile Stations admitted = Stations.of(Map.of());
    private boolean compared;
    private String away = "";

    StationRegister(
            @Value("${hakko.station.server.stations:}") String folder,
            @Value("${hakko.station.name:station-1}") String own,
            StationTrail trail)
            throws IOException {
        if (folder.isEmpty()) {
            throw new IllegalStateException(
                    "HAKKO_STATION_SERVER_STATIONS is not set: folder with the certificates of the stations");
        }
        this.folder = Path.of(folder);
        this.own = own;
        this.trail = trail;
        Reading read = read(files(this.folder));
        if (!read.faults().isEmpty()) {
            throw new IllegalStateException(String.join("; ", read.faults()));
        }
        if (read.stations().isEmpty()) {
            throw new IllegalStateException("no certificate of a station in " + folder);
        }
        this.found = read;
    }

    /** A file as it was when it was read. */
    private record Seen(Path file, long size, FileTime changed, String key) {}

    private record Station(String name, X509Certificate certificate) {}

    /** What stood in the folder: the stations by the SHA-256 of their certificate, and what cannot be taken. */
    private record Reading(List<Seen> files, Map<String, Station> stations, Set<String> faults) {

        Map<String, String> names() {
            return stations.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, station -> station.getValue().name()));
        }
    }

    /**
     * Stations and their certificates.
     *
     * @param names of the stations by the SHA-256 of their certificate
     */
    record Stations(Map<String, String> names, KeyStore trustStore) {

        private static Stations of(Map<String, Station> stations) {
            try {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, null);
                Map<String, String> names = new HashMap<>();
                for (Map.Entry<String, Station> station : stations.entrySet()) {
                    String name = station.getValue().name();
                    names.put(station.getKey(), name);
                    trusted.setCertificateEntry(name, station.getValue().certificate());
                }
                return new Stations(Map.copyOf(names), trusted);
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException("every Java platform has PKCS12", impossible);
            }
        }
    }

    /** All that stand in the folder, whether they may come in yet or not. */
    Stations inFolder() {
        return Stations.of(found.stations());
    }

    /** Who may come in now. */
    Stations now() {
        look(false);
        return admitted;
    }

    /** Who may come in now; what could not be read before is tried again. */
    Stations lookAgain() {
        look(true);
        return admitted;
    }

    private void look(boolean again) {
        try {
            if (again && !found.faults().isEmpty() || !files(folder).equals(found.files())) {
                readAgain();
            }
            tellAway("");
        } catch (IOException failed) {
            tellAway("The folder of stations cannot be read; nobody new comes in: " + failed);
        }
    }

    private synchronized void tellAway(String fault) {
        if (!fault.isEmpty() && !fault.equals(away)) {
            LOG.error("{}", fault);
        }
        away = fault;
    }

    private synchronized void readAgain() throws IOException {
        Reading read = read(files(folder));
        read.faults().stream()
                .filter(fault -> !found.faults().contains(fault))
                .forEach(fault -> LOG.error("{}; this station stays out", fault));
        if (compared) {
            await(changes(found.names(), read.names()));
        }
        found = read;
        admit();
    }

    /**
     * Records what has changed since it was last recorded, also by a run of the service before this one, and lets those in that
     * came. When it fails it is to be called again.
     */
    void record() {
        synchronized (recording) {
            List<Change> changes = awaiting();
            if (!changes.isEmpty()) {
                trail.record(changes);
                recorded(changes.size());
            }
        }
    }

    private List<Change> awaiting() {
        synchronized (this) {
            if (compared) {
                return List.copyOf(unrecorded);
            }
        }
        Map<String, String> last = trail.names();
        synchronized (this) {
            await(changes(last, found.names()));
            compared = true;
            admit();
            return List.copyOf(unrecorded);
        }
    }

    private synchronized void recorded(int changes) {
        unrecorded.subList(0, changes).clear();
        admit();
    }

    private void await(List<Change> changes) {
        changes.forEach(change -> LOG.warn(
                "Certificate {} of a station: was '{}', is '{}'",
                change.certificate(),
                change.before(),
                change.after()));
        unrecorded.addAll(changes);
    }

    /** Nobody before the folder was compared with the trail, and nobody of whom something is not recorded. */
    private void admit() {
        Map<String, Station> known = new HashMap<>(compared ? found.stations() : Map.of());
        unrecorded.forEach(change -> known.remove(change.certificate()));
        admitted = Stations.of(known);
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> certificates = new TreeSet<>(before.keySet());
        certificates.addAll(after.keySet());
        return certificates.stream()
                .map(certificate -> new Change(
                        certificate, before.getOrDefault(certificate, ""), after.getOrDefault(certificate, "")))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
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

    private Reading read(List<Seen> files) {
        Map<String, Station> stations = new HashMap<>();
        Set<String> faults = files.stream()
                .flatMap(seen -> add(seen.file(), stations).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new Reading(files, Map.copyOf(stations), faults);
    }

    /** Adds a station, or says why it cannot be added. */
    private Optional<String> add(Path file, Map<String, Station> stations) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - SUFFIX.length());
        if (!NAME.matcher(name).matches() || name.equals(own)) {
            return Optional.of(
                    "%s: %s is not a name for a station, or it is the name of this node's own".formatted(file, name));
        }
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            Station other = stations.putIfAbsent(fingerprint(certificate), new Station(name, certificate));
            return Optional.ofNullable(other)
                    .map(first -> "%s: %s has the same certificate".formatted(file, first.name()));
        } catch (IOException | GeneralSecurityException unreadable) {
            return Optional.of("%s: no certificate can be read (%s)".formatted(file, unreadable.getMessage()));
        }
    }

    /** Whose certificate it is, as the folder is now. Fails, rather than to call a station unknown that waits for the trail. */
    Optional<String> nameOf(X509Certificate certificate) {
        String fingerprint = fingerprint(certificate);
        if (!now().names().containsKey(fingerprint) && found.stations().containsKey(fingerprint)) {
            record();
        }
        return Optional.ofNullable(admitted.names().get(fingerprint));
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (CertificateEncodingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("a certificate that was read has an encoding", impossible);
        }
    }
}
