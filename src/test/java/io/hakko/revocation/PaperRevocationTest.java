package io.hakko.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.Examples;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.LetterKind;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.Channel;
import io.hakko.revocation.RegisterPaperRequest.Document;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holder and company ask on paper: registration, review, approval by three persons; then at once (A-REV-03, D-16). */
class PaperRevocationTest extends PaperCaseBase {

    @Autowired
    private Postings postings;

    private ApplicationNumber number;

    @BeforeEach
    void aCardInUse() {
        number = entered(Examples.corporation());
        inUse(number);
    }

    @Test
    void holderLosesTheCardAndItIsRevokedByThreePersons() {
        String request = register(papers().saying("電車内で紛失したとのこと"));
        assertThat(openTasks(request)).containsExactly("userTask_reviewRequest");
        PaperRequestSheet sheet = papers.toReview(task(request, "userTask_reviewRequest"), REVIEWER);
        assertThat(sheet.form()).isEqualTo("電子証明書失効申込書");
        assertThat(sheet.request().originLabel()).isEqualTo("利用者の請求");
        assertThat(sheet.checklist())
                .extracting(PaperRequestSheet.ChecklistLine::code)
                .containsExactly("CARD_NUMBER", "SEAL", "NAME_ADDRESS", "NOTICE_ADDRESS");
        review(request, inOrder(request));
        assertThat(certificates.order(serial)).as("nothing before approval").isEmpty();
        approve(request);

        assertThat(certificates.order(serial)).hasValueSatisfying(order -> {
            assertThat(order.reasonCode()).isEqualTo("A-S1");
            assertThat(order.crlReason()).as("keyCompromise (RULES 7)").contains(1);
            assertThat(order.technical()).isFalse();
        });
        assertThat(applications.status(number)).isEqualTo("REVOKED");
        assertThat(letters.of(request))
                .extracting(WriteLetter::kind, letter -> letter.recipient().name())
                .containsExactly(
                        tuple(LetterKind.REVOCATION_NOTICE, "例示 太郎"), tuple(LetterKind.REVOCATION_NOTICE, "例示建設株式会社"));
        postNotices(request);
        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("NOTIFIED");
        assertThat(instances(CertificateRevocationProcess.KEY, request)).isEmpty();
        assertThat(events(request))
                .containsSubsequence(
                        "revocation.papersRegistered",
                        "revocation.requested",
                        "revocation.examined",
                        "revocation.approved");
    }

    @Test
    void companyAsksForOneWhoHasLeft() {
        String request = register(papers().ofCompany("A-C2").to("１００－０００５", "東京都千代田区見本一丁目2番"));
        PaperRequestSheet sheet = papers.toReview(task(request, "userTask_reviewRequest"), REVIEWER);
        assertThat(sheet.ground())
                .hasValueSatisfying(ground -> assertThat(ground.stated()).isTrue());
        assertThat(sheet.checklist())
                .extracting(PaperRequestSheet.ChecklistLine::code)
                .contains("CARD_NUMBER_NAME", "COMPANY_SEAL", "COMPANY_ITEMS", "GROUND");
        review(request, inOrder(request));
        approve(request);

        assertThat(certificates.order(serial).flatMap(RevokeCertificate::crlReason))
                .as("affiliationChanged (RULES 7)")
                .contains(3);
        assertThat(letters.of(request))
                .extracting(
                        letter -> letter.recipient().role().name(),
                        letter -> letter.recipient().postalCode(),
                        letter -> letter.recipient().address())
                .as("who asked gets it where he wants it (A-REV-16)")
                .containsExactly(
                        tuple("HOLDER", "100-0001", "東京都千代田区例示町1番1号"), tuple("COMPANY", "100-0005", "東京都千代田区見本一丁目2番"));
    }

