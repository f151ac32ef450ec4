package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Stories of DIACERT-PLUS that end otherwise than with a card in use: the same processes as {@link AosignEndsStoryTest}, other
 * data. Dates by B-REV-02, D-04 and D-22, codes of the CRL by RULES section 7, all worked out by hand.
 */
class DiacertEndsStoryTest extends PlayedStory {

    DiacertEndsStoryTest() {
        super("diacert-plus");
    }

    @Test
    void brokenCardIsRevokedTechnicallyAndAnotherOneIsUsed() throws Exception {
        List<JsonNode> timeline = played("card-fault", "2026-11-24");

        List<JsonNode> issued = all(timeline, "certificate.issued");
        assertThat(issued)
                .hasSize(2)
                .extracting(step -> step.at("/detail/cardNumber").asText().substring(0, 4))
                .containsOnly("2201");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.at("/detail/technical").asBoolean()).isTrue();
        assertThat(revoked.at("/detail/reason").asText()).isEqualTo("B-O10");
        String spoiled = issued.get(0).at("/detail/serial").asText();
        assertThat(revoked.at("/detail/serial").asText()).isEqualTo(spoiled);
        assertThat(List.of(timeline.indexOf(issued.get(0)), timeline.indexOf(revoked), timeline.indexOf(issued.get(1))))
                .as("never two live certificates")
                .isSorted();
        assertThat(letters())
                .as("nobody is told")
                .containsExactly("01-issue-notice-holder.pdf", "02-invoice-company.pdf", "03-receipt-form-holder.pdf");
        assertThat(entry(crl(crlAfter(timeline, revoked)), spoiled)).contains("Superseded");
        assertThat(openssl("x509", "-in", "certificate.pem", "-noout", "-serial"))
                .contains("serial=" + issued.get(1).at("/detail/serial").asText());
        assertThat(verifyAtTheEnd(timeline)).contains("certificate.pem: OK");
    }

    @Test
    void lostCardIsRevokedOnPaper() throws Exception {
        List<JsonNode> timeline = played("lost-card", "2026-11-24");

        assertThat(events(timeline))
                .containsSubsequence(
                        "receipt.confirmed",
                        "revocation.papersRegistered",
                        "revocation.examined",
                        "revocation.approved",
                        "certificate.revoked");
        assertThat(one(timeline, "revocation.papersRegistered")
                        .at("/detail/channel")
                        .asText())
                .as("B-RVK-02")
                .isEqualTo("POST");
        assertThat(List.of(
                        one(timeline, "revocation.papersRegistered")
                                .path("actor")
                                .asText(),
                        one(timeline, "revocation.examined").path("actor").asText(),
                        one(timeline, "revocation.approved").path("actor").asText()))
                .containsExactly("reception", "reviewer", "approver");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.path("at").asText())
                .as("received 2026-12-01, paid a week and lost three weeks later")
                .startsWith("2026-12-22T10:");
        assertThat(revoked.at("/detail/technical").asBoolean()).isFalse();
        assertThat(revoked.at("/detail/reason").asText()).isEqualTo("B-S3");
        String serial = revoked.at("/detail/serial").asText();
        int published = crlAfter(timeline, revoked);
        assertThat(entry(crl(published), serial)).as("D-19").contains("Key Compromise");
        assertThat(crl(published - 1)).contains("verify OK").doesNotContain(serial);
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters())
                .as("B-RVK-07, AMB-15; the originals are here, nothing is awaited")
                .containsExactly(
                        "01-issue-notice-holder.pdf",
                        "02-invoice-company.pdf",
                        "03-receipt-form-holder.pdf",
                        "04-revocation-notice-holder.pdf",
                        "05-revocation-notice-company.pdf");
        assertThat(text("04-revocation-notice-holder.pdf")).contains("利用者証明書を紛失した場合", "2026年12月22日", "第22条第2項");
    }

    @Test
    void companyHasItsCertificateRevoked() throws Exception {
        List<JsonNode> timeline = played("company-request", "2026-11-24");

        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(day(revoked)).isEqualTo("2026-12-22");
        assertThat(revoked.at("/detail/reason").asText()).as("B-RVK-05 (10)").isEqualTo("B-C10");
        assertThat(entry(
                        crl(crlAfter(timeline, revoked)),
                        revoked.at("/detail/serial").asText()))
                .contains("Affiliation Changed");
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
        assertThat(letters()).contains("04-revocation-notice-holder.pdf", "05-revocation-notice-company.pdf");
    }

    @Test
    void approverRejectsAndTheApplicantIsToldWhy() throws Exception {
        List<JsonNode> timeline = played("rejected", "2026-11-24");

        JsonNode rejected = one(timeline, "application.rejected");
        assertThat(day(rejected)).isEqualTo("2026-11-24");
        assertThat(rejected.path("actor").asText()).isEqualTo("approver");
        assertThat(events(timeline))
                .containsSubsequence("review.complete", "application.rejected", "letter.written", "letter.posted")
                .doesNotContain("certificate.signing", "certificate.issued");
        assertThat(letters()).containsExactly("01-rejection-notice-holder.pdf");
        assertThat(text("01-rejection-notice-holder.pdf")).contains("契約の申込みを承諾できません", "村井大地");
        assertThat(out().resolve("certificate.pem")).doesNotExist();
    }

    /** B-REV-02: nobody decides, the timer does. */
    @Test
    void whatNobodyCorrectsIsRejectedByTheTimer() throws Exception {
        List<JsonNode> timeline = played("deficiency-lapsed", "2026-11-24");

        assertThat(one(timeline, "deficiency.notified").at("/detail/lastDay").asText())
                .isEqualTo("2026-12-14");
        JsonNode rejected = one(timeline, "application.rejected");
        assertThat(rejected.path("at").asText())
                .as("at 16:00 of the business day that follows (D-04)")
                .startsWith("2026-12-15T16:");
        assertThat(rejected.path("actor").asText()).startsWith("system:");
        assertThat(events(timeline)).doesNotContain("alarm.raised", "certificate.issued");
        assertThat(letters()).containsExactly("01-deficiency-notice-holder.pdf", "02-rejection-notice-holder.pdf");
        assertThat(text("02-rejection-notice-holder.pdf")).contains("期限までに訂正または再提出をいただけなかった");
    }

    @Test
    void lapseWaitsForTheBusinessDaysOfTheNewYear() throws Exception {
        List<JsonNode> timeline = played("deficiency-lapsed", "2026-12-10");

        assertThat(one(timeline, "application.rejected").path("at").asText())
                .as("20 days end on 2026-12-30, closed until 2027-01-03 (D-22); execution the day after 2027-01-04")
                .startsWith("2027-01-05T16:");
    }

    /** B-RVK-04 (5), D-16: two managers; every certificate is revoked, its holder told, and the world. */
    @Test
    void everythingIsRevokedWhenTheKeyOfTheAuthorityIsCompromised() throws Exception {
        List<JsonNode> timeline = played("ca-compromise", "2026-11-24");

        assertThat(events(timeline))
                .containsSubsequence(
                        "receipt.confirmed",
                        "authority.compromiseProposed",
                        "authority.compromiseApproved",
                        "authority.revocationsRequested",
                        "certificate.revoked",
                        "authority.compromiseAnnounced");
        assertThat(List.of(
                        one(timeline, "authority.compromiseProposed")
                                .path("actor")
                                .asText(),
                        one(timeline, "authority.compromiseApproved")
                                .path("actor")
                                .asText()))
                .containsExactly("manager", "manager2");
        JsonNode revoked = one(timeline, "certificate.revoked");
        assertThat(revoked.at("/detail/reason").asText()).isEqualTo("B-O5");
        String serial = revoked.at("/detail/serial").asText();
        assertThat(entry(crl(crlAfter(timeline, revoked)), serial)).contains("CA Compromise");
        assertThat(one(timeline, "authority.revocationsRequested")
                        .at("/detail/requested")
                        .asInt())
                .isEqualTo(1);
        assertThat(letters()).anyMatch(letter -> letter.contains("revocation-notice-holder"));
        assertThat(verifyAtTheEnd(timeline)).contains("certificate revoked");
    }
}
