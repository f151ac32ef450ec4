package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.ClosureDays;
import io.hakko.calendar.Deadline;
import io.hakko.policy.DeliveryRules.Enclosure;
import io.hakko.policy.DeliveryRules.Mail;
import io.hakko.policy.DeliveryRules.Parcel;
import io.hakko.policy.DeliveryRules.Receiver;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.RevocationRules.NoticeTo;
import io.hakko.shared.Yen;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped profile against every number of the rule catalogue. */
class AoSignG2Test {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final List<String> PRODUCTS = List.of("1y30d", "2y30d", "3y30d", "4y30d", "5y");

    private final ServiceProfile profile = new Profiles().current("aosign-g2", DAY);
    private final BusinessCalendar calendar = BusinessCalendars.byRule(profile.closures());

    @Test
    void sellsFiveProducts() {
        assertThat(profile.products()).extracting(Product::code).containsExactlyElementsOf(PRODUCTS);
        assertThat(profile.products())
                .extracting(Product::label)
                .containsExactly("1年＋30日", "2年＋30日", "3年＋30日", "4年＋30日", "5年");
    }

    /** The table of RULES 3.1, row by row. */
    @ParameterizedTest
    @CsvSource({
        "1, 16500, 30800, 42900, 55000, 66000",
        "2, 15950, 29700, 41250, 52800, 63250",
        "3, 15400, 28600, 39600, 50600, 60500",
        "4, 14850, 27500, 37950, 48400, 57750",
        "5, 14300, 26400, 36300, 46200, 57750",
        "6, 13750, 25300, 34650, 46200, 57750",
        "7, 13200, 24200, 34650, 46200, 57750",
        "8, 12650, 23100, 34650, 46200, 57750",
        "9, 12100, 23100, 34650, 46200, 57750",
        "10, 11550, 23100, 34650, 46200, 57750",
        "11, 11550, 23100, 34650, 46200, 57750",
        "250, 11550, 23100, 34650, 46200, 57750"
    })
    void hasThePricesOfTheTable(int count, long one, long two, long three, long four, long five) {
        assertThat(PRODUCTS)
                .extracting(product -> profile.price(product, count).amount())
                .containsExactly(one, two, three, four, five);
    }

    /** RULES 3.1: max(base - step x (n - 1), 10,500 x years), tax-free. */
    @Test
    void hasThePricesOfTheFormula() {
        int[] base = {15_000, 28_000, 39_000, 50_000, 60_000};
        int[] step = {500, 1_000, 1_500, 2_000, 2_500};
        assertThat(profile.fees().perCard().values())
                .allSatisfy(column -> assertThat(column).hasSize(10));
        for (int years = 1; years <= 5; years++) {
            for (int count = 1; count <= 10; count++) {
                long taxFree = Math.max(base[years - 1] - (long) step[years - 1] * (count - 1), 10_500L * years);

                assertThat(profile.price(PRODUCTS.get(years - 1), count))
                        .as("%d years, %d cards", years, count)
                        .isEqualTo(Yen.of(taxFree * 11 / 10));
            }
        }
    }

    @Test
    void agreesWithBothWorkedExamples() {
        assertThat(profile.price("5y", 2).times(2)).as("A-FEE-05").isEqualTo(Yen.of(126_500));
        assertThat(profile.price("3y30d", 2 + 2).times(2)).as("A-FEE-06").isEqualTo(Yen.of(75_900));
    }

    @Test
    void hasNoPriceForNoCard() {
        assertThatThrownBy(() -> profile.price("5y", 0)).hasMessageContaining("a purchase count of 0");
    }

