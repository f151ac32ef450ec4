package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The stories of DIACERT-PLUS in which the receipt does not simply come, by the command line. Dates are worked out by hand
 * from B-RCP-03, B-RCP-05, B-RCP-06, AMB-03, D-04 and D-22 for a card posted on Tuesday 2026-11-24: reminded on 12-15, last
 * day of the receipt Friday 12-25, and the certificate revoked on Monday 12-28 at 16:00.
 */
class DiacertDeliveryStoryTest extends PlayedStory {

    DiacertDeliveryStoryTest() {
        super("diacert-plus");
    }

    @Test
    void receiptAfterTheLastDayIsAcceptedByAManagerBeforeTheConsequence() throws Exception {
        List<JsonNode> timeline = played("late-receipt", "2026-11-24");

        assertThat(events(timeline))
                .containsSubsequence("receipt.reminded", "receipt.arrivedLate", "receipt.confirmed")
                .doesNotContain("receipt.overdue", "certificate.revoked");
        assertThat(at(one(timeline, "receipt.reminded"))).startsWith("2026-12-15T16:00");
        JsonNode late = one(timeline, "receipt.arrivedLate");
        assertThat(at(late)).startsWith("2026-12-28T10:00");
        assertThat(late.at("/detail/lastDay").asText()).isEqualTo("2026-12-25");
        assertThat(late.at("/detail/arrivedOn").asText()).isEqualTo("2026-12-28");
        JsonNode confirmed = one(timeline, "receipt.confirmed");
        assertThat(at(confirmed)).startsWith("2026-12-28T10:");
        assertThat(confirmed.path("actor").asText()).isEqualTo("manager");
        assertThat(confirmed.at("/detail/late").asBoolean()).isTrue();
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-form-holder.pdf",
                        "04-receipt-reminder-holder.pdf");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /**
     * Reported five days later, on Sunday 11-29, so on Monday 11-30, within 20 days of the dispatch; answered 28 days after
     * that, on 12-28. The last days move by 28 days: the reminder's to the holiday 2027-01-11, so it will be written on
     * 01-13; the receipt's to Friday 01-22.
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
        JsonNode reported = one(timeline, "doubt.reported");
        assertThat(reported.at("/detail/reportedOn").asText()).isEqualTo("2026-11-30");
        assertThat(reported.at("/detail/late").asBoolean()).as("B-RCP-03").isFalse();
        assertThat(one(timeline, "doubt.investigated").path("actor").asText()).isEqualTo("reviewer2");
        assertThat(one(timeline, "doubt.settled").at("/detail/answeredOn").asText())
                .isEqualTo("2026-12-28");
        assertThat(all(timeline, "deadline.resumed"))
                .extracting(step -> step.at("/detail/kind").asText()
                        + " " + step.at("/detail/lastDay").asText()
                        + " " + step.at("/detail/after").asText())
                .containsExactlyInAnyOrder(
                        "receipt 2027-01-22 2027-01-25T16:00+09:00",
                        "receiptReminder 2027-01-12 2027-01-13T16:00+09:00");
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2027-01-04T10:00");
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-form-holder.pdf",
                        "04-doubt-reply-holder.pdf");
        assertThat(text("03-receipt-form-holder.pdf")).contains("DIACERT-PLUS電子証明書受領書", "発送の日から20日以内");
        assertThat(text("04-doubt-reply-holder.pdf")).contains("2026年11月30日", "ご返送の期限　2027年1月22日（金）まで");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /**
     * Twelve days later is a Sunday, so the parcel comes back on Monday 12-07 and is sent again. Twenty days after that are a
     * Sunday and roll to 12-28; the reminder would be written on the next business day, 2027-01-04; ten days later, 01-14,
     * is later than thirty days after the dispatch (01-06).
     */
    @Test
    void returnedParcelIsSentAgainCountsAnewAndIsReceivedInTime() throws Exception {
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
        assertThat(one(timeline, "card.redispatched").at("/detail/postedOn").asText())
                .isEqualTo("2026-12-07");
        assertThat(all(timeline, "deadline.armed"))
                .filteredOn(step -> step.at("/detail/kind").asText().startsWith("receipt"))
                .extracting(step -> step.at("/detail/kind").asText()
                        + " " + step.at("/detail/lastDay").asText()
                        + " " + step.at("/detail/after").asText())
                .containsExactlyInAnyOrder(
                        "receiptReminder 2026-12-14 2026-12-15T16:00+09:00",
                        "receipt 2026-12-25 2026-12-28T16:00+09:00",
                        "receiptReminder 2026-12-28 2027-01-04T16:00+09:00",
                        "receipt 2027-01-14 2027-01-15T16:00+09:00");
        assertThat(at(one(timeline, "receipt.confirmed"))).startsWith("2026-12-14T10:00");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /** B-DLV-02: the form for the receipt travels with the card, the issue notice with the PIN. */
    @Test
    void bothParcelsOfAnAgentsCardAreSentAgain() throws Exception {
        List<JsonNode> timeline =
                played("returned-mail", "2026-11-24", "--application", "docs/examples/diacert-agent.json");

        assertThat(one(timeline, "card.redispatched").at("/detail/parcels").asText())
                .isEqualTo("CARD PIN");
        assertThat(events(timeline)).contains("receipt.confirmed");
    }
}
