package io.hakko.notice;

import io.hakko.notice.LetterContent.DeficiencyNotice;
import io.hakko.notice.LetterContent.DoubtReply;
import io.hakko.notice.LetterContent.Finding;
import io.hakko.notice.LetterContent.IssueNotice;
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

/** One letter of each kind. */
final class LetterSamples {

    static final Profiles PROFILES = new Profiles();
    static final ProfileRef PROFILE =
            PROFILES.current("aosign-g2", LocalDate.of(2026, 11, 24)).ref();
    static final ApplicationNumber APPLICATION = ApplicationNumber.of("AO-2026-000001");
    static final CardNumber CARD = CardNumber.of("1101", 1);
    static final CertificateSerial SERIAL = CertificateSerial.ofHex("5F3A19C2D4E6B80712345678");
    static final String HOLDER = "見本 太郎";
    static final String COMPANY = "株式会社みほん工業";

    private LetterSamples() {}

    static Recipient holder() {
        return Recipient.person(Recipient.Role.HOLDER, HOLDER, "330-0000", "埼玉県さいたま市みほん区見本町四丁目5番6号 見本ハイツ101号室");
    }

    static Recipient company() {
        return Recipient.company(COMPANY, "100-0000", "東京都千代田区見本二丁目3番4号");
    }

    static WriteLetter letter(Recipient recipient, LetterContent content) {
        return new WriteLetter(APPLICATION.value(), "1", PROFILE, recipient, content);
    }

    static WriteLetter deficiency() {
        return letter(
                holder(),
                deficiency(List.of(
                        new Finding("住民票の写し", "発行日から3か月を過ぎています（発行日 2026年7月1日）。", "発行日から3か月以内の住民票の写しの原本"),
                        new Finding("電子証明書発行申込書", "利用者の実印の印影が、印鑑登録証明書の印影と照合できません。", "実印を鮮明に押した電子証明書発行申込書の原本"))));
    }

    static DeficiencyNotice deficiency(List<Finding> findings) {
        return new DeficiencyNotice(APPLICATION, LocalDate.of(2026, 11, 24), HOLDER, COMPANY, 1, findings, 20, false);
    }

    static WriteLetter rejection() {
        return rejection("不備通知書（2026年11月24日付け）に対する補正書類が期限までに到着しなかったため");
    }

    static WriteLetter rejection(String... reasons) {
        return letter(
                holder(),
                new RejectionNotice(
                        APPLICATION,
                        LocalDate.of(2026, 11, 24),
                        HOLDER,
                        COMPANY,
                        LocalDate.of(2026, 12, 16),
                        List.of(reasons)));
    }

    static WriteLetter issue() {
        return letter(
                holder(),
                new IssueNotice(
                        APPLICATION,
                        CARD,
                        SERIAL,
                        LocalDate.of(2026, 11, 24),
                        Instant.parse("2026-11-24T01:00:00Z"),
                        Instant.parse("2028-12-24T14:59:59Z"),
                        List.of(
                                new RecordedItem("氏名", HOLDER),
                                new RecordedItem("氏名（ローマ字）", "MIHON TARO"),
                                new RecordedItem("商号・名称", COMPANY),
                                new RecordedItem("本店住所", "東京都千代田区見本二丁目3番4号"),
                                new RecordedItem("法人番号", "4000012090001")),
                        30,
                        Optional.of(LocalDate.of(2026, 12, 24))));
    }

    static WriteLetter reminder() {
        return letter(
                holder(),
                new ReceiptReminder(
                        APPLICATION,
                        CARD,
                        SERIAL,
                        HOLDER,
                        COMPANY,
                        LocalDate.of(2026, 11, 24),
                        LocalDate.of(2026, 12, 24),
                        Instant.parse("2026-12-25T07:00:00Z")));
    }

    static WriteLetter refusal(Recipient recipient, String form) {
        return letter(
                recipient,
                new RevocationRefusal(
                        RevocationRequestNumber.of(2026, 1),
                        APPLICATION,
                        CARD,
                        form,
                        HOLDER,
                        COMPANY,
                        LocalDate.of(2026, 11, 24),
                        LocalDate.of(2026, 11, 25),
                        List.of(
                                "押印された印影が、お申込み時の印鑑登録証明書または印鑑証明書等の印影と一致しません。",
                                "印が変わったときは、新しい印鑑登録証明書または印鑑証明書（発行から3か月以内の原本）を添えてください。")));
    }

    static WriteLetter doubtReply() {
        return letter(
                holder(),
                new DoubtReply(
                        APPLICATION,
                        CARD,
                        SERIAL,
                        HOLDER,
                        COMPANY,
                        LocalDate.of(2026, 11, 30),
                        "商号の表記が申込書と異なるのではないか",
                        "電子証明書の商号は登記事項証明書の記載のとおりであり、誤りはございません。",
                        LocalDate.of(2027, 1, 21)));
    }

    static WriteLetter revocation(Recipient recipient) {
        return letter(
                recipient,
                new RevocationNotice(
                        RevocationRequestNumber.of(2026, 1),
                        APPLICATION,
                        CARD,
                        SERIAL,
                        HOLDER,
                        COMPANY,
                        Instant.parse("2026-12-25T07:00:00Z"),
                        "期限までに受領書の提出がなかったため"));
    }
}
