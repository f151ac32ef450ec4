package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stories of AOSign G2 by the command line, looked at from outside: files, dates of RULES D-01, D-04 and D-22, openssl. */
class AosignStoryTest extends PlayedStory {

    AosignStoryTest() {
        super("aosign-g2");
    }

    @Test
    void happyCardIsInUseAndItsCertificateIsAccepted() throws Exception {
        assertThat(playAsShipped("happy", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "application.received",
                        "application.accepted",
                        "certificate.issued",
                        "card.dispatched",
                        "receipt.confirmed")
                .doesNotContain("deficiency.notified", "certificate.revoked");
        assertThat(day(one(timeline, "application.received"))).isEqualTo("2026-11-24");
        JsonNode issued = one(timeline, "certificate.issued");
        assertThat(day(issued)).isEqualTo("2026-11-24");
        assertThat(issued.at("/detail/notAfter").asText()).isEqualTo("2029-12-24T23:59:59+09:00");
        assertThat(openssl("x509", "-in", "certificate.pem", "-noout", "-serial"))
                .contains("serial=" + issued.at("/detail/serial").asText());
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
        assertThat(letters()).containsExactly("01-issue-notice-holder.pdf", "02-invoice-company.pdf");
        assertThat(text("02-invoice-company.pdf")).contains("42,900円").contains("2027年1月13日");
    }

    /** 16,500 to 66,000 yen by RULES 3.1: three years and 30 days, one card. */
    @Test
    void happyCardIsInvoicedAndPaid() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        JsonNode invoice = one(timeline, "invoice.issued");
        assertThat(day(invoice)).isEqualTo("2026-11-24");
        assertThat(invoice.at("/detail/amount").asLong()).isEqualTo(42_900);
        assertThat(invoice.at("/detail/tax").asLong()).isEqualTo(3_900);
        assertThat(invoice.at("/detail/cards").asInt()).isEqualTo(1);
        assertThat(one(timeline, "payment.settled").at("/detail/amount").asLong())
                .isEqualTo(42_900);
        assertThat(events(timeline)).doesNotContain("payment.reminded", "payment.overdue");
    }

    /**
     * Issued 2026-11-24. Day 40 is Sunday 2027-01-03, a closure day: it rolls to Monday 2027-01-04 and the reminder is
     * written on 2027-01-05. Day 50 is Wednesday 2027-01-13; the manager is asked on 2027-01-14 at 16:00 (D-02, D-04).
     */
    @Test
    void unpaidCardIsRevokedByAManagerAndASecondPerson() throws Exception {
        assertThat(play("unpaid", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "invoice.issued",
                        "receipt.confirmed",
                        "payment.reminded",
                        "payment.overdue",
                        "payment.revocationProposed",
                        "revocation.requested",
                        "revocation.approved",
                        "certificate.revoked",
                        "crl.published")
                .doesNotContain("payment.settled");
        assertThat(day(one(timeline, "payment.reminded"))).isEqualTo("2027-01-05");
        assertThat(one(timeline, "payment.overdue").path("at").asText()).startsWith("2027-01-14T16:00:00");
        assertThat(one(timeline, "payment.revocationProposed").path("actor").asText())
                .isEqualTo("manager");
        assertThat(one(timeline, "revocation.approved").path("actor").asText()).isEqualTo("approver");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(day(revoked)).isEqualTo("2027-01-14");
        int newest = timeline.stream()
                .filter(step -> step.path("event").asText().equals("crl.published"))
                .mapToInt(step -> step.at("/detail/number").asInt())
                .max()
                .orElseThrow();
        assertThat(crl(newest))
                .contains("verify OK")
                .contains("Serial Number: " + revoked.at("/detail/serial").asText());
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-payment-reminder-company.pdf",
                        "04-revocation-notice-holder.pdf",
                        "05-revocation-notice-company.pdf");
    }