    @Test
    void refusesWhatIsMissingWithThePlaceOfEach() {
        assertThat(places(() -> papers.register(
                        new RegisterPaperRequest(
                                RegisterPaperRequest.Requester.COMPANY,
                                " ",
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                "",
                                Optional.empty(),
                                false,
                                "",
                                "100",
                                "",
                                List.of(new Document("", Optional.empty(), Optional.empty())),
                                false),
                        RECEPTION)))
                .containsExactlyInAnyOrder(
                        "/certificate revocation.certificateMissing",
                        "/reasonCode revocation.reasonMissing",
                        "/channel revocation.channelMissing",
                        "/arrivedOn revocation.arrivalMissing",
                        "/documents/0/kind revocation.documentIncomplete",
                        "/documents/0/issuedOn revocation.documentIncomplete",
                        "/documents/0/form revocation.documentIncomplete",
                        "/noticeAddress/text revocation.noticeAddressIncomplete",
                        "/noMyNumberVisible revocation.myNumberNotExcluded");
    }

    @Test
    void refusesWhatIsImpossible() {
        assertThat(places(() -> register(papers().by(Channel.FAX))))
                .containsExactly("/channel revocation.channelNotAccepted");
        assertThat(places(() -> register(papers().by(Channel.ONLINE))))
                .containsExactly("/channel revocation.channelMissing");
        assertThat(places(() -> register(papers().arrived(today().plusDays(1)))))
                .containsExactly("/arrivedOn revocation.arrivalInFuture");
        assertThat(places(() -> register(papers().because("A-C2"))))
                .containsExactly("/reasonCode revocation.reasonUnknown");
        assertThat(places(() -> register(papers().because("A-O1"))))
                .containsExactly("/reasonCode revocation.reasonUnknown");
        assertThat(places(() -> register(papers().unsafeSince(today().plusDays(1)))))
                .containsExactly("/compromisedSince revocation.compromiseInFuture");
        assertThat(places(() -> register(papers().unsafeSince(today().minusYears(20)))))
                .containsExactly("/compromisedSince revocation.compromiseBeforeCertificate");
        assertThat(places(() -> register(papers().because("A-S2").unsafeSince(today()))))
                .containsExactly("/compromisedSince revocation.compromiseWithoutReason");
        assertThat(places(() -> register(papers().ofCompany("A-C4").holderAble())))
                .containsExactly("/holderUnable revocation.groundNeeded");
        assertThat(places(() -> register(papers().with(document("SELFIE", today(), true)))))
                .containsExactly("/documents/0/kind revocation.documentUnknown");
        assertThat(places(() -> register(papers().with(document("SEAL_REGISTRATION", today().plusDays(1), true)))))
                .containsExactly("/documents/0/issuedOn revocation.documentAfterArrival");
        assertThat(places(() -> register(papers().to("1000005", "東京都"))))
                .containsExactly("/noticeAddress/postalCode revocation.postalCodeMalformed");
        assertThat(places(() -> register(papers().saying("番号は123456789018です"))))
                .containsExactly("/explanation revocation.myNumber");
        assertThat(places(() -> register(papers().certificate("1234"))))
                .containsExactly("/certificate revocation.certificateUnknown");
        assertThat(places(() -> register(papers().myNumberNotExcluded())))
                .containsExactly("/noMyNumberVisible revocation.myNumberNotExcluded");
    }

    /** RFC 5280 section 5.3.2: since the loss, not since the form has arrived. */
    @Test
    void theDayOfTheLossStandsWithTheRevocation() {
        String request = register(papers().unsafeSince(today()));
        Instant begin = today().atStartOfDay(Zones.TOKYO).toInstant();
        Instant notBefore = certificates.ofSerial(serial).orElseThrow().notBefore();
        Instant expected = begin.isBefore(notBefore) ? notBefore : begin;
        assertThat(papers.toReview(task(request, "userTask_reviewRequest"), REVIEWER)
                        .request()
                        .invalidityDate())
                .contains(expected);

        review(request, inOrder(request));
        approve(request);

        assertThat(certificates.order(serial).flatMap(RevokeCertificate::invalidityDate))
                .contains(expected);
    }