    @Test
    void containsTenPerCentTaxExactlyInEveryPrice() {
        assertThat(profile.fees().tax().prices()).isEqualTo(TaxRule.Inclusion.INCLUSIVE);
        assertThat(profile.fees().tax().percentOn(DAY)).isEqualTo(10);
        profile.fees().perCard().values().stream().flatMap(List::stream).forEach(price -> {
            Yen tax = profile.fees().tax().taxOf(price, DAY);
            assertThat(tax.amount() * 11).isEqualTo(price.amount());
            assertThat(profile.fees().tax().payable(price, DAY)).isEqualTo(price);
        });
    }

    @Test
    void hasTheOtherAmounts() {
        RefundRule refund = profile.fees().refund().orElseThrow();

        assertThat(profile.fees().reader()).as("A-RDR-02").contains(Yen.of(9_900));
        assertThat(profile.fees().disclosure()).as("A-DSC-05").isEqualTo(Yen.of(2_200));
        assertThat(refund.handlingFee()).as("A-REF-03").isEqualTo(Yen.of(7_000));
        assertThat(refund.cutOff()).as("A-REF-03").isEqualTo(Yen.of(100));
        assertThat(refund.least()).as("A-REF-02").isEqualTo(Yen.of(1_000));
        assertThat(refund.totalMonths())
                .as("RULES 4")
                .isEqualTo(Map.of("1y30d", 13, "2y30d", 25, "3y30d", 37, "4y30d", 49, "5y", 60));
    }

    @ParameterizedTest
    @CsvSource({
        "1y30d, 2026-09-15T10:00:00+09:00, 2027-10-15T23:59:59+09:00",
        "2y30d, 2026-09-15T10:00:00+09:00, 2028-10-15T23:59:59+09:00",
        "3y30d, 2026-09-15T10:00:00+09:00, 2029-10-15T23:59:59+09:00",
        "4y30d, 2026-09-15T10:00:00+09:00, 2030-10-15T23:59:59+09:00",
        "5y, 2026-09-15T10:00:00+09:00, 2031-09-14T23:59:59+09:00",
        "5y, 2026-11-24T00:00:00+09:00, 2031-11-23T23:59:59+09:00",
        "5y, 2026-11-24T23:59:59+09:00, 2031-11-23T23:59:59+09:00",
        "1y30d, 2027-01-31T10:00:00+09:00, 2028-03-01T23:59:59+09:00",
        "1y30d, 2028-02-29T10:00:00+09:00, 2029-03-30T23:59:59+09:00",
        "5y, 2028-02-29T10:00:00+09:00, 2033-02-27T23:59:59+09:00"
    })
    void endsByD20(String product, OffsetDateTime issuedAt, OffsetDateTime notAfter) {
        assertThat(profile.validity(product, issuedAt.toInstant()))
                .isEqualTo(new Validity(issuedAt.toInstant(), notAfter.toInstant()));
    }

    @Test
    void beginsAtTheWholeSecondOfIssue() {
        Validity validity = profile.validity("1y30d", Instant.parse("2026-11-24T01:02:03.456Z"));

        assertThat(validity.notBefore()).isEqualTo("2026-11-24T01:02:03Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-12-14, 2026-12-15T16:00+09:00, 2026-12-24, 2026-12-25T16:00+09:00",
        "2026-11-26, 2026-12-16, 2026-12-17T16:00+09:00, 2026-12-28, 2027-01-04T16:00+09:00"
    })
    void remindsAndRevokesByD04(
            LocalDate issued, LocalDate reminded, OffsetDateTime remindAt, LocalDate last, OffsetDateTime revokeAt) {
        Map<BaseEvent, LocalDate> known = Map.of(BaseEvent.ISSUE, issued);

        Deadline reminder = profile.receiptReminder()
                .orElseThrow()
                .evaluate(known, calendar)
                .orElseThrow();
        Deadline revocation =
                profile.receiptConsequence().evaluate(known, calendar).orElseThrow();

        assertThat(profile.receiptConsequence().then()).as("D-01").isEqualTo(Consequence.REVOKE);
        assertThat(reminder.rolledLastDay()).isEqualTo(reminded);
        assertThat(reminder.executeAt()).isEqualTo(remindAt.toInstant());
        assertThat(revocation.rolledLastDay()).isEqualTo(last);
        assertThat(revocation.executeAt()).isEqualTo(revokeAt.toInstant());
    }