    @Test
    void aPaymentAfterTheLastDayCountsUntilTheManagerHasDecided() throws Exception {
        assertThat(play("paid-late", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence("payment.reminded", "payment.overdue", "payment.recorded", "payment.settled")
                .doesNotContain("certificate.revoked", "revocation.requested", "invoice.writtenOff");
        assertThat(day(one(timeline, "payment.settled"))).isEqualTo("2027-01-15");
        assertThat(one(timeline, "payment.recorded").path("actor").asText()).isEqualTo("accounting");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    @Test
    void cardNobodyConfirmsIsRevokedByItsTimer() throws Exception {
        assertThat(play("unreceived", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(day(one(timeline, "receipt.reminded"))).isEqualTo("2026-12-15");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.path("at").asText())
                .startsWith("2026-12-25T16:00:00")
                .endsWith("+09:00");
        assertThat(revoked.path("actor").asText()).startsWith("system:");
        String serial = revoked.at("/detail/serial").asText();
        int published = crlAfter(timeline, revoked);
        assertThat(crl(published)).contains("verify OK").contains("Serial Number: " + serial);
        assertThat(crl(published - 1)).contains("verify OK").doesNotContain(serial);
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-reminder-holder.pdf",
                        "04-revocation-notice-holder.pdf",
                        "05-revocation-notice-company.pdf");
        assertThat(text("04-revocation-notice-holder.pdf")).contains("失効通知書").contains("佐藤花子");
    }

    @Test
    void deadlineRollsOverTheYearEnd() throws Exception {
        assertThat(play("unreceived", "--start", "2026-11-26"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        assertThat(one(timeline(), "certificate.revoked").path("at").asText()).startsWith("2027-01-04T16:00:00");
    }

    @Test
    void arrivalOnAClosedDayCountsOnTheNextBusinessDayAndCorrectionLeadsToACard() throws Exception {
        assertThat(play("deficient-corrected", "--start", "2026-11-21"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(day(one(timeline, "application.received")))
                .as("2026-11-21 is a Saturday, 11-23 a holiday")
                .isEqualTo("2026-11-24");
        assertThat(events(timeline))
                .containsSubsequence(
                        "application.received",
                        "deficiency.notified",
                        "correction.received",
                        "application.accepted",
                        "certificate.issued",
                        "receipt.confirmed");
        assertThat(one(timeline, "deficiency.notified").at("/detail/lastDay").asText())
                .as("20 days from deemed arrival (D-03)")
                .isEqualTo("2026-12-14");
        assertThat(letters()).first().isEqualTo("01-deficiency-notice-holder.pdf");
        assertThat(text("01-deficiency-notice-holder.pdf")).contains("不備").contains("20日以内");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    @Test
    void agentReceivesTheCardAndTheHolderThePin() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24", "--application", "docs/examples/aosign-agent.json"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        assertThat(timeline().stream()
                        .filter(step -> step.path("event").asText().endsWith(".packed"))
                        .map(step -> step.path("actor").asText() + " "
                                + step.at("/detail/content").asText()))
                .containsExactly("shipper CARD", "shipper2 PIN");
        assertThat(one(timeline(), "application.accepted").at("/detail/price").asLong())
                .as("A-FEE-05: two cards of five years")
                .isEqualTo(63_250);
    }

    @Test
    void saysInJapaneseWhatIsWrongAndStartsNothing() throws Exception {
        ObjectNode wrong = (ObjectNode)
                JSON.readTree(Path.of("docs/examples/aosign-corporation.json").toFile());
        wrong.withObject("/company").put("corporateNumber", "7123456789013");
        Path file = Files.writeString(folder.resolve("wrong.json"), wrong.toString());
        wrong.withObject("/company").put("corporateNumber", "7123456789012");
        wrong.withObject("/order").put("product", "9y");
        Path noProduct = Files.writeString(folder.resolve("no-product.json"), wrong.toString());
        Path notJson = Files.writeString(folder.resolve("not.json"), "{\n \"applicant\": ]");

        Outcome invalid = play("happy", "--start", "2026-11-24", "--application", file.toString());
        Outcome product = play("happy", "--start", "2026-11-24", "--application", noProduct.toString());
        Outcome unreadable = play("happy", "--start", "2026-11-24", "--application", notJson.toString());
        Outcome deficient =
                play("happy", "--start", "2026-11-24", "--application", "docs/examples/aosign-deficient.json");
        Outcome unknown = play("sad", "--start", "2026-11-24");
        Outcome noDate = play("happy", "--start", "tomorrow");

        assertThat(invalid.exitCode()).isEqualTo(2);
        assertThat(invalid.err()).contains("/company/corporateNumber: ");
        assertThat(product.exitCode()).isEqualTo(2);
        assertThat(product.err()).contains("/order/product: ");
        assertThat(unreadable.exitCode()).isEqualTo(2);
        assertThat(unreadable.err()).contains("JSONではありません（2 行");
        assertThat(deficient.exitCode()).isEqualTo(2);
        assertThat(deficient.err()).contains("/papers/").contains("不備");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("「sad」という筋書きはありません");
        assertThat(noDate.exitCode()).isEqualTo(2);
        assertThat(noDate.err()).contains("/start: ");
        assertThat(out()).doesNotExist();
    }
}
