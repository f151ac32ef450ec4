package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoApplication;
import io.hakko.cli.RelyingParties.Judge;
import io.hakko.cli.RelyingParties.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.io.TempDir;

/** Plays stories of one service by the command line and looks at what they leave behind. */
abstract class PlayedStory {

    static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final String service;

    PlayedStory(String service) {
        this.service = service;
    }

    record Outcome(int exitCode, String out, String err) {}

    Outcome play(String name, String... options) {
        return StoryDatabase.copied(folder.resolve("database"), () -> playAsShipped(name, options));
    }

    /** On an empty database that the service itself makes and fills with tables. */
    Outcome playAsShipped(String name, String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("story", name, "--profile", service, "--out", out().toString()));
        arguments.addAll(List.of(options));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = HakkoCommand.run(
                HakkoApplication.class,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(), err.toString());
    }

    /** The timeline of a story that came to its end. */
    List<JsonNode> played(String name, String start, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--start", start));
        all.addAll(List.of(options));
        assertThat(play(name, all.toArray(String[]::new)))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");
        return timeline();
    }

    Path out() {
        return folder.resolve("out");
    }

    List<JsonNode> timeline() throws IOException {
        return StreamSupport.stream(
                        JSON.readTree(out().resolve("timeline.json").toFile()).spliterator(), false)
                .toList();
    }

    static List<String> events(List<JsonNode> timeline) {
        return timeline.stream().map(step -> step.path("event").asText()).toList();
    }

    static List<JsonNode> all(List<JsonNode> timeline, String event) {
        return timeline.stream()
                .filter(step -> step.path("event").asText().equals(event))
                .toList();
    }

    static JsonNode one(List<JsonNode> timeline, String event) {
        List<JsonNode> found = all(timeline, event);
        assertThat(found).as(event).hasSize(1);
        return found.get(0);
    }

    static String at(JsonNode step) {
        return step.path("at").asText();
    }

    static String day(JsonNode step) {
        assertThat(step.path("at").asText()).endsWith("+09:00");
        return step.path("at").asText().substring(0, 10);
    }

    List<String> letters() throws IOException {
        try (Stream<Path> files = Files.list(out().resolve("letters"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    String text(String letter) throws IOException {
        try (var pdf = Loader.loadPDF(out().resolve("letters").resolve(letter).toFile())) {
            PDFTextStripper reader = new PDFTextStripper();
            reader.setSortByPosition(true);
            return reader.getText(pdf).replaceAll("\\s+", "");
        }
    }

    /** Number of the first CRL published after a step. */
    static int crlAfter(List<JsonNode> timeline, JsonNode step) {
        return timeline.stream()
                .skip(timeline.indexOf(step) + 1L)
                .filter(later -> later.path("event").asText().equals("crl.published"))
                .findFirst()
                .orElseThrow()
                .at("/detail/number")
                .asInt();
    }

    String crl(int number) throws Exception {
        return openssl(
                "crl", "-inform", "DER", "-in", "crl-%d.der".formatted(number), "-CAfile", "ca.pem", "-noout", "-text");
    }

    /** What a CRL says of one certificate. */
    static String entry(String crl, String serial) {
        assertThat(crl).contains("verify OK").contains("Serial Number: " + serial);
        String from = crl.substring(crl.indexOf("Serial Number: " + serial) + 1);
        int next = from.indexOf("Serial Number: ");
        return next < 0 ? from : from.substring(0, next);
    }

    /**
     * {@code openssl verify} against the newest CRL at the story's last instant. GnuTLS, NSS and the JDK must say the same.
     */
    String verifyAtTheEnd(List<JsonNode> timeline) throws Exception {
        Instant last = OffsetDateTime.parse(
                        timeline.get(timeline.size() - 1).path("at").asText())
                .toInstant();
        int newest = timeline.stream()
                .filter(step -> step.path("event").asText().equals("crl.published"))
                .mapToInt(step -> step.at("/detail/number").asInt())
                .max()
                .orElseThrow();
        String crl = "crl-%d.der".formatted(newest);
        Map<Judge, Verdict> verdicts =
                new RelyingParties(out(), crl, Files.createTempDirectory(folder, "judges")).verdicts(last);
        assertThat(verdicts).doesNotContainValue(Verdict.BROKEN).hasSameSizeAs(Judge.values());
        assertThat(Set.copyOf(verdicts.values())).as("%s", verdicts).hasSize(1);
        openssl("crl", "-inform", "DER", "-in", crl, "-out", "newest.pem");
        return openssl(
                "verify",
                "-crl_check",
                "-attime",
                Long.toString(last.getEpochSecond()),
                "-CAfile",
                "ca.pem",
                "-CRLfile",
                "newest.pem",
                "certificate.pem");
    }

    String openssl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(out().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
