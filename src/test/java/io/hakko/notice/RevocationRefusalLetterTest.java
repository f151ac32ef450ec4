package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.notice.LetterContent.RevocationRefusal;
import io.hakko.policy.Profiles;
import io.hakko.policy.TestProfiles;
import io.hakko.shared.RevocationRequestNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 失効請求の不受理通知 in the words of each service. What the letters say of the service itself comes from a stand-in profile
 * that is called like the service, so that only the template is looked at.
 */
class RevocationRefusalLetterTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved/letters");
    private static final Path RECEIVED = Path.of("target/letters");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    static Stream<Arguments> letters() {
        return Stream.of(
                Arguments.of("aosign-g2", "holder", LetterSamples.holder(), "電子証明書失効申込書"),
                Arguments.of("aosign-g2", "company", LetterSamples.company(), "電子証明書失効届出書"),
                Arguments.of("diacert-plus", "holder", LetterSamples.holder(), "DIACERT-PLUS失効申請書"),
                Arguments.of("diacert-plus", "company", LetterSamples.company(), "DIACERT-PLUS失効依頼書"),
                Arguments.of("common", "holder", LetterSamples.holder(), "失効申込書"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("letters")
    void readsAsApproved(String service, String receiver, Recipient recipient, String form) throws IOException {
        String name = "revocation-refusal-" + service + "-" + receiver;
        Profiles profiles = TestProfiles.aosignCalled(service);

        byte[] pdf = new LetterPrinter(profiles, LetterFont.load(null, null))
                .print(letter(profiles, service, recipient, form), "通-2026-000001", LetterApprovalTest.WRITTEN)
                .pdf();
        String text = LetterApprovalTest.textOf(pdf);

        Files.createDirectories(RECEIVED);
        Files.write(RECEIVED.resolve(name + ".pdf"), pdf);
        Files.writeString(RECEIVED.resolve(name + ".txt"), text);
        assertThat(text).isEqualTo(Files.readString(APPROVED.resolve(name + ".txt")));
    }

    /** A-REV-12, B-RVK-02: what the letter says about how to send the papers again is what the service takes. */
    @Test
    void saysHowToAskAgain() throws IOException {
        assertThat(Files.readString(APPROVED.resolve("revocation-refusal-aosign-g2-holder.txt")))
                .contains("郵送または窓口へのご持参に限ります");
        assertThat(Files.readString(APPROVED.resolve("revocation-refusal-diacert-plus-holder.txt")))
                .contains("利用者証明書");
    }

    private static WriteLetter letter(Profiles profiles, String service, Recipient recipient, String form) {
        return new WriteLetter(
                RevocationRequestNumber.of(2026, 1).value(),
                "refusal",
                profiles.current(service, DAY).ref(),
                recipient,
                new RevocationRefusal(
                        RevocationRequestNumber.of(2026, 1),
                        LetterSamples.APPLICATION,
                        LetterSamples.CARD,
                        form,
                        LetterSamples.HOLDER,
                        LetterSamples.COMPANY,
                        DAY,
                        DAY.plusDays(1),
                        List.of(
                                "押印された印影が、お申込み時の印鑑登録証明書または印鑑証明書等の印影と一致しません。",
                                "実印が変わったときは、新しい印鑑登録証明書（発行から3か月以内の原本）を添えてください。")));
    }
}
