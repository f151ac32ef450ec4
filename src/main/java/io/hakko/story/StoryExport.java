package io.hakko.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.Authorities;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterView;
import io.hakko.notice.Letters;
import io.hakko.repository.CrlPublications;
import io.hakko.repository.PublishedCrl;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Der;
import io.hakko.shared.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Writes what a story left behind: certificates, CRLs, letters and the timeline, which is the audit trail. */
@Service
@Profile("embedded")
public class StoryExport {

    private static final DateTimeFormatter WITH_OFFSET = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final int PEM_LINE = 64;

    private final AuditRecords audit;
    private final Authorities authorities;
    private final Certificates certificates;
    private final CrlPublications crls;
    private final Letters letters;
    private final ObjectMapper json;

    StoryExport(
            AuditRecords audit,
            Authorities authorities,
            Certificates certificates,
            CrlPublications crls,
            Letters letters,
            ObjectMapper json) {
        this.audit = audit;
        this.authorities = authorities;
        this.certificates = certificates;
        this.crls = crls;
        this.letters = letters;
        this.json = json.copy().enable(SerializationFeature.INDENT_OUTPUT);
    }

    /**
     * Refuses an output folder that is none.
     *
     * @throws Refusal at {@code /out}
     */
    public static void refuseNoFolder(Path out) {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw Refusal.at("/out", StoryRefusal.OUT_NOT_A_FOLDER, out);
        }
    }

    /** Writes everything; files of an earlier story in the folder are removed, others stay. */
    public void write(Path out, ApplicationNumber number, String caId) {
        try {
            clean(out);
            List<AuditRecord> trail = audit.all();
            authorities.find(caId).ifPresent(ca -> pem(out.resolve("ca.pem"), ca.certificate()));
            List<IssuedCertificate> issued = certificates.ofApplication(number);
            if (!issued.isEmpty()) {
                pem(
                        out.resolve("certificate.pem"),
                        issued.get(issued.size() - 1).der());
            }
            for (PublishedCrl crl : crls.all(caId)) {
                Files.write(
                        out.resolve("crl-%d.der".formatted(crl.key().number())),
                        crl.content().read().bytes());
            }
            writeLetters(out.resolve("letters"), trail);
            json.writeValue(out.resolve("timeline.json").toFile(), timeline(trail));
        } catch (IOException failed) {
            throw new UncheckedIOException("The story could not be written to " + out, failed);
        }
    }

    private static void clean(Path out) throws IOException {
        Files.createDirectories(out.resolve("letters"));
        for (String leftOver : List.of("ca.pem", "certificate.pem", "timeline.json")) {
            Files.deleteIfExists(out.resolve(leftOver));
        }
        delete(out, "crl-*.der");
        delete(out.resolve("letters"), "*.pdf");
    }

    private static void delete(Path folder, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void writeLetters(Path folder, List<AuditRecord> trail) throws IOException {
        List<LetterView> written = trail.stream()
                .filter(entry -> entry.event().equals("letter.written"))
                .map(AuditRecord::key)
                .distinct()
                .flatMap(key -> letters.ofCase(key).stream())
                .sorted(Comparator.comparing(LetterView::writtenAt).thenComparing(LetterView::number))
                .toList();
        int position = 0;
        for (LetterView letter : written) {
            position++;
            String kind = letter.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            String recipient = letter.recipient().role().name().toLowerCase(Locale.ROOT);
            Files.write(
                    folder.resolve("%02d-%s-%s.pdf".formatted(position, kind, recipient)), letters.pdf(letter.id()));
        }
    }

    private ArrayNode timeline(List<AuditRecord> trail) {
        ArrayNode timeline = json.createArrayNode();
        Stream<AuditRecord> ofCases =
                trail.stream().filter(entry -> !entry.event().startsWith("staff."));
        ofCases.forEach(entry -> {
            ObjectNode step = timeline.addObject();
            step.put("at", WITH_OFFSET.format(entry.at().atZone(Zones.TOKYO).toOffsetDateTime()));
            step.put("event", entry.event());
            step.put("actor", entry.actor());
            step.put("process", entry.process());
            step.put("element", entry.element());
            step.put("key", entry.key());
            ObjectNode detail = step.putObject("detail");
            detail.setAll(parsed(entry.detail()));
            put(detail, "reason", entry.reason());
            put(detail, "before", entry.before());
            put(detail, "after", entry.after());
        });
        return timeline;
    }

    private static void put(ObjectNode detail, String name, String value) {
        if (!value.isEmpty() && !detail.has(name)) {
            detail.put(name, value);
        }
    }

    private ObjectNode parsed(String detail) {
        try {
            return (ObjectNode) json.readTree(detail);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("audit detail is not JSON", impossible);
        }
    }

    private static void pem(Path file, Der certificate) {
        try {
            String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.bytes());
            Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