    @Test
    void hasTheStagesOfD01AndD02() {
        assertThat(profile.receiptStages())
                .extracting(AoSignG2Test::written)
                .containsExactly("issue+20 remind", "issue+30 revoke");
        assertThat(profile.paymentStages())
                .extracting(AoSignG2Test::written)
                .containsExactly("issue+40 remind", "issue+50 decide");
        assertThat(profile.paymentReminder()).isPresent();
        assertThat(profile.paymentConsequence()
                        .evaluate(Map.of(BaseEvent.ISSUE, DAY), calendar)
                        .orElseThrow()
                        .lastDay())
                .as("RULES 5")
                .isEqualTo("2027-01-13");
    }

    @Test
    void tellsTheHolderThirtyDays() {
        assertThat(profile.receiptDays()).as("A-RCP-01").isEqualTo(30);
        assertThat(profile.receiptTermStage()).isEqualTo(profile.receiptConsequence());
    }

    @Test
    void givesTwentyDaysForDeficiencies() {
        Deadline deadline = profile.deficiency().deadline(LocalDate.of(2026, 11, 25), calendar);

        assertThat(profile.deficiency().days()).as("D-03").isEqualTo(20);
        assertThat(profile.deficiency().consequence()).as("D-03").isEqualTo(Consequence.DECIDE);
        assertThat(deadline.rolledLastDay()).isEqualTo("2026-12-15");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-16T07:00:00Z");
    }

