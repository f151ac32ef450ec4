package io.hakko.delivery;

import io.hakko.application.DeliveryContent;
import io.hakko.ca.IssuedCertificate;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.Recipient;
import io.hakko.notice.Recipient.Role;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.Profiles;
import org.springframework.stereotype.Component;

/** 受領書用紙: the form that the holder seals and returns (B-RCP-02, B-DLV-01). It travels in a parcel. */
@Component
class ReceiptForms {

    private final Profiles profiles;
    private final Letters letters;

    ReceiptForms(Profiles profiles, Letters letters) {
        this.profiles = profiles;
        this.letters = letters;
    }

    /** Writes the form. Idempotent. */
    LetterId write(IssuedCertificate certificate, DeliveryContent content, ReceiptStages.HoldersTerm term) {
        DeliveryContent.Addressee holder = content.holder();
        return letters.write(new WriteLetter(
                content.application().value(),
                certificate.card().value(),
                content.profile(),
                Recipient.person(Role.HOLDER, holder.name(), holder.postalCode(), holder.address()),
                new LetterContent.ReceiptForm(
                        content.application(),
                        certificate.card(),
                        certificate.serial(),
                        holder.name(),
                        content.company().name(),
                        profiles.get(content.profile()).delivery().doubtDays(),
                        term.days(),
                        term.lastDay())));
    }
}
