package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The stories of AOSign G2 in which the receipt does not simply come, by the command line. Dates are worked out by hand from
 * D-01, D-04 and D-22 for a card issued and posted on Tuesday 2026-11-24: last day of the reminder 12-14, of the receipt
 * 12-24, and the certificate revoked on 12-25 at 16:00.
 */
class AosignDeliveryStoryTest extends PlayedStory {

    AosignDeliveryStoryTest() {
        super("aosign-g2");
    }

    @Test
    void receiptAfterTheLastDayIsAcceptedByAManagerBeforeTheConsequence() throws Exception {
        List<JsonNode> timeline = played("late-receipt", "2026-11-24");

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
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf", "02-invoice-company.pdf", "03-receipt-reminder-holder.pdf");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /**
     * Reported five days later, on Sunday 11-29, so on Monday 11-30; answered 28 days after that, on 12-28. The last days
     * move by 28 days: the receipt's to 2027-01-21, the reminder's to 2027-01-11, which is a holiday.
     */
    @Test
    void doubtLetsTheStagesStandStillUntilItIsClearedUp() throws Exception {
        List<JsonNode> timeline = played("content-doubt", "2026-11-24");

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
        assertThat(all(timeline, "deadline.resumed"))
                .extracting(step -> step.at("/detail/kind").asText()
                        + " " + step.at("/detail/lastDay").asText()
                        + " " + step.at("/detail/after").asText())
                .containsExactlyInAnyOrder(
                        "receipt 2027-01-21 2027-01-22T16:00+09:00",
                        "receiptReminder 2027-01-12 2027-01-13T16:00+09:00");
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2027-01-04T10:00");
        assertThat(letters())
                .containsExactly("01-issue-notice-holder.pdf", "02-invoice-company.pdf", "03-doubt-reply-holder.pdf");
        assertThat(text("03-doubt-reply-holder.pdf")).contains("2026年11月30日", "ご提出の期限　2027年1月21日（木）まで");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /** Twelve days later is a Sunday, so the parcel comes back on Monday 12-07, and its receipt a week after that. */
    @Test
    void returnedParcelIsSentAgainAndReceivedInTime() throws Exception {
        List<JsonNode> timeline = played("returned-mail", "2026-11-24");

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
                .isNotEmpty()
                .isNotEqualTo(one(timeline, "card.dispatched")
                        .at("/detail/trackingNumber")
                        .asText());
        assertThat(all(timeline, "deadline.armed"))
                .as("AOSign counts from the issue: nothing is armed anew")
                .filteredOn(step -> step.at("/detail/kind").asText().equals("receipt"))
                .hasSize(1);
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2026-12-14T10:00");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    @Test
    void bothParcelsOfAnAgentsCardAreSentAgain() throws Exception {
        List<JsonNode> timeline =
                played("returned-mail", "2026-11-24", "--application", "docs/examples/aosign-agent.json");

        assertThat(one(timeline, "card.redispatched").at("/detail/parcels").asText())
                .isEqualTo("CARD PIN");
        assertThat(events(timeline)).contains("receipt.confirmed");
    }
}
