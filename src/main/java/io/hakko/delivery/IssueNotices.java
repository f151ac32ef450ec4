package io.hakko.delivery;

import io.hakko.application.Applications;
import io.hakko.application.CertificateContent;
import io.hakko.application.DeliveryContent;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterContent.RecordedItem;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.Recipient;
import io.hakko.notice.Recipient.Role;
import io.hakko.notice.WriteLetter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** 発行通知書: what the holder compares the certificate with (A-DLV-03, A-RCP-01). It travels in a parcel. */
@Component
class IssueNotices {

    private final Applications applications;
    private final Letters letters;

    IssueNotices(Applications applications, Letters letters) {
        this.applications = applications;
        this.letters = letters;
    }

    LetterId write(IssuedCertificate certificate, DeliveryContent content, ReceiptStages.HoldersTerm term) {
        LocalDate issuedOn = LocalDate.ofInstant(certificate.notBefore(), Zones.TOKYO);
        DeliveryContent.Addressee holder = content.holder();
        return letters.write(new WriteLetter(
                content.application().value(),
                certificate.card().value(),
                content.profile(),
                Recipient.person(Role.HOLDER, holder.name(), holder.postalCode(), holder.address()),
                new LetterContent.IssueNotice(
                        content.application(),
                        certificate.card(),
                        certificate.serial(),
                        issuedOn,
                        certificate.notBefore(),
                        certificate.notAfter(),
                        recordedItems(applications.certificateContent(content.application())),
                        term.days(),
                        term.lastDay())));
    }

    /** What is recorded in a certificate, as its holder reads it. */
    static List<RecordedItem> recordedItems(CertificateContent content) {
        List<RecordedItem> items = new ArrayList<>();
        items.add(new RecordedItem("氏名", content.name()));
        items.add(new RecordedItem("氏名（ローマ字）", content.romajiName()));
        content.romajiAddress().ifPresent(address -> items.add(new RecordedItem("自宅住所（ローマ字）", address)));
        content.companyName().ifPresent(name -> items.add(new RecordedItem("商号・名称", name)));
        content.headOffice().ifPresent(address -> items.add(new RecordedItem("本店住所", address)));
        content.corporateNumber().ifPresent(number -> items.add(new RecordedItem("法人番号", number.value())));
        content.powerOfRepresentation().ifPresent(power -> items.add(new RecordedItem("代理権", power)));
        return items;
    }
}
