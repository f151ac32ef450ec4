package io.hakko.billing;

import io.hakko.application.Applications;
import io.hakko.application.BillingContent;
import io.hakko.application.DeliveryContent.Addressee;
import io.hakko.billing.domain.Balance;
import io.hakko.billing.domain.Charge;
import io.hakko.billing.domain.Invoice;
import io.hakko.notice.LetterContent;
import io.hakko.notice.LetterContent.InvoiceLine;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.notice.Recipient;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.policy.TaxRule;
import io.hakko.shared.InvoiceNumber;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The letters about money: 請求書 (A-PAY-01, B-FEE-04) and 支払督促状 (D-02). Both go to whoever pays. */
@Component
class InvoiceLetters {

    private static final String FIRST = "1";

    private final Applications applications;
    private final Profiles profiles;
    private final Letters letters;

    InvoiceLetters(Applications applications, Profiles profiles, Letters letters) {
        this.applications = applications;
        this.profiles = profiles;
        this.letters = letters;
    }

    LetterId invoice(
            InvoiceNumber number, List<Charge> charges, InvoiceAmounts amounts, LocalDate invoicedOn, LocalDate payBy) {
        Charge first = charges.get(0);
        ServiceProfile profile = profiles.get(first.profile());
        return letters.write(new WriteLetter(
                number.value(),
                FIRST,
                first.profile(),
                payerOf(first),
                new LetterContent.Invoice(
                        number,
                        invoicedOn,
                        first.issuedOn(),
                        charges.stream().map(charge -> line(charge, profile)).toList(),
                        profile.fees().tax().prices() == TaxRule.Inclusion.INCLUSIVE,
                        amounts.total(),
                        amounts.taxPercent(),
                        amounts.tax(),
                        amounts.payable(),
                        payBy)));
    }

    private InvoiceLine line(Charge charge, ServiceProfile profile) {
        BillingContent content = applications.billingOf(charge.application());
        return new InvoiceLine(
                charge.application(),
                charge.card(),
                content.holderName(),
                profile.product(charge.product()).label(),
                charge.unitPrice());
    }

    LetterId reminder(Invoice invoice, List<Charge> charges, Balance balance, LocalDate payBy) {
        return letters.write(new WriteLetter(
                invoice.number().value(),
                FIRST,
                invoice.profile(),
                payerOf(charges.get(0)),
                new LetterContent.PaymentReminder(
                        invoice.number(),
                        invoice.invoicedOn(),
                        charges.stream().map(Charge::card).toList(),
                        invoice.payable(),
                        balance.paid(),
                        balance.outstanding(),
                        payBy)));
    }

    private Recipient payerOf(Charge charge) {
        Addressee payer = applications.billingOf(charge.application()).payer();
        return Recipient.company(payer.name(), payer.postalCode(), payer.address());
    }
}
