package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.policy.DeliveryRules.Enclosure;
import io.hakko.policy.InventedProfiles;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.ProfileRef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The letters of DIACERT-PLUS, and those of a service that has no words of its own, read as approved. How to approve: see
 * {@link LetterApprovalTest}.
 */
class DiacertLetterApprovalTest {

    private static final LetterFont FONT = LetterFont.load(null, null);
    private static final LetterPrinter DIACERT = new LetterPrinter(new Profiles(), FONT);
    private static final LetterPrinter TSUBAKI = new LetterPrinter(InventedProfiles.tsubaki(), FONT);
    private static final ProfileRef TSUBAKI_SIGN = new ProfileRef("tsubaki-sign", LocalDate.of(2026, 10, 1));

    static Stream<Arguments> letters() {
        return Stream.of(
                Arguments.of("deficiency-notice", LetterSamples.holder(), DiacertLetterSamples.deficiency()),
                Arguments.of("rejection-notice", LetterSamples.holder(), DiacertLetterSamples.rejection()),
                Arguments.of("issue-notice", LetterSamples.holder(), DiacertLetterSamples.issue()),
                Arguments.of("receipt-reminder", LetterSamples.holder(), DiacertLetterSamples.reminder()),
                Arguments.of("receipt-form", LetterSamples.holder(), DiacertLetterSamples.receiptForm()),
                Arguments.of("doubt-reply", LetterSamples.holder(), DiacertLetterSamples.doubtReply()),
                Arguments.of("revocation-notice-holder", LetterSamples.holder(), DiacertLetterSamples.revocation()),
                Arguments.of("revocation-notice-company", LetterSamples.company(), DiacertLetterSamples.revocation()),
                Arguments.of(
                        "revocation-refusal-holder",
                        LetterSamples.holder(),
                        DiacertLetterSamples.refusal("DIACERT-PLUS失効申請書")),
                Arguments.of(
                        "revocation-refusal-company",
                        LetterSamples.company(),
                        DiacertLetterSamples.refusal("DIACERT-PLUS失効依頼書")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("letters")
    void readsAsApproved(String name, Recipient recipient, LetterContent content) throws IOException {
        LetterPrinter.Printed printed = print(DIACERT, DiacertLetterSamples.PROFILE, recipient, content);

        assertThat(printed.template()).startsWith("diacert-plus/");
        LetterApprovalTest.assertReadsAsApproved("diacert-plus/" + name, printed.pdf());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("letters")
    void readsAsApprovedInTheCommonWords(String name, Recipient recipient, LetterContent content) throws IOException {
        LetterPrinter.Printed printed = print(TSUBAKI, TSUBAKI_SIGN, recipient, content);

        assertThat(printed.template()).startsWith("common/");
        LetterApprovalTest.assertReadsAsApproved("common/" + name, printed.pdf());
    }

    /** A service that brings no template of its own can still write every kind of letter. */
    @ParameterizedTest
    @EnumSource(LetterKind.class)
    void everyKindHasCommonWords(LetterKind kind) {
        assertThat(getClass().getResource("/letters/common/" + kind.template() + ".html"))
                .as(kind.title())
                .isNotNull();
    }

    /** The form of a service that counts from the issue and sets no limit for doubts. */
    @Test
    void receiptFormNamesTheLastDayWhereItIsKnown() throws IOException {
        LetterContent form = new LetterContent.ReceiptForm(
                LetterSamples.APPLICATION,
                LetterSamples.CARD,
                LetterSamples.SERIAL,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                Optional.empty(),
                30,
                Optional.of(LocalDate.of(2026, 12, 24)));

        LetterPrinter.Printed printed = print(TSUBAKI, TSUBAKI_SIGN, LetterSamples.holder(), form);

        LetterApprovalTest.assertReadsAsApproved("common/receipt-form-from-issue", printed.pdf());
    }

    /** The shipped services speak for themselves. */
    @ParameterizedTest
    @EnumSource(LetterKind.class)
    void everyKindHasTheWordsOfEachService(LetterKind kind) {
        assertThat(new Profiles().all())
                .filteredOn(profile -> kind != LetterKind.RECEIPT_FORM || enclosesReceiptForm(profile))
                .isNotEmpty()
                .allSatisfy(profile -> assertThat(getClass()
                                .getResource("/letters/%s/%s.html"
                                        .formatted(profile.ref().id(), kind.template())))
                        .as(profile.ref().id() + " " + kind.title())
                        .isNotNull());
    }

    private static boolean enclosesReceiptForm(ServiceProfile profile) {
        return profile.delivery().self().stream()
                .anyMatch(parcel -> parcel.contents().contains(Enclosure.RECEIPT_FORM));
    }

    private static LetterPrinter.Printed print(
            LetterPrinter printer, ProfileRef profile, Recipient recipient, LetterContent content) {
        return printer.print(
                DiacertLetterSamples.letter(profile, recipient, content), "通-2026-000001", LetterApprovalTest.WRITTEN);
    }
}
