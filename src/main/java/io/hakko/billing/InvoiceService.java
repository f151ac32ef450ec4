package io.hakko.billing;

import static io.hakko.billing.PaymentCollectionProcess.INVOICE_ENCLOSED;
import static io.hakko.billing.PaymentCollectionProcess.LETTER_ID;

import io.hakko.application.Applications;
import io.hakko.application.BillingContent;
import io.hakko.application.DeliveryContent.Addressee;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.billing.domain.BillingStore;
import io.hakko.billing.domain.Charge;
import io.hakko.billing.domain.Invoice;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Zones;
import io.hakko.delivery.CardInvoices;
import io.hakko.notice.LetterId;
import io.hakko.policy.Profiles;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Charges cards and writes invoices, by rows in the schema {@code billing}. */
@Service
@Transactional
class InvoiceService implements Invoices, CardInvoices {

    private final BillingStore store;
    private final Applications applications;
    private final Certificates certificates;
    private final Profiles profiles;
    private final BusinessCalendars calendars;
    private final PaymentStages stages;
    private final InvoiceLetters letters;
    private final InvoiceViews views;
    private final Workflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvoiceService(
            BillingStore store,
            Applications applications,
            Certificates certificates,
            Profiles profiles,
            BusinessCalendars calendars,
            PaymentStages stages,
            InvoiceLetters letters,
            InvoiceViews views,
            Workflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.applications = applications;
        this.certificates = certificates;
        this.profiles = profiles;
        this.calendars = calendars;
        this.stages = stages;
        this.letters = letters;
        this.views = views;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** What cards must have in common to stand on one invoice (A-PAY-01). */
    private record Share(ApplicationNumber order, ProfileRef profile, LocalDate issuedOn, Addressee payer) {}

    @Override
    @Transactional(readOnly = true)
    public InvoiceView of(InvoiceNumber number) {
        return views.of(number);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<InvoiceView> ofApplication(ApplicationNumber application) {
        return store.charge(application).flatMap(Charge::invoice).map(views::of);
    }

    @Override
    public Optional<LetterId> cardReady(ReadyCard card) {
        BillingContent content = applications.billingOf(card.application());
        store.lockOrder(content.order());
        Charge charge = new Charge(
                card.application(),
                card.card(),
                card.serial(),
                card.profile(),
                content.order(),
                content.price().product(),
                content.price().unitPrice(),
                card.issuedOn(),
                today(),
                Optional.empty(),
                Optional.empty());
        if (!store.add(charge)) {
            return enclosedWith(card.application());
        }
        Share share = shareOf(charge);
        if (anotherCardIsToCome(share)) {
            return Optional.empty();
        }
        List<Charge> together = store.uninvoiced(content.order()).stream()
                .filter(waiting -> shareOf(waiting).equals(share))
                .toList();
        LetterId letter = write(together, card.takesInvoice() ? Optional.of(card.application()) : Optional.empty());
        return card.takesInvoice() ? Optional.of(letter) : Optional.empty();
    }

    private Optional<LetterId> enclosedWith(ApplicationNumber application) {
        return store.charge(application)
                .flatMap(Charge::invoice)
                .flatMap(store::find)
                .filter(invoice -> invoice.enclosedWith().equals(Optional.of(application)))
                .map(invoice -> LetterId.of(invoice.letter()));
    }

    /** Whether a card that is accepted, but not ready yet, may still be issued on the same day and paid by the same. */
    private boolean anotherCardIsToCome(Share share) {
        return applications.onTheirWay(share.order()).stream()
                .filter(other -> store.charge(other).isEmpty())
                .anyMatch(other -> shareToBe(other).equals(share));
    }

    private Share shareOf(Charge charge) {
        return new Share(
                charge.order(),
                charge.profile(),
                charge.issuedOn(),
                applications.billingOf(charge.application()).payer());
    }

    /** With the day on which its certificate was issued; without one it is issued today at the earliest. */
    private Share shareToBe(ApplicationNumber application) {
        BillingContent content = applications.billingOf(application);
        LocalDate issuedOn = certificates.ofApplication(application).stream()
                .filter(Predicate.not(IssuedCertificate::isRevoked))
                .map(certificate -> LocalDate.ofInstant(certificate.notBefore(), Zones.TOKYO))
                .reduce((earlier, later) -> later)
                .orElseGet(this::today);
        return new Share(content.order(), content.profile(), issuedOn, content.payer());
    }

    /** Orders with charges of a day that is over, which no parcel took. */
    @Transactional(readOnly = true)
    List<ApplicationNumber> ordersLeftOver() {
        return store.ordersLeftOver(today());
    }

    /** Writes the invoices of an order's charges that no parcel took, on a business day after them. */
    void writeLeftOver(ApplicationNumber order) {
        store.lockOrder(order);
        Map<Share, List<Charge>> left = store.uninvoiced(order).stream()
                .filter(charge -> charge.chargedOn().isBefore(today()))
                .filter(this::isBusinessDay)
                .collect(Collectors.groupingBy(this::shareOf, LinkedHashMap::new, Collectors.toList()));
        left.values().forEach(charges -> write(charges, Optional.empty()));
    }

    private boolean isBusinessDay(Charge charge) {
        return calendars.with(profiles.get(charge.profile()).closures()).isBusinessDay(today());
    }

    private LetterId write(List<Charge> charges, Optional<ApplicationNumber> enclosedWith) {
        Charge first = charges.get(0);
        LocalDate today = today();
        InvoiceNumber number = store.nextNumber(today.getYear());
        InvoiceAmounts amounts = InvoiceAmounts.of(
                charges.stream().map(Charge::unitPrice).toList(),
                profiles.get(first.profile()).fees().tax(),
                first.issuedOn());
        LocalDate payBy =
                stages.of(first.profile(), first.issuedOn(), today).payment().rolledLastDay();
        LetterId letter = letters.invoice(number, charges, amounts, today, payBy);
        store.add(
                new Invoice(
                        number,
                        first.profile(),
                        today,
                        first.issuedOn(),
                        amounts.taxPercent(),
                        amounts.total(),
                        amounts.tax(),
                        amounts.payable(),
                        letter.toString(),
                        enclosedWith,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Invoice.State.OPEN),
                charges);
        List<ApplicationNumber> covered =
                charges.stream().map(Charge::application).toList();
        audit.record(AuditEntry.of("invoice.issued", number.value())
                .change("", Invoice.State.OPEN)
                .with("amount", amounts.payable().amount())
                .with("tax", amounts.tax().amount())
                .with("cards", charges.size())
                .with(
                        "applications",
                        String.join(
                                " ",
                                covered.stream().map(ApplicationNumber::value).toList()))
                .with("issuedOn", first.issuedOn())
                .with("payBy", payBy)
                .with("enclosedWith", enclosedWith.orElse(null))
                .build());
        events.publishEvent(new InvoiceIssued(number, covered, amounts.payable(), clock.instant()));
        workflow.start(
                PaymentCollectionProcess.KEY,
                number.value(),
                ProcessVariables.with(INVOICE_ENCLOSED, enclosedWith.isPresent())
                        .and(LETTER_ID, letter.toString()));
        return letter;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
