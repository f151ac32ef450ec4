package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A service needs no code: whole cases of a third service, which exists only as data among the tests (profile, rows of the
 * decision table it names, common letters), through the same services, processes and card station. Every date and number
 * differs from those of the shipped services.
 */
class ThirdServiceStoryTest extends PlayedStory {

    private static final String LOCATIONS = "hakko.profile-locations";

    ThirdServiceStoryTest() {
        super("tsubaki-sign");
    }

    @BeforeAll
    static void addTheService() {
        System.setProperty(LOCATIONS, "classpath*:profiles/*/*.yml,classpath*:invented-profiles/*/*.yml");
    }

    @AfterAll
    static void removeTheService() {
        System.clearProperty(LOCATIONS);
    }

    @Test
    void cardComesIntoUse() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "application.received",
                        "application.accepted",
                        "certificate.issued",
                        "card.dispatched",
                        "receipt.confirmed");
        assertThat(one(timeline, "application.received").path("key").asText()).isEqualTo("TS-2026-000001");
        assertThat(one(timeline, "application.accepted").at("/detail/price").asLong())
                .as("second tier")
                .isEqualTo(19_800);
        assertThat(one(timeline, "certificate.issued").at("/detail/notAfter").asText())
                .as("18 months, to the day")
                .isEqualTo("2028-05-24T23:59:59+09:00");
        assertThat(one(timeline, "card.ordered").at("/detail/cardNumber").asText())
                .startsWith("3301");
        assertThat(openssl("x509", "-in", "certificate.pem", "-noout", "-text"))
                .contains("sha384WithRSAEncryption", "Tsubaki Test CA", "2.999.3.1");
        assertThat(openssl("x509", "-in", "ca.pem", "-noout", "-text")).contains("(3072 bit)");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
        assertThat(one(timeline, "invoice.issued").at("/detail/amount").asLong())
                .as("one of two cards: 19,800 yen and ten percent on top")
                .isEqualTo(21_780);
        assertThat(letters())
                .containsExactly("01-issue-notice-holder.pdf", "02-invoice-company.pdf", "03-receipt-form-holder.pdf");
        assertThat(text("03-receipt-form-holder.pdf")).contains("発送の日から12日以内", "発送の日から9日以内");
        assertThat(text("01-issue-notice-holder.pdf"))
                .contains("つばき署名サービス", "発送の日から12日以内", "椿商会株式会社", "法人番号")
                .doesNotContain("AOSign", "DIACERT", "横浜市西区見本一丁目");
    }

    /**
     * Dispatched 2026-11-24: twelve days end on Sunday 12-06, roll to 12-07, executed on 12-08 at 10:30; fourteen days after
     * that reminder end on 12-22, later than 25 after dispatch (12-19); executed on 12-23 at 10:30.
     */
    @Test
    void cardNobodyConfirmsIsRevokedByItsTimer() throws Exception {
        assertThat(play("unreceived", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(one(timeline, "receipt.reminded").path("at").asText()).startsWith("2026-12-08T10:30:00");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.path("at").asText()).startsWith("2026-12-23T10:30:00");
        assertThat(revoked.path("actor").asText()).startsWith("system:");
        assertThat(one(timeline, "revocation.requested")
                        .at("/detail/reasonCode")
                        .asText())
                .isEqualTo("T-O1");
        assertThat(crl(crlAfter(timeline, revoked)))
                .contains(
                        "verify OK",
                        "Serial Number: " + revoked.at("/detail/serial").asText())
                .contains("Cessation Of Operation");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters())
                .as("the holder alone is told")
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-form-holder.pdf",
                        "04-receipt-reminder-holder.pdf",
                        "05-revocation-notice-holder.pdf");
        assertThat(text("04-receipt-reminder-holder.pdf")).contains("2026年12月22日（火）まで", "2026年12月23日（水）10時30分");
    }

    /** Received 2026-12-01, paid a week and lost three weeks later; its own form, reasons and receivers of the notice. */
    @Test
    void lostCardIsRevokedOnPaper() throws Exception {
        List<JsonNode> timeline = played("lost-card", "2026-11-24");

        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(day(revoked)).isEqualTo("2026-12-22");
        assertThat(revoked.at("/detail/reason").asText()).isEqualTo("T-S1");
        assertThat(entry(
                        crl(crlAfter(timeline, revoked)),
                        revoked.at("/detail/serial").asText()))
                .contains("Key Compromise");
        assertThat(letters()).last().isEqualTo("04-revocation-notice-holder.pdf");
    }

    /** Its own age of papers: seven months are too old, five are not. */
    @Test
    void deficiencyHasItsOwnDays() throws Exception {
        assertThat(play("deficient-corrected", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        assertThat(one(timeline(), "deficiency.notified").at("/detail/lastDay").asText())
                .isEqualTo("2026-12-09");
        assertThat(text("01-deficiency-notice-holder.pdf"))
                .contains("15日以内", "書類が古くなっております。")
                .doesNotContain("翌営業日");
    }

    @Test
    void acceptsOnlyWhatItsProfileAccepts() throws Exception {
        ObjectNode counter = JSON.readTree(
                        Path.of("docs/examples/diacert-corporation.json").toFile())
                .deepCopy();
        counter.put("channel", "COUNTER");
        counter.withObject("/consent").put("termsVersion", "tsubaki-1");
        counter.withObject("/order").put("product", "18m");
        Path wrong = Files.writeString(folder.resolve("wrong.json"), counter.toString());
        counter.withObject("/order").remove("powerOfRepresentation");
        counter.withObject("/applicant").remove("romajiAddress");
        Path byHand = Files.writeString(folder.resolve("by-hand.json"), counter.toString());

        Outcome items = play("happy", "--start", "2026-11-24", "--application", wrong.toString());
        Outcome channel = play("happy", "--start", "2026-11-24", "--application", byHand.toString());

        assertThat(items.exitCode()).isEqualTo(2);
        assertThat(items.err()).contains("/order/powerOfRepresentation: ", "/applicant/romajiAddress: ");
        assertThat(channel.exitCode()).isEqualTo(2);
        assertThat(channel.err()).contains("/channel: ", "郵送");
        assertThat(out()).doesNotExist();
    }
}