    @Test
    void takesOneOpenRequestOfEachParty() {
        register(papers());

        assertThat(places(() -> register(papers()))).containsExactly("/certificate revocation.requestOpen");
        assertThat(register(papers().ofCompany("A-C1"))).isNotEmpty();
    }

    @Test
    void nobodyReviewsWhatHeRegisteredOrApprovesWhatHeRegisteredOrReviewed() {
        String request =
                papers.register(papers().command(), RECEPTION_AND_REVIEWER).value();
        assertThatThrownBy(() -> papers.review(
                        task(request, "userTask_reviewRequest"), RECEPTION_AND_REVIEWER, inOrder(request)))
                .hasMessage("workflow.fourEyes");
        review(request, inOrder(request));
        assertThatThrownBy(() -> revocations.decide(
                        task(request, "userTask_approveRevocation"),
                        RECEPTION_AND_REVIEWER,
                        new DecideRevocation(true, "")))
                .hasMessage("workflow.fourEyes");

        String second = register(papers().ofCompany("A-C1"));
        papers.review(task(second, "userTask_reviewRequest"), RECEPTION_AND_REVIEWER, inOrder(second));
        assertThatThrownBy(() -> revocations.decide(
                        task(second, "userTask_approveRevocation"),
                        RECEPTION_AND_REVIEWER,
                        new DecideRevocation(true, "")))
                .hasMessage("workflow.fourEyes");
    }

    @Test
    void verdictMustAgreeWithTheChecklist() {
        String request = register(papers());
        ReviewPaperRequest empty = new ReviewPaperRequest(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), "", List.of(), "", "");
        assertThat(places(() -> review(request, empty)))
                .containsExactlyInAnyOrder(
                        "/verdict revocation.verdictMissing",
                        "/sealDiffers revocation.comparisonMissing",
                        "/nameDiffers revocation.comparisonMissing");

