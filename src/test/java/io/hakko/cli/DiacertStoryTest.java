package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stories of DIACERT-PLUS by the command line: end of the month, D-01 with AMB-03, D-04, openssl. */
class DiacertStoryTest extends PlayedStory {

    DiacertStoryTest() {
        super("diacert-plus");
    }

    @Test
    void happyCardIsInUseUntilTheEndOfTheMonth() throws Exception {
        assertThat(playAsShipped("happy", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "application.received",
                        "application.accepted",
                        "certificate.issued",
                        "card.dispatched",
                        "receipt.confirmed")
                .doesNotContain("deficiency.notified", "certificate.revoked");
        assertThat(one(timeline, "application.received").path("key").asText()).isEqualTo("DP-2026-000001");
        assertThat(one(timeline, "application.accepted").at("/detail/price").asLong())
                .as("B-FEE-01, without tax")
                .isEqualTo(20_000);
        JsonNode issued = one(timeline, "certificate.issued");
        assertThat(day(issued)).isEqualTo("2026-11-24");
        assertThat(issued.at("/detail/notAfter").asText())
                .as("B-VAL-01: two years")
                .isEqualTo("2028-11-30T23:59:59+09:00");
        assertThat(one(timeline, "card.ordered").at("/detail/cardNumber").asText())
                .as("D-08")
                .startsWith("2201");
        assertThat(openssl("x509", "-in", "certificate.pem", "-noout", "-issuer"))
                .contains("Demo DIACERT-PLUS CA");
        assertThat(openssl(
                        "x509", "-in", "certificate.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus_space"))
                .contains("2.999.2.1", "/diacert-plus/crl.crl");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
        assertThat(letters())
                .containsExactly("01-issue-notice-holder.pdf", "02-invoice-company.pdf", "03-receipt-form-holder.pdf");
        assertThat(text("01-issue-notice-holder.pdf"))
                .contains("発送の日から20日以内", "DIACERT-PLUS電子証明書受領書", "認定の対象外")
                .doesNotContain("AOSign");
    }

    /** B-FEE-01, B-FEE-05…07: 20,000 yen, tax on top, due at the end of the next month, a year-end closure (D-22). */
    @Test
    void happyCardIsInvoicedWithTaxOnTopAndPaid() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        JsonNode invoice = one(timeline, "invoice.issued");
        assertThat(day(invoice)).isEqualTo("2026-11-24");
        assertThat(invoice.at("/detail/amount").asLong()).isEqualTo(22_000);
        assertThat(invoice.at("/detail/tax").asLong()).isEqualTo(2_000);
        assertThat(text("02-invoice-company.pdf")).contains("22,000円", "2027年1月4日", "T8800000000003");
        assertThat(one(timeline, "payment.settled").at("/detail/amount").asLong())
                .isEqualTo(22_000);
    }

