package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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

    /** Plays a story from Tuesday 2026-11-24 to its end. */
    List<JsonNode> played(String name, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--start", "2026-11-24"));
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

    /** {@code openssl verify} against the newest CRL at the story's last instant. */
    String verifyAtTheEnd(List<JsonNode> timeline) throws Exception {
        long last = OffsetDateTime.parse(
                        timeline.get(timeline.size() - 1).path("at").asText())
                .toEpochSecond();
        int newest = timeline.stream()
                .filter(step -> step.path("event").asText().equals("crl.published"))
                .mapToInt(step -> step.at("/detail/number").asInt())
                .max()
                .orElseThrow();
        openssl("crl", "-inform", "DER", "-in", "crl-%d.der".formatted(newest), "-out", "newest.pem");
        return openssl(
                "verify",
                "-crl_check",
                "-attime",
                Long.toString(last),
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
