package io.hakko.notice;

import io.hakko.notice.LetterContent.DeficiencyNotice;
import io.hakko.notice.LetterContent.DoubtReply;
import io.hakko.notice.LetterContent.Finding;
import io.hakko.notice.LetterContent.IssueNotice;
import io.hakko.notice.LetterContent.ReceiptForm;
import io.hakko.notice.LetterContent.ReceiptReminder;
import io.hakko.notice.LetterContent.RecordedItem;
import io.hakko.notice.LetterContent.RejectionNotice;
import io.hakko.notice.LetterContent.RevocationNotice;
import io.hakko.notice.LetterContent.RevocationRefusal;
import io.hakko.policy.Profiles;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.RevocationRequestNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** One letter of each kind of DIACERT-PLUS; the dates are those of a card dispatched on 2026-11-24. */
final class DiacertLetterSamples {

    static final ProfileRef PROFILE =
            new Profiles().current("diacert-plus", LocalDate.of(2026, 11, 24)).ref();
    static final ApplicationNumber APPLICATION = ApplicationNumber.of("DP-2026-000001");
    static final CardNumber CARD = CardNumber.of("2201", 1);
    private static final CertificateSerial SERIAL = CertificateSerial.ofHex("61B0C4D7E2F3A80912345678");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private DiacertLetterSamples() {}

    static WriteLetter letter(ProfileRef profile, Recipient recipient, LetterContent content) {
        return new WriteLetter(APPLICATION.value(), "1", profile, recipient, content);
    }

    static LetterContent deficiency() {
        return new DeficiencyNotice(
                APPLICATION,
                DAY,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                1,
                List.of(
                        new Finding("住民票の写し、住民票記載事項証明書または広域交付住民票", "必要な書類が同封されておりませんでした。", "ご提出ください。"),
                        new Finding("契約申込者の印の相違", "契約申込者欄の印影が印鑑登録証明書の印影と一致しません。", "実印を押印してご提出ください。")),
                20,
                true);
    }

    static LetterContent rejection() {
        return new RejectionNotice(
                APPLICATION,
                DAY,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                LocalDate.of(2026, 12, 16),
                List.of(
                        "不備について、通知後の期限までに訂正または再提出をいただけなかったため、契約の申込みを承諾できません。",
                        "契約申込者の印の相違：契約申込者欄の印影が印鑑登録証明書の印影と一致しません。"));
    }

    /** Of an unregistered sole proprietor: nothing of the company is recorded (B-APP-08). */
    static LetterContent issue() {
        return new IssueNotice(
                APPLICATION,
                CARD,
                SERIAL,
                DAY,
                Instant.parse("2026-11-24T01:00:00Z"),
                Instant.parse("2028-11-30T14:59:59Z"),
                List.of(new RecordedItem("氏名", LetterSamples.HOLDER), new RecordedItem("氏名（ローマ字）", "Mihon Taro")),
                20,
                Optional.empty());
    }

    static LetterContent reminder() {
        return new ReceiptReminder(
                APPLICATION,
                CARD,
                SERIAL,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                DAY,
                LocalDate.of(2026, 12, 25),
                Instant.parse("2026-12-28T07:00:00Z"));
    }

    static LetterContent refusal(String form) {
        return new RevocationRefusal(
                RevocationRequestNumber.of(2026, 1),
                APPLICATION,
                CARD,
                form,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                DAY,
                DAY.plusDays(1),
                List.of("利用者証明書に旧姓が記載されております。利用者氏名には旧姓をご記入ください。", "所定の書類に記入または押印のない欄がございました。"));
    }

    static LetterContent receiptForm() {
        return new ReceiptForm(
                APPLICATION,
                CARD,
                SERIAL,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                Optional.of(20),
                20,
                Optional.empty());
    }

    /** Reported six days after the dispatch, answered 28 days later. */
    static LetterContent doubtReply() {
        return new DoubtReply(
                APPLICATION,
                CARD,
                SERIAL,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                LocalDate.of(2026, 11, 30),
                "会社名の表記が申込書と異なるのではないか",
                "利用者証明書の会社名は登記事項証明書の記載のとおりであり、誤りはございません。",
                LocalDate.of(2027, 1, 22));
    }

    static LetterContent revocation() {
        return new RevocationNotice(
                RevocationRequestNumber.of(2026, 1),
                APPLICATION,
                CARD,
                SERIAL,
                LetterSamples.HOLDER,
                LetterSamples.COMPANY,
                Instant.parse("2026-12-28T07:00:00Z"),
                "ICカードの発送後、期限を過ぎても受領書が返送されなかった場合");
    }
}