        ReviewPaperRequest failed = new ReviewPaperRequest(
                Optional.of(true),
                List.of(
                        new ReviewPaperRequest.Check("CARD_NUMBER", Optional.of(false)),
                        new ReviewPaperRequest.Check("SEAL", Optional.empty()),
                        new ReviewPaperRequest.Check("NAME_ADDRESS", Optional.of(true)),
                        new ReviewPaperRequest.Check("SHOE_SIZE", Optional.of(true))),
                Optional.of(false),
                Optional.of(false),
                "",
                List.of("OTHER"),
                "",
                "");
        assertThat(places(() -> review(request, failed)))
                .containsExactlyInAnyOrder(
                        "/checklist/3 revocation.checkUnknown",
                        "/checklist/0/result revocation.checkFailed",
                        "/checklist/1/result revocation.checkUnanswered",
                        "/checklist/3/result revocation.checkUnanswered",
                        "/refusals revocation.inOrderWithRefusal");
    }

    @Test
    void changedSealAndNameWantTheirDocuments() {
        String bare = register(papers());
        assertThat(places(() -> review(bare, verdict(bare, true, true, ""))))
                .containsExactly("/sealDiffers revocation.documentMissing", "/nameDiffers revocation.documentMissing");

        String old = register(papers().ofCompany("A-C1")
                .with(
                        document(
                                "COMPANY_SEAL_CERTIFICATE",
                                today().minusMonths(3).minusDays(1),
                                true),
                        document("COMPANY_REGISTER_CURRENT", today(), false)));
        assertThat(papers.toReview(task(old, "userTask_reviewRequest"), REVIEWER)
                        .documents())
                .extracting(line -> line.problem().orElse(""))
                .containsExactly("発行日が古い", "写しである");
        assertThat(places(() -> review(old, verdict(old, true, true, ""))))
                .containsExactly("/sealDiffers revocation.documentTooOld", "/nameDiffers revocation.documentCopied");
    }

    @Test
    void documentOfTheRightAgeProvesTheChange() {
        String request = register(papers().with(document("SEAL_REGISTRATION", today().minusMonths(3), true)));

        review(request, verdict(request, true, false, ""));

        assertThat(openTasks(request)).containsExactly("userTask_approveRevocation");
        assertThat(papers.of(RevocationRequestNumber.of(request)).orElseThrow().review())
                .hasValueSatisfying(review -> assertThat(review.sealDiffers()).isTrue());
    }

    @Test
    void laterApplicationOfTheSameHolderProvesTheChange() {
        ObjectNode again = Examples.corporation();
        again.at("/papers")
                .forEach(paper -> ((ObjectNode) paper)
                        .put("issuedOn", today().minusDays(7).toString()));
        ApplicationNumber renewal = entered(again);
        String request = register(papers());
        assertThat(places(() -> review(request, verdict(request, true, true, renewal.value()))))
                .as("its papers show the seal, but not the change of name")
                .containsExactly("/exemptedBy revocation.exemptionProvesNothing");
        assertThat(places(() -> review(request, verdict(request, false, false, renewal.value()))))
                .containsExactly("/exemptedBy revocation.exemptionNotNeeded");

        review(request, verdict(request, true, false, " " + renewal.value().toLowerCase(java.util.Locale.ROOT)));

        assertThat(openTasks(request)).containsExactly("userTask_approveRevocation");
        assertThat(papers.of(RevocationRequestNumber.of(request))
                        .flatMap(PaperRequestSheet::review)
                        .flatMap(PaperRequestSheet.ReviewLine::exemptedBy))
                .contains(renewal.value());
    }

    @Test
    void applicationOfSomebodyElseProvesNothing() {
        ObjectNode stranger = Examples.corporation();
        ((ObjectNode) stranger.at("/applicant")).put("birthDate", "1970-02-03");
        ApplicationNumber ofStranger = entered(stranger);
        ApplicationNumber ofOtherCompany = entered(Examples.soleProprietor());
        String request = register(papers());
        String ofCompany = register(papers().ofCompany("A-C1"));

        assertThat(places(() -> review(request, verdict(request, true, false, ofStranger.value()))))
                .contains("/exemptedBy revocation.exemptionOfOthers");
        assertThat(places(() -> review(request, verdict(request, true, false, number.value()))))
                .as("the application of the certificate itself")
                .contains("/exemptedBy revocation.exemptionOfOthers");
        assertThat(places(() -> review(ofCompany, verdict(ofCompany, true, false, ofOtherCompany.value()))))
                .contains("/exemptedBy revocation.exemptionOfOthers");
        assertThat(places(() -> review(request, verdict(request, true, false, "AO-2020-000001"))))
                .contains("/exemptedBy revocation.exemptionUnknown");
        assertThat(places(() -> review(request, verdict(request, true, false, "前の申込み"))))
                .contains("/exemptedBy revocation.exemptionUnreadable");
    }

    @Test
    void tellsTheRequesterWhyARequestIsNotInOrder() {
        String request = register(papers().to("530-0001", "大阪府大阪市見本区2番"));
        assertThat(places(() -> review(request, notInOrder(request, ""))))
                .containsExactly("/refusals revocation.refusalMissing");
        assertThat(places(() -> review(request, notInOrder(request, "123456789018", "SEAL_DIFFERS", "UGLY"))))
                .containsExactly("/refusals/1/code revocation.refusalUnknown", "/refusalNote revocation.myNumber");

        review(request, notInOrder(request, "押印が不鮮明です。", "SEAL_DIFFERS", "DOCUMENT_MISSING"));

        assertThat(revocations.of(RevocationRequestNumber.of(request)).state()).isEqualTo("REFUSED");
        assertThat(openTasks(request)).containsExactly("userTask_postRevocationRefusal");
        WriteLetter letter = letters.of(request).get(0);
        assertThat(letter.kind()).isEqualTo(LetterKind.REVOCATION_REFUSAL);
        assertThat(letter.recipient().role().name()).isEqualTo("HOLDER");
        assertThat(letter.recipient().postalCode()).isEqualTo("530-0001");
        LetterContent.RevocationRefusal content = (LetterContent.RevocationRefusal) letter.content();
        assertThat(content.form()).isEqualTo("電子証明書失効申込書");
        assertThat(content.reasons()).hasSize(3).last().isEqualTo("押印が不鮮明です。");
        postings.register(
                task(request, "userTask_postRevocationRefusal"),
                SHIPPER,
                new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty()));
        assertThat(instances(CertificateRevocationProcess.KEY, request)).isEmpty();
        assertThat(letters.posting(letterOf(letter))).isPresent();
        assertThat(certificates.order(serial)).isEmpty();
        assertThat(register(papers())).as("it can be asked again").isNotEqualTo(request);
    }

    @Test
    void tellsTheRequesterWhyARequestIsNotApproved() {
        String request = register(papers().ofCompany("A-C3"));
        review(request, inOrder(request));
        var task = task(request, "userTask_approveRevocation");
        assertThat(places(() -> revocations.decide(task, APPROVER, new DecideRevocation(false, "再確認が要る"))))
                .containsExactly("/refusals revocation.refusalMissing");

        revocations.decide(task, APPROVER, new DecideRevocation(false, "再確認が要る", List.of("GROUND_MISSING"), ""));
        runDue(request);

        assertThat(letters.of(request)).singleElement().satisfies(letter -> {
            assertThat(letter.recipient().role().name()).isEqualTo("COMPANY");
            assertThat(((LetterContent.RevocationRefusal) letter.content()).form())
                    .isEqualTo("電子証明書失効届出書");
        });
        assertThat(openTasks(request)).containsExactly("userTask_postRevocationRefusal");
    }

    @Test
    void requestEndsWhenTheCertificateIsRevokedMeanwhile() {
        String ofHolder = register(papers());
        String ofCompany = register(papers().ofCompany("A-C2"));
        review(ofCompany, inOrder(ofCompany));
        review(ofHolder, inOrder(ofHolder));
        approve(ofHolder);
        runDue(ofCompany);

        assertThat(revocations.of(RevocationRequestNumber.of(ofCompany)).state())
                .isEqualTo("OVERTAKEN");
        assertThat(instances(CertificateRevocationProcess.KEY, ofCompany)).isEmpty();
        assertThat(letters.of(ofCompany)).isEmpty();
        assertThat(certificates.order(serial).map(RevokeCertificate::reasonCode))
                .contains("A-S1");
        assertThat(places(() -> register(papers()))).containsExactly("/certificate revocation.alreadyRevoked");
    }

    @Test
    void offersReasonsAndDocumentsOfTheServicesInForce() {
        PaperChoices choices = papers.choices();

        assertThat(choices.channels()).containsExactly(Channel.POST, Channel.COUNTER, Channel.FAX);
        assertThat(choices.holderReasons())
                .extracting(RevocationReasonView::code)
                .contains("A-S1", "A-S7", "B-S1", "B-S12");
        assertThat(choices.companyReasons())
                .extracting(RevocationReasonView::code)
                .contains("A-C1", "A-C5", "B-C10", "B-C14");
        assertThat(choices.documentKinds())
                .extracting(RevocationReasonView::code)
                .contains(
                        "SEAL_REGISTRATION",
                        "FAMILY_REGISTER_FULL",
                        "COMPANY_SEAL_PROOF",
                        "TAX_RETURN",
                        "RESIDENCE_CERTIFICATE")
                .doesNotContain("APPLICATION_FORM")
                .doesNotHaveDuplicates();
    }

    private static LetterId letterOf(WriteLetter letter) {
        return new LetterId(java.util.UUID.nameUUIDFromBytes((letter.caseKey() + letter.kind() + letter.sequence())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void postNotices(String request) {
        PostLetter posting = new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty());
        revocations.postNotices(
                task(request, "userTask_postRevocationNotices"),
                SHIPPER,
                new PostNotices(Optional.of(posting), Optional.of(posting)));
    }
}
