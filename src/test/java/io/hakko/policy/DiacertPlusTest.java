package io.hakko.policy;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The second shipped profile against every number of the rule catalogue. */
class DiacertPlusTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private final ServiceProfile profile = new Profiles().current("diacert-plus", DAY);
    private final BusinessCalendar calendar = BusinessCalendars.byRule(profile.closures());

    @Test
    void followsTheNewestEditionOfTheTerms() {
        assertThat(profile.ref()).as("B-GEN-14").hasToString("diacert-plus@2025-04-01");
    }

    @Test
    void sellsFourProducts() {
        assertThat(profile.products()).extracting(Product::code).containsExactly("1y", "2y", "3y", "4y10m");
        assertThat(profile.products()).extracting(Product::label).containsExactly("1年", "2年", "3年", "4年10か月");
    }

    /** RULES 3.2. */
    @ParameterizedTest
    @CsvSource({
        "1y, 11000, 1100, 12100",
        "2y, 20000, 2000, 22000",
        "3y, 30000, 3000, 33000",
        "4y10m, 40000, 4000, 44000"
    })
    void addsTheTaxToOnePriceForAnyNumberOfCards(String product, long price, long tax, long payable) {
        TaxRule rule = profile.fees().tax();
        for (int count : new int[] {1, 2, 10, 250}) {
            assertThat(profile.price(product, count)).as("B-FEE-01").isEqualTo(Yen.of(price));
        }
        assertThat(rule.taxOf(Yen.of(price), DAY)).as("B-FEE-07").isEqualTo(Yen.of(tax));
        assertThat(rule.payable(Yen.of(price), DAY)).as("B-FEE-07").isEqualTo(Yen.of(payable));
    }

    @Test
    void cutsOffFractionsOfAYen() {
        assertThat(profile.fees().tax().taxOf(Yen.of(1_999), DAY))
                .as("B-FEE-06")
                .isEqualTo(Yen.of(199));
    }

    @Test
    void hasTheOtherAmounts() {
        assertThat(profile.fees().disclosure()).as("B-FEE-08").isEqualTo(Yen.of(2_000));
        assertThat(profile.fees().tax().payable(profile.fees().disclosure(), DAY))
                .as("AMB-08")
                .isEqualTo(Yen.of(2_200));
        assertThat(profile.fees().refund()).as("B-FEE-03").isEmpty();
        assertThat(profile.fees().reader()).isEmpty();
    }

    /** The examples of RULES 5. */
    @ParameterizedTest
    @CsvSource({
        "1y, 2026-09-15T10:00+09:00, 2027-09-30T23:59:59+09:00",
        "2y, 2026-09-15T10:00+09:00, 2028-09-30T23:59:59+09:00",
        "3y, 2026-09-15T10:00+09:00, 2029-09-30T23:59:59+09:00",
        "4y10m, 2026-09-15T10:00+09:00, 2031-07-31T23:59:59+09:00",
        "1y, 2026-01-31T10:00+09:00, 2027-01-31T23:59:59+09:00",
        "1y, 2027-02-28T23:59:59+09:00, 2028-02-29T23:59:59+09:00",
        "1y, 2027-03-01T00:00:00+09:00, 2028-03-31T23:59:59+09:00",
        "4y10m, 2026-04-30T10:00+09:00, 2031-02-28T23:59:59+09:00"
    })
    void endsWithTheMonth(String product, OffsetDateTime issuedAt, OffsetDateTime notAfter) {
        assertThat(profile.validity(product, issuedAt.toInstant()))
                .as("B-VAL-01")
                .isEqualTo(new Validity(issuedAt.toInstant(), notAfter.toInstant()));
    }

    @Test
    void remindsTwentyDaysAfterDispatch() {
        Deadline deadline = profile.receiptReminder()
                .orElseThrow()
                .evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar)
                .orElseThrow();

        assertThat(deadline.lastDay()).as("B-RCP-05").isEqualTo("2026-12-14");
        assertThat(deadline.executeAt()).as("D-04").isEqualTo("2026-12-15T07:00:00Z");
    }

    /** AMB-03: both, the reminder + 10 and the dispatch + 30, whichever is later. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-15, 2026-12-25, 2026-12-25, 2026-12-28T16:00+09:00",
        "2026-12-04, 2026-12-24, 2026-12-24, 2026-12-25T16:00+09:00",
        "2026-12-17, 2026-12-27, 2026-12-28, 2027-01-04T16:00+09:00",
        "2026-12-21, 2026-12-31, 2027-01-04, 2027-01-05T16:00+09:00"
    })
    void revokesTenDaysAfterTheReminderAndThirtyAfterDispatch(
            LocalDate reminded, LocalDate last, LocalDate rolled, OffsetDateTime revokeAt) {
        DeadlineStage stage = profile.receiptConsequence();

        assertThat(stage.then()).as("D-01").isEqualTo(Consequence.REVOKE);
        assertThat(stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY), calendar)).isEmpty();
        Deadline deadline = stage.evaluate(Map.of(BaseEvent.DISPATCH, DAY, BaseEvent.REMINDER, reminded), calendar)
                .orElseThrow();
        assertThat(deadline.lastDay()).isEqualTo(last);
        assertThat(deadline.rolledLastDay()).isEqualTo(rolled);
        assertThat(deadline.executeAt()).isEqualTo(revokeAt.toInstant());
    }

    @Test
    void tellsTheHolderTwentyDays() {
        assertThat(profile.receiptDays()).as("B-RCP-05").isEqualTo(20);
        assertThat(profile.receiptTermStage())
                .isEqualTo(profile.receiptReminder().orElseThrow());
        assertThat(profile.receiptTerm()).hasToString("dispatch+20");
    }

    @Test
    void asksForPaymentUntilTheEndOfTheNextMonthWithoutReminding() {
        Deadline deadline = profile.paymentConsequence()
                .evaluate(Map.of(BaseEvent.INVOICE, DAY), calendar)
                .orElseThrow();

        assertThat(profile.paymentReminder()).as("B-RVK-15").isEmpty();
        assertThat(profile.paymentConsequence().then()).as("D-02").isEqualTo(Consequence.DECIDE);
        assertThat(deadline.lastDay()).as("AMB-04").isEqualTo("2026-12-31");
        assertThat(deadline.rolledLastDay()).as("D-22").isEqualTo("2027-01-04");
        assertThat(deadline.executeAt()).as("D-04").isEqualTo("2027-01-05T07:00:00Z");
    }

    @Test
    void rejectsWhatIsNotCorrectedInTwentyDays() {
        Deadline deadline = profile.deficiency().deadline(LocalDate.of(2026, 11, 25), calendar);

        assertThat(profile.deficiency().days()).as("B-REV-02").isEqualTo(20);
        assertThat(profile.deficiency().consequence()).as("D-03").isEqualTo(Consequence.REJECT);
        assertThat(deadline.rolledLastDay()).isEqualTo("2026-12-15");
        assertThat(deadline.executeAt()).isEqualTo("2026-12-16T07:00:00Z");
    }

    @Test
    void hasThePinRules() {
        assertThat(profile.pin().digits()).as("D-07").isEqualTo(8);
        assertThat(profile.pin().tries()).as("B-PIN-03").isEqualTo(15);
        assertThat(profile.pin().unblocking()).as("B-PIN-03").isEmpty();
    }

    @Test
    void knowsClosuresAndPrefixesOfItsOwn() {
        ServiceProfile other = new Profiles().current("aosign-g2", DAY);

        assertThat(profile.closures()).as("D-22").isEqualTo(new ClosureDays(MonthDay.of(12, 29), MonthDay.of(1, 3)));
        assertThat(profile.cardNumberPrefix()).as("D-08").isNotEqualTo(other.cardNumberPrefix());
        assertThat(profile.applicationNumberPrefix()).isNotEqualTo(other.applicationNumberPrefix());
        assertThat(profile.certificate().issuerDn())
                .as("D-21")
                .isNotEqualTo(other.certificate().issuerDn());
        assertThat(profile.certificate().policyOid())
                .startsWith("2.999.")
                .isNotEqualTo(other.certificate().policyOid());
        assertThat(profile.sender().demonstration()).isTrue();
    }

    @Test
    void takesPapersOfThreeMonths() {
        assertThat(profile.documents().freshEnough(LocalDate.of(2026, 8, 24), DAY, DAY.plusDays(30)))
                .as("D-12")
                .isTrue();
        assertThat(profile.documents().freshEnough(LocalDate.of(2026, 8, 23), DAY, DAY.plusDays(30)))
                .as("D-12")
                .isFalse();
    }

    @Test
    void knowsThePapers() {
        assertThat(profile.documents().kinds())
                .filteredOn(kind -> kind.rule().equals("B-APP-04"))
                .extracting(PaperKind::code)
                .containsExactly("RESIDENCE_RECORD", "RESIDENCE_CERTIFICATE", "RESIDENCE_RECORD_WIDE_AREA");
        assertThat(profile.paper("FORMER_NAME_REQUEST").label()).as("B-APP-06").isEqualTo("DIACERT-PLUS旧姓利用申込書");
        assertThat(profile.paper("POWER_REQUEST").label()).as("B-APP-07").isEqualTo("DIACERT-PLUS代理権登録申請書");
        assertThat(profile.documents().kinds())
                .as("D-12: without the reader, and without proofs of business")
                .noneMatch(kind -> kind.code().contains("READER") || kind.proofOfBusiness());
        assertThat(profile.documents().usual()).hasSize(5);
    }

    @Test
    void checksByEye() {
        assertThat(profile.review().issueBusinessDays()).as("RULES 5").isEmpty();
        assertThat(profile.review().checklistFor(Set.of(Scope.CORPORATION)))
                .extracting(ChecklistItem::rule)
                .contains("B-APP-01", "B-APP-02", "B-APP-04", "B-APP-12", "B-CHR-01", "B-CHR-05")
                .doesNotContain("B-APP-03", "B-APP-06", "B-APP-07", "B-APP-08", "B-APP-09");
        assertThat(profile.review()
                        .checklistFor(Set.of(
                                Scope.SOLE_PROPRIETOR_UNREGISTERED, Scope.AGENT, Scope.FORMER_NAME, Scope.ALIAS)))
                .extracting(ChecklistItem::rule)
                .contains("B-APP-03", "B-APP-06", "B-APP-08", "B-APP-09");
        assertThat(profile.review().rejection("NOT_CORRECTED").rule()).isEqualTo("B-REV-02");
    }

    @Test
    void sendsCardAndPin() {
        assertThat(profile.delivery().self())
                .as("B-DLV-01")
                .containsExactly(new Parcel(
                        Receiver.HOLDER,
                        Mail.RESTRICTED_BASIC,
                        List.of(Enclosure.CARD, Enclosure.PIN_LETTER, Enclosure.ISSUE_NOTICE, Enclosure.RECEIPT_FORM)));
        assertThat(profile.delivery().agent())
                .as("B-DLV-02")
                .containsExactly(
                        new Parcel(
                                Receiver.AGENT, Mail.RESTRICTED_BASIC, List.of(Enclosure.CARD, Enclosure.RECEIPT_FORM)),
                        new Parcel(
                                Receiver.HOLDER,
                                Mail.SIMPLE_REGISTERED,
                                List.of(Enclosure.PIN_LETTER, Enclosure.ISSUE_NOTICE)));
        assertThat(profile.delivery().doubtDays()).as("B-RCP-03").contains(20);
    }

    /** RULES section 7 and D-19; {@code 0} stands for: leave the extension out. */
    @ParameterizedTest
    @CsvSource({
        "B-S1, SUBSCRIBER, 3",
        "B-S2, SUBSCRIBER, 3",
        "B-S3, SUBSCRIBER, 1",
        "B-S3b, SUBSCRIBER, 5",
        "B-S4, SUBSCRIBER, 1",
        "B-S5, SUBSCRIBER, 5",
        "B-S6, SUBSCRIBER, 1",
        "B-S7, SUBSCRIBER, 5",
        "B-S8, SUBSCRIBER, 1",
        "B-S9, SUBSCRIBER, 5",
        "B-S10, SUBSCRIBER, 3",
        "B-S11, SUBSCRIBER, 3",
        "B-S12, SUBSCRIBER, 0",
        "B-C10, COMPANY, 3",
        "B-C11, COMPANY, 3",
        "B-C12, COMPANY, 3",
        "B-C13, COMPANY, 5",
        "B-C14, COMPANY, 0",
        "B-O1, OPERATOR, 0",
        "B-O2, OPERATOR, 1",
        "B-O3, OPERATOR, 1",
        "B-O4, OPERATOR, 3",
        "B-O5, OPERATOR, 2",
        "B-O6, OPERATOR, 0",
        "B-O7, OPERATOR, 4",
        "B-O8, OPERATOR, 0",
        "B-O9, OPERATOR, 0",
        "B-O10, OPERATOR, 4",
        "B-RVK-15, OPERATOR, 0"
    })
    void hasTheReasonsOfRevocation(String code, Party by, int crlReason) {
        RevocationReason reason = profile.revocation().reason(code);

        assertThat(reason.by()).isEqualTo(by);
        assertThat(reason.crlReason().orElse(0)).isEqualTo(crlReason);
    }

    @Test
    void revokesByRule() {
        assertThat(profile.revocation().reasons()).hasSize(29);
        assertThat(profile.revocation().receiptOverdue().code()).isEqualTo("B-O1");
        assertThat(profile.revocation().paymentOverdue().code()).isEqualTo("B-RVK-15");
        assertThat(profile.revocation().cardSpoiled().code()).isEqualTo("B-O10");
        assertThat(profile.revocation().misIssue().code()).as("B-RVK-04 (7)").isEqualTo("B-O7");
        assertThat(profile.revocation().caCompromise().code())
                .as("B-RVK-04 (5)")
                .isEqualTo("B-O5");
        assertThat(profile.revocation().caCompromise().crlReason())
                .as("RULES 7")
                .contains(2);
        assertThat(profile.revocation().misIssue().crlReason()).as("RULES 7").contains(4);
        assertThat(profile.revocation().noticeTo()).as("AMB-15").containsExactly(NoticeTo.SUBSCRIBER, NoticeTo.COMPANY);
        assertThat(profile.revocation().onlineUntilDaysBeforeExpiry())
                .as("B-RVK-02")
                .isEmpty();
    }

    @Test
    void publishesACrlEveryDay() {
        Instant thisUpdate = Instant.parse("2026-12-25T07:00:00Z");

        assertThat(profile.crl().nextDue(thisUpdate)).as("B-RVK-13").isEqualTo("2026-12-26T07:00:00Z");
    }

    @Test
    void takesRequestsOfRevocationOnPaper() {
        PaperRequestRules rules = profile.revocation().onPaper();
        PaperRequestRules.Requester holder = rules.requester(Party.SUBSCRIBER).orElseThrow();
        PaperRequestRules.Requester company = rules.requester(Party.COMPANY).orElseThrow();

        assertThat(holder.form()).as("B-RVK-02").isEqualTo("DIACERT-PLUS失効申請書");
        assertThat(company.form()).as("B-RVK-06").isEqualTo("DIACERT-PLUS失効依頼書");
        assertThat(rules.requesters())
                .as("B-RVK-05, B-RVK-10: nothing must be the case first")
                .allSatisfy(requester -> assertThat(requester.ground()).isEmpty())
                .as("B-RVK-03")
                .allMatch(PaperRequestRules.Requester::statesFormerName)
                .allSatisfy(requester -> assertThat(requester.checklistFor(Set.of(Scope.FORMER_NAME)))
                        .hasSize(requester.checklistFor(Set.of()).size() + 1)
                        .extracting(ChecklistItem::code)
                        .contains("FORMER_NAME", "URGENT"));
        assertThat(rules.refusals()).extracting(TextModule::code).contains("FORMER_NAME_MISSING", "OTHER");
    }

    /** D-15: the terms name no day; fourteen days are a default. The operator is closed until 2027-01-03 (D-22). */
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-12-08, 2026-12-08, 2026-12-09T07:00:00Z",
        "2026-12-17, 2026-12-31, 2027-01-04, 2027-01-05T07:00:00Z"
    })
    void awaitsTheOriginalsOfAFax(LocalDate faxed, LocalDate lastDay, LocalDate rolled, Instant alarm) {
        DeadlineStage stage = profile.revocation().onPaper().originals().orElseThrow();
        Deadline deadline =
                stage.evaluate(Map.of(BaseEvent.FAX, faxed), calendar).orElseThrow();

        assertThat(stage.then()).as("it does not un-revoke").isEqualTo(Consequence.ALARM);
        assertThat(deadline.lastDay()).isEqualTo(lastDay);
        assertThat(deadline.rolledLastDay()).isEqualTo(rolled);
        assertThat(deadline.executeAt()).isEqualTo(alarm);
    }

    @Test
    void describesTheCertificate() {
        CertificateProfile certificate = profile.certificate();

        assertThat(certificate.subjectKeyBits()).isEqualTo(2048);
        assertThat(certificate.signatureAlgorithm()).as("B-GEN-09").isEqualTo("SHA256withRSA");
        assertThat(certificate.caKeyBits()).as("D-21").isEqualTo(4096);
        assertThat(certificate.always(Scope.CORPORATION))
                .as("B-APP-05")
                .containsExactly(
                        RecordedItem.NAME,
                        RecordedItem.ROMAJI_NAME,
                        RecordedItem.COMPANY_NAME,
                        RecordedItem.HEAD_OFFICE);
        assertThat(certificate.names()).as("B-APP-06, B-APP-09").containsExactlyInAnyOrder(NameKind.values());
        assertThat(certificate.accredited()).as("B-GEN-16").isTrue();
        assertThat(certificate.coreBidding()).as("B-GEN-06").isTrue();
    }

    /** B-APP-08, B-GEN-07. */
    @Test
    void recordsOnlyThePersonOfAnUnregisteredSoleProprietor() {
        CertificateProfile certificate = profile.certificate();

        assertThat(certificate.always(Scope.SOLE_PROPRIETOR_UNREGISTERED))
                .containsExactly(RecordedItem.NAME, RecordedItem.ROMAJI_NAME);
        assertThat(RecordedItem.values())
                .filteredOn(item -> certificate.records(item, Scope.SOLE_PROPRIETOR_UNREGISTERED))
                .containsExactlyInAnyOrder(RecordedItem.NAME, RecordedItem.ROMAJI_NAME, RecordedItem.ROMAJI_ADDRESS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"CORPORATION", "SOLE_PROPRIETOR_REGISTERED", "CORPORATION_UNREGISTERED"})
    void recordsEverythingOfTheOthers(Scope kind) {
        assertThat(RecordedItem.values())
                .allMatch(item -> profile.certificate().records(item, kind))
                .noneMatch(item -> profile.certificate().warnsOf(item, kind));
    }

    @Test
    void pointsToTheCrlByHttpAndLdap() {
        assertThat(profile.crlHttpUri("http://pki.example.jp/repository", "diacert-plus"))
                .isEqualTo(URI.create("http://pki.example.jp/repository/diacert-plus/crl.crl"));
        assertThat(profile.crlLdapUri("ldap.example.jp", "diacert-plus").toString())
                .startsWith("ldap://ldap.example.jp/CN=Demo%20DIACERT-PLUS%20CA,");
    }

    @Test
    void showsTheNoticesOfTheTerms() {
        assertThat(profile.consent().notices())
                .extracting(Consent.Notice::rule)
                .contains("B-APP-13", "B-RVK-09", "B-GEN-16", "B-APP-05", "B-APP-08", "B-RVK-10");
    }

    @Test
    void acceptsByChannel() {
        assertThat(profile.channels().application()).as("B-APP-10").containsExactly(Channel.POST, Channel.COUNTER);
        assertThat(profile.channels().receipt()).as("B-RCP-04").containsExactly(Channel.POST);
        assertThat(profile.channels().revocation()).as("B-RVK-02, D-15").containsExactly(Channel.POST, Channel.FAX);
        assertThat(profile.channels().readerOnly()).isEmpty();
    }

    @Test
    void keepsRecordsAndRemindsOfRenewal() {
        assertThat(profile.retention()).as("B-REC-03, D-18").isEqualTo(new RetentionRules(10, 10));
        assertThat(profile.renewalNoticeMonths()).as("B-VAL-02").isEqualTo(2);
    }

    @Test
    void namesTheRuleOfEveryNumber() {
        RuleComments.assertEveryNumberHasItsSource(InventedProfiles.DIACERT);
    }
}
