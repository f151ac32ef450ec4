package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.HakkoApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stories in which the receipt does not simply come, by the command line. Dates are worked out by hand from D-01, D-04
 * and D-22 for a card issued and posted on Tuesday 2026-11-24: last day of the reminder 12-14, of the receipt 12-24, and
 * the certificate revoked on 12-25 at 16:00.
 */
class DeliveryStoryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void receiptAfterTheLastDayIsAcceptedByAManagerBeforeTheConsequence() throws Exception {
        List<JsonNode> timeline = play("late-receipt");

        assertThat(events(timeline))
                .containsSubsequence("receipt.reminded", "receipt.arrivedLate", "receipt.confirmed")
                .doesNotContain("receipt.overdue", "certificate.revoked");
        assertThat(at(one(timeline, "receipt.reminded"))).startsWith("2026-12-15T16:00");
        JsonNode late = one(timeline, "receipt.arrivedLate");
        assertThat(at(late)).startsWith("2026-12-25T10:00");
        assertThat(late.at("/detail/lastDay").asText()).isEqualTo("2026-12-24");
        assertThat(late.at("/detail/arrivedOn").asText()).isEqualTo("2026-12-25");
        JsonNode confirmed = one(timeline, "receipt.confirmed");
        assertThat(at(confirmed)).startsWith("2026-12-25T10:");
        assertThat(confirmed.path("actor").asText()).isEqualTo("manager");
        assertThat(confirmed.at("/detail/late").asBoolean()).isTrue();
        assertThat(letters()).containsExactly("01-issue-notice-holder.pdf", "02-receipt-reminder-holder.pdf");
    }

    /**
     * Reported five days later, on Sunday 11-29, so on Monday 11-30; answered 28 days after that, on 12-28. The last days
     * move by 28 days: the receipt's to 2027-01-21, the reminder's to 2027-01-11, which is a holiday.
     */
    @Test
    void doubtLetsTheStagesStandStillUntilItIsClearedUp() throws Exception {
        List<JsonNode> timeline = play("content-doubt");

        assertThat(events(timeline))
                .containsSubsequence(
                        "card.dispatched",
                        "doubt.reported",
                        "deadline.suspended",
                        "doubt.investigated",
                        "doubt.settled",
                        "deadline.resumed",
                        "receipt.confirmed")
                .doesNotContain("receipt.reminded", "receipt.overdue", "certificate.revoked");
        assertThat(one(timeline, "doubt.reported").at("/detail/reportedOn").asText())
                .isEqualTo("2026-11-30");
        assertThat(one(timeline, "doubt.investigated").path("actor").asText()).isEqualTo("reviewer2");
        assertThat(one(timeline, "doubt.settled").at("/detail/answeredOn").asText())
                .isEqualTo("2026-12-28");
        List<JsonNode> resumed = all(timeline, "deadline.resumed");
        assertThat(resumed)
                .extracting(step -> step.at("/detail/kind").asText()
                        + " " + step.at("/detail/lastDay").asText()
                        + " " + step.at("/detail/after").asText())
                .containsExactlyInAnyOrder(
                        "receipt 2027-01-21 2027-01-22T16:00+09:00",
                        "receiptReminder 2027-01-12 2027-01-13T16:00+09:00");
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2027-01-04T10:00");
        assertThat(letters()).containsExactly("01-issue-notice-holder.pdf", "02-doubt-reply-holder.pdf");
    }

    /** Twelve days later is a Sunday, so the parcel comes back on Monday 12-07, and its receipt a week after that. */
    @Test
    void returnedParcelIsSentAgainAndReceivedInTime() throws Exception {
        List<JsonNode> timeline = play("returned-mail");

        assertThat(events(timeline))
                .containsSubsequence(
                        "card.dispatched",
                        "mail.returned",
                        "return.investigated",
                        "card.redispatched",
                        "receipt.confirmed")
                .doesNotContain("receipt.reminded", "certificate.revoked");
        assertThat(one(timeline, "mail.returned").at("/detail/returnedOn").asText())
                .isEqualTo("2026-12-07");
        JsonNode again = one(timeline, "card.redispatched");
        assertThat(again.at("/detail/postedOn").asText()).isEqualTo("2026-12-07");
        assertThat(again.at("/detail/trackingNumbers").asText())
                .isNotEqualTo(one(timeline, "card.dispatched")
                        .at("/detail/trackingNumber")
                        .asText());
        assertThat(all(timeline, "deadline.armed"))
                .as("AOSign counts from the issue: nothing is armed anew")
                .filteredOn(step -> step.at("/detail/kind").asText().equals("receipt"))
                .hasSize(1);
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2026-12-14T10:00");
    }

    @Test
    void bothParcelsOfAnAgentsCardAreSentAgain() throws Exception {
        List<JsonNode> timeline = play("returned-mail", "--application", "docs/examples/aosign-agent.json");

        assertThat(one(timeline, "card.redispatched").at("/detail/parcels").asText())
                .isEqualTo("CARD PIN");
        assertThat(events(timeline)).contains("receipt.confirmed");
    }

    private List<JsonNode> play(String name, String... options) throws IOException {
        Path out = folder.resolve("out");
        List<String> arguments = Stream.concat(
                        Stream.of(
                                "story",
                                name,
                                "--profile",
                                "aosign-g2",
                                "--start",
                                "2026-11-24",
                                "--out",
                                out.toString()),
                        Stream.of(options))
                .toList();
        StringWriter errors = new StringWriter();
        int exitCode = HakkoCommand.run(
                HakkoApplication.class,
                new PrintWriter(new StringWriter(), true),
                new PrintWriter(errors, true),
                arguments.toArray(String[]::new));
        assertThat(exitCode).as(errors.toString()).isZero();
        return StreamSupport.stream(
                        JSON.readTree(out.resolve("timeline.json").toFile()).spliterator(), false)
                .toList();
    }

    private List<String> letters() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out/letters"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> events(List<JsonNode> timeline) {
        return timeline.stream().map(step -> step.path("event").asText()).toList();
    }

    private static List<JsonNode> all(List<JsonNode> timeline, String event) {
        return timeline.stream()
                .filter(step -> step.path("event").asText().equals(event))
                .toList();
    }

    private static JsonNode one(List<JsonNode> timeline, String event) {
        List<JsonNode> found = all(timeline, event);
        assertThat(found).as(event).hasSize(1);
        return found.get(0);
    }

    private static String at(JsonNode step) {
        return step.path("at").asText();
    }
}