    @Test
    void knowsHoursAndClosures() {
        assertThat(profile.closures()).as("D-22").isEqualTo(new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3)));
        assertThat(profile.windowHours())
                .as("A-GEN-13")
                .isEqualTo(new WindowHours(LocalTime.of(9, 0), LocalTime.of(17, 0)));
        assertThat(profile.sender().demonstration()).isTrue();
    }

    @Test
    void hasThePinRules() {
        assertThat(profile.pin().digits()).as("D-07").isEqualTo(8);
        assertThat(profile.pin().tries()).as("A-PIN-02").isEqualTo(10);
        assertThat(profile.pin().unblocking().orElseThrow().tries())
                .as("A-PIN-03")
                .isEqualTo(10);
        assertThat(profile.pin().unblocking().orElseThrow().digits()).as("PIV").isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({"2026-08-24, true", "2026-08-23, false", "2026-11-24, true"})
    void takesPapersOfThreeMonths(LocalDate issuedOn, boolean fresh) {
        assertThat(profile.documents().freshEnough(issuedOn, DAY, DAY.plusDays(30)))
                .isEqualTo(fresh);
    }

    @Test
    void countsCalendarMonths() {
        LocalDate endOfMay = LocalDate.of(2027, 5, 31);

        assertThat(profile.documents().maxAgeMonths()).isEqualTo(3);
        assertThat(profile.documents().freshEnough(LocalDate.of(2027, 2, 28), endOfMay, endOfMay))
                .as("AMB-16")
                .isTrue();
        assertThat(profile.documents().freshEnough(LocalDate.of(2027, 2, 27), endOfMay, endOfMay))
                .as("AMB-16")
                .isFalse();
    }

    @Test
    void knowsThePapers() {
        assertThat(profile.documents().kinds())
                .filteredOn(PaperKind::aged)
                .extracting(PaperKind::rule)
                .containsOnly("A-DOC-03", "A-DOC-04", "A-DOC-05", "A-DOC-06", "A-OPT-02", "A-OPT-03");
        assertThat(profile.documents().kinds())
                .filteredOn(PaperKind::proofOfBusiness)
                .as("A-DOC-10 to 15")
                .hasSize(12);
        assertThat(profile.documents().kinds())
                .filteredOn(kind -> kind.proofOfBusiness() && kind.original())
                .extracting(PaperKind::code)
                .containsExactlyInAnyOrder(
                        "TAX_PAYMENT_CERTIFICATE",
                        "BUSINESS_CERTIFICATE",
                        "SURVEYOR_REGISTRATION",
                        "ARCHITECT_OFFICE_REGISTRATION");
        assertThat(profile.documents().kinds())
                .filteredOn(kind -> !kind.original())
                .as("A-DOC-01: copies only among the proofs of business")
                .allMatch(PaperKind::proofOfBusiness);
        assertThat(profile.paper("RESIDENCE_RECORD").rule()).isEqualTo("A-DOC-03");
    }

    @Test
    void checksByEye() {
        assertThat(profile.review().issueBusinessDays()).as("A-APP-02").contains(5);
        assertThat(profile.review().checklistFor(Set.of(Scope.CORPORATION)))
                .extracting(ChecklistItem::rule)
                .contains(
                        "A-SEAL-01",
                        "A-SEAL-02",
                        "A-SEAL-03",
                        "A-SEAL-04",
                        "A-CHK-01",
                        "A-CHK-02",
                        "A-CHK-03",
                        "A-FEE-04")
                .doesNotContain("A-SEAL-05", "A-DOC-09");
        assertThat(profile.review().checklistFor(Set.of(Scope.CORPORATION, Scope.AGENT)))
                .filteredOn(item -> item.rule().equals("A-SEAL-05"))
                .as("A-SEAL-05: five points")
                .hasSize(5);
        assertThat(profile.review().checklistFor(Set.of(Scope.SOLE_PROPRIETOR_UNREGISTERED)))
                .filteredOn(item -> item.rule().equals("A-DOC-09"))
                .as("A-DOC-09: four points")
                .hasSize(4);
        assertThat(profile.review().deficiency("PAPER_TOO_OLD").text()).contains("3か月");
        assertThat(profile.review().rejection("NOT_CORRECTED").rule()).isEqualTo("A-APP-03");
    }

    @Test
    void sendsCardAndPin() {
        assertThat(profile.delivery().self())
                .as("A-DLV-03")
                .containsExactly(new Parcel(
                        Receiver.HOLDER,
                        Mail.RESTRICTED_BASIC,
                        List.of(Enclosure.CARD, Enclosure.PIN_LETTER, Enclosure.ISSUE_NOTICE, Enclosure.INVOICE)));
        assertThat(profile.delivery().agent())
                .as("A-DLV-04")
                .containsExactly(
                        new Parcel(Receiver.AGENT, Mail.RESTRICTED_BASIC, List.of(Enclosure.CARD, Enclosure.INVOICE)),
                        new Parcel(
                                Receiver.HOLDER,
                                Mail.SIMPLE_REGISTERED,
                                List.of(Enclosure.PIN_LETTER, Enclosure.ISSUE_NOTICE)));
        assertThat(profile.delivery().storageDays()).as("A-DLV-05").isEqualTo(10);
        assertThat(profile.delivery().doubtDays()).as("the guide sets no limit").isEmpty();
    }

    /** RULES section 7; {@code 0} stands for: leave the extension out. */
    @ParameterizedTest
    @CsvSource({
        "A-S1, SUBSCRIBER, 1",
        "A-S2, SUBSCRIBER, 5",
        "A-S3, SUBSCRIBER, 1",
        "A-S4, SUBSCRIBER, 3",
        "A-S5, SUBSCRIBER, 3",
        "A-S6, SUBSCRIBER, 5",
        "A-S7, SUBSCRIBER, 5",
        "A-C1, COMPANY, 3",
        "A-C2, COMPANY, 3",
        "A-C3, COMPANY, 5",
        "A-C4, COMPANY, 5",
        "A-C5, COMPANY, 5",
        "A-RCP-02, OPERATOR, 0",
        "A-PAY-03, OPERATOR, 0",
        "A-O1, OPERATOR, 1",
        "A-O2, OPERATOR, 3",
        "A-O3, OPERATOR, 2",
        "A-O4, OPERATOR, 4",
        "A-O5, OPERATOR, 4",
        "A-O6, OPERATOR, 0"
    })
    void hasTheReasonsOfRevocation(String code, Party by, int crlReason) {
        RevocationReason reason = profile.revocation().reason(code);

        assertThat(reason.by()).isEqualTo(by);
        assertThat(reason.crlReason().orElse(0)).isEqualTo(crlReason);
    }

    @Test
    void revokesByRule() {
        assertThat(profile.revocation().reasons()).hasSize(20);
        assertThat(profile.revocation().reasonsFor(Party.SUBSCRIBER))
                .as("A-REV-01")
                .hasSize(7);
        assertThat(profile.revocation().reasonsFor(Party.COMPANY))
                .as("A-REV-02")
                .hasSize(5);
        assertThat(profile.revocation().receiptOverdue().code()).isEqualTo("A-RCP-02");
        assertThat(profile.revocation().paymentOverdue().code()).isEqualTo("A-PAY-03");
        assertThat(profile.revocation().cardSpoiled().code()).isEqualTo("A-O5");
        assertThat(profile.revocation().misIssue().code()).isEqualTo("A-O4");
        assertThat(profile.revocation().misIssue().crlReason()).as("RULES 7").contains(4);
        assertThat(profile.revocation().noticeTo())
                .as("A-REV-05")
                .containsExactly(NoticeTo.SUBSCRIBER, NoticeTo.COMPANY);
        assertThat(profile.revocation().onlineUntilDaysBeforeExpiry())
                .as("A-REV-06")
                .contains(30);
    }

    @Test
    void takesRequestsOfRevocationOnPaper() {
        PaperRequestRules rules = profile.revocation().onPaper();
        PaperRequestRules.Requester holder = rules.requester(Party.SUBSCRIBER).orElseThrow();
        PaperRequestRules.Requester company = rules.requester(Party.COMPANY).orElseThrow();

        assertThat(holder.form()).as("A-REV-07").isEqualTo("電子証明書失効申込書");
        assertThat(holder.ground()).isEmpty();
        assertThat(holder.checklist()).as("A-REV-11").hasSize(4);
        assertThat(company.form()).as("A-REV-13").isEqualTo("電子証明書失効届出書");
        assertThat(company.ground()).as("A-REV-02").isPresent();
        assertThat(company.checklist())
                .as("A-REV-16")
                .extracting(ChecklistItem::code)
                .contains("GROUND");
        assertThat(rules.originals()).as("A-REV-12: no FAX").isEmpty();
        assertThat(rules.refusals()).extracting(TextModule::code).contains("SEAL_DIFFERS", "OTHER");
    }

    @Test
    void publishesACrlEveryDay() {
        Instant thisUpdate = Instant.parse("2026-12-25T07:00:00Z");

        assertThat(profile.crl().nextDue(thisUpdate)).as("B-RVK-13").isEqualTo("2026-12-26T07:00:00Z");
        assertThat(profile.crl().nextUpdate(thisUpdate)).isEqualTo("2026-12-27T07:00:00Z");
    }

    @Test
    void describesTheCertificate() {
        CertificateProfile certificate = profile.certificate();

        assertThat(certificate.subjectKeyBits()).isEqualTo(2048);
        assertThat(certificate.signatureAlgorithm()).as("A-GEN-06").isEqualTo("SHA256withRSA");
        assertThat(certificate.caKeyBits()).as("D-21").isEqualTo(4096);
        assertThat(certificate.caValidityYears()).isEqualTo(15);
        assertThat(certificate.policyOid()).startsWith("2.999.");
        assertThat(certificate.always())
                .as("A-GEN-04")
                .containsExactly(
                        RecordedItem.NAME,
                        RecordedItem.ROMAJI_NAME,
                        RecordedItem.COMPANY_NAME,
                        RecordedItem.HEAD_OFFICE);
        assertThat(certificate.onRequest())
                .as("A-GEN-04")
                .containsExactly(
                        RecordedItem.ROMAJI_ADDRESS,
                        RecordedItem.CORPORATE_NUMBER,
                        RecordedItem.POWER_OF_REPRESENTATION);
        assertThat(certificate.names()).as("A-CHK-01, A-OPT-03").containsExactly(NameKind.REAL, NameKind.FORMER);
        assertThat(certificate.accredited()).as("A-GEN-02").isTrue();
        assertThat(certificate.coreBidding()).as("A-GEN-02").isTrue();
    }

    /** AMB-22: allowed, but the reviewer is told. */
    @Test
    void recordsEverythingOfEveryKindOfCompany() {
        CertificateProfile certificate = profile.certificate();
        for (Scope kind : Scope.values()) {
            if (kind.isCompanyKind()) {
                assertThat(RecordedItem.values()).allMatch(item -> certificate.records(item, kind));
                assertThat(certificate.warnsOf(RecordedItem.POWER_OF_REPRESENTATION, kind))
                        .isEqualTo(kind == Scope.SOLE_PROPRIETOR_UNREGISTERED);
            }
        }
    }

    @Test
    void pointsToTheCrlByHttpAndLdap() {
        assertThat(profile.crlHttpUri("http://pki.example.jp/repository", "aosign-g2"))
                .isEqualTo(URI.create("http://pki.example.jp/repository/aosign-g2/crl.crl"));
        assertThat(profile.crlLdapUri("ldap.example.jp", "aosign-g2"))
                .isEqualTo(
                        URI.create("ldap://ldap.example.jp/CN=Demo%20AOSign%20G2%20CA,OU=Certification%20Section%201,"
                                + "O=Reiji%20Ninsho%20K.K.,C=JP?certificateRevocationList;binary?base"));
    }

    @Test
    void showsTheStatutoryNotices() {
        assertThat(profile.consent().version()).matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");
        assertThat(profile.consent().notices())
                .as("A-GEN-05: notices 1 to 4")
                .extracting(Consent.Notice::rule)
                .containsExactly("A-GEN-06", "A-GEN-07", "A-GEN-08", "A-GEN-09");
    }

    @Test
    void acceptsByChannel() {
        assertThat(profile.channels().application()).as("A-APP-01").containsExactly(Channel.POST, Channel.COUNTER);
        assertThat(profile.channels().receipt()).as("A-RCP-04").containsExactly(Channel.ONLINE, Channel.POST);
        assertThat(profile.channels().revocation())
                .as("A-REV-06, A-REV-12")
                .containsExactly(Channel.ONLINE, Channel.POST, Channel.COUNTER);
        assertThat(profile.channels().readerOnly()).as("A-RDR-01").containsExactly(Channel.ONLINE, Channel.FAX);
        assertThat(profile.channels().disclosure()).as("A-DSC-05").containsExactly(Channel.POST, Channel.COUNTER);
    }

    @Test
    void keepsRecordsAndRemindsOfRenewal() {
        assertThat(profile.retention()).as("D-18").isEqualTo(new RetentionRules(10, 10));
        assertThat(profile.renewalNoticeMonths()).as("A-RNW-01").isEqualTo(2);
    }

    @Test
    void namesTheRuleOfEveryNumber() {
        RuleComments.assertEveryNumberHasItsSource(InventedProfiles.AOSIGN);
    }

    private static String written(DeadlineStage stage) {
        assertThat(stage.execute()).hasToString("next-business-day 16:00");
        assertThat(stage.roll()).hasToString("NEXT_BUSINESS_DAY");
        return stage.due() + " " + stage.then().word();
    }
}