    /**
     * Invoiced 2026-11-24: the end of the next month is Thursday 12-31, in the closure; Monday 2027-01-04 is the last day, and
     * on 01-05 at 16:00 a manager is asked. Nobody reminds (B-RVK-15, D-02, D-04).
     */
    @Test
    void unpaidCardIsRevokedByAManagerAndASecondPerson() throws Exception {
        assertThat(play("unpaid", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "invoice.issued",
                        "receipt.confirmed",
                        "payment.overdue",
                        "payment.revocationProposed",
                        "revocation.requested",
                        "revocation.approved",
                        "certificate.revoked",
                        "crl.published")
                .doesNotContain("payment.settled", "payment.reminded");
        assertThat(one(timeline, "payment.overdue").path("at").asText()).startsWith("2027-01-05T16:00:00");
        assertThat(one(timeline, "revocation.requested")
                        .at("/detail/reasonCode")
                        .asText())
                .isEqualTo("B-RVK-15");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(day(revoked)).isEqualTo("2027-01-05");
        assertThat(crl(crlAfter(timeline, revoked)))
                .contains(
                        "verify OK",
                        "Serial Number: " + revoked.at("/detail/serial").asText());
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
    }

    @Test
    void aPaymentAfterTheLastDayCountsUntilTheManagerHasDecided() throws Exception {
        assertThat(play("paid-late", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence("payment.overdue", "payment.recorded", "payment.settled")
                .doesNotContain("certificate.revoked", "revocation.requested", "invoice.writtenOff");
        assertThat(day(one(timeline, "payment.settled"))).isEqualTo("2027-01-06");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /** Dispatched 2026-11-24, reminded by 12-15: ten days end on 12-25, thirty after dispatch on 12-24; the later counts. */
    @Test
    void cardNobodyConfirmsIsRemindedOfAndRevokedTenDaysLater() throws Exception {
        assertThat(play("unreceived", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(one(timeline, "card.dispatched").at("/detail/postedOn").asText())
                .isEqualTo("2026-11-24");
        JsonNode reminded = one(timeline, "receipt.reminded");
        assertThat(reminded.path("at").asText())
                .as("stage 1: last day 2026-12-14, executed and posted on the next business day")
                .startsWith("2026-12-15T16:00:00");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.path("at").asText())
                .as("stage 2: last day Friday 2026-12-25, executed on Monday")
                .startsWith("2026-12-28T16:00:00")
                .endsWith("+09:00");
        assertThat(revoked.path("actor").asText()).startsWith("system:");
        assertThat(one(timeline, "revocation.requested")
                        .at("/detail/reasonCode")
                        .asText())
                .isEqualTo("B-O1");
        String serial = revoked.at("/detail/serial").asText();
        int published = crlAfter(timeline, revoked);
        assertThat(crl(published))
                .contains("verify OK", "Serial Number: " + serial)
                .doesNotContain("X509v3 CRL Reason Code");
        assertThat(crl(published - 1)).contains("verify OK").doesNotContain(serial);
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters())
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-form-holder.pdf",
                        "04-receipt-reminder-holder.pdf",
                        "05-revocation-notice-holder.pdf",
                        "06-revocation-notice-company.pdf");
        assertThat(text("04-receipt-reminder-holder.pdf"))
                .contains("2026年12月25日（金）まで", "2026年12月28日（月）16時00分", "第18条第7項");
        assertThat(text("06-revocation-notice-company.pdf")).contains("第22条第2項", "期限を過ぎても受領書が返送されなかった");
    }

    /** Dispatched 2026-12-01: reminded on 12-22, ten days end on New Year's Day and roll to 01-04 (D-22). */
    @Test
    void deadlineRollsOverTheYearEnd() throws Exception {
        assertThat(play("unreceived", "--start", "2026-12-01"))
                .extracting(Outcome::exitCode)
                .isEqualTo(0);

        List<JsonNode> timeline = timeline();
        assertThat(day(one(timeline, "receipt.reminded"))).isEqualTo("2026-12-22");
        assertThat(one(timeline, "certificate.revoked").path("at").asText()).startsWith("2027-01-05T16:00:00");
    }

    @Test
    void correctionInTimeLeadsToACard() throws Exception {
        assertThat(play("deficient-corrected", "--start", "2026-11-24"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        List<JsonNode> timeline = timeline();
        assertThat(events(timeline))
                .containsSubsequence(
                        "application.received",
                        "deficiency.notified",
                        "correction.received",
                        "application.accepted",
                        "certificate.issued",
                        "receipt.confirmed");
        assertThat(one(timeline, "deficiency.notified").at("/detail/lastDay").asText())
                .as("B-REV-02: 20 days after the notice")
                .isEqualTo("2026-12-14");
        assertThat(letters()).first().isEqualTo("01-deficiency-notice-holder.pdf");
        assertThat(text("01-deficiency-notice-holder.pdf"))
                .contains("本通知の後20日以内", "第9条第2項", "3か月以内に発行された書類", "お申込みを承諾せず");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    /** B-APP-08: the certificate of an unregistered sole proprietor names no company. */
    @Test
    void soleProprietorGetsACertificateWithoutCompany() throws Exception {
        assertThat(play(
                        "happy",
                        "--start",
                        "2026-11-24",
                        "--application",
                        "docs/examples/diacert-sole-proprietor.json"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        String names = openssl("x509", "-in", "certificate.pem", "-noout", "-ext", "subjectAltName");
        assertThat(names).contains("DirName:/C=JP/CN=").doesNotContain("/O=", "/L=", "organizationIdentifier");
        assertThat(one(timeline(), "certificate.issued").at("/detail/notAfter").asText())
                .as("B-VAL-01: four years and ten months")
                .isEqualTo("2031-09-30T23:59:59+09:00");
        assertThat(text("01-issue-notice-holder.pdf")).contains("三輪幸").doesNotContain("三輪測量", "商号・名称");
        assertThat(verifyAtTheEnd(timeline())).contains("certificate.pem: OK");
    }

    /** B-DLV-02: card and receipt form to the agent, PIN and issue notice to the holder. */
    @Test
    void agentReceivesTheCardAndTheHolderThePin() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24", "--application", "docs/examples/diacert-agent.json"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        assertThat(timeline().stream()
                        .filter(step -> step.path("event").asText().endsWith(".packed"))
                        .map(step -> step.path("actor").asText() + " "
                                + step.at("/detail/content").asText() + " "
                                + step.at("/detail/recipient").asText()))
                .containsExactly("shipper CARD AGENT", "shipper2 PIN HOLDER");
    }

    @Test
    void aliasIsWhatTheCertificateRecords() throws Exception {
        assertThat(play("happy", "--start", "2026-11-24", "--application", "docs/examples/diacert-alias.json"))
                .extracting(Outcome::exitCode, Outcome::err)
                .containsExactly(0, "");

        assertThat(text("01-issue-notice-holder.pdf"))
                .contains("青木リナ", "AokiRina")
                .doesNotContain("REYES");
    }
}
