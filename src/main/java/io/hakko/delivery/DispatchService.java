package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_packCard;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_packPin;
import static io.hakko.delivery.CardDeliveryProcess.Element.userTask_postParcels;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.Zones;
import io.hakko.delivery.domain.Addressee;
import io.hakko.delivery.domain.DeliveryRefusal;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.PackingItem;
import io.hakko.delivery.domain.Parcel;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ParcelPlan;
import io.hakko.delivery.domain.PostalLabel;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.notice.LetterId;
import io.hakko.policy.DeliveryRules;
import io.hakko.policy.Profiles;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Dispatches} by rows in the schema {@code delivery}. */
@Service
@Transactional
class DispatchService implements Dispatches {

    private final DeliveryStore store;
    private final Applications applications;
    private final Certificates certificates;
    private final Profiles profiles;
    private final ReceiptStages stages;
    private final IssueNotices notices;
    private final CardInvoices invoices;
    private final ReceiptForms forms;
    private final EnclosedLetters enclosed;
    private final Tasks tasks;
    private final ReceiptDeadlines deadlines;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DispatchService(
            DeliveryStore store,
            Applications applications,
            Certificates certificates,
            Profiles profiles,
            ReceiptStages stages,
            IssueNotices notices,
            CardInvoices invoices,
            ReceiptForms forms,
            EnclosedLetters enclosed,
            Tasks tasks,
            ReceiptDeadlines deadlines,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.applications = applications;
        this.certificates = certificates;
        this.profiles = profiles;
        this.stages = stages;
        this.notices = notices;
        this.invoices = invoices;
        this.forms = forms;
        this.enclosed = enclosed;
        this.tasks = tasks;
        this.deadlines = deadlines;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public boolean prepare(ApplicationNumber application) {
        Optional<Dispatch> earlier = store.lock(application);
        if (earlier.isPresent()) {
            return earlier.get().agent();
        }
        IssuedCertificate certificate = certificates.ofApplication(application).stream()
                .filter(Predicate.not(IssuedCertificate::isRevoked))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IllegalStateException("no valid certificate to be delivered"));
        DeliveryContent content = applications.deliveryOf(application);
        DeliveryRules rules = profiles.get(content.profile()).delivery();
        LocalDate issuedOn = LocalDate.ofInstant(certificate.notBefore(), Zones.TOKYO);
        ReceiptStages.HoldersTerm term = stages.told(content.profile(), issuedOn);
        String issueNotice = notices.write(certificate, content, term).toString();
        Optional<String> invoice = invoices.cardReady(new CardInvoices.ReadyCard(
                        application,
                        certificate.serial(),
                        certificate.card(),
                        content.profile(),
                        issuedOn,
                        PackingPlans.takeInvoice(rules, content)))
                .map(LetterId::toString);
        List<ParcelPlan> plans = PackingPlans.of(rules, content, invoice.isPresent());
        Dispatch dispatch = Dispatch.prepared(
                certificate.card(),
                application,
                certificate.serial(),
                content.profile(),
                content.agentDelivery(),
                issuedOn,
                issueNotice,
                receiptForm(plans, () -> forms.write(certificate, content, term)),
                invoice);
        store.add(
                dispatch,
                clock.instant(),
                plans.stream().map(plan -> Parcel.of(certificate.card(), plan)).toList());
        return dispatch.agent();
    }

    /** Writes the form for the receipt, where the service encloses one. */
    private static Optional<String> receiptForm(List<ParcelPlan> plans, Supplier<LetterId> form) {
        return plans.stream().anyMatch(plan -> plan.items().contains(PackingItem.RECEIPT_FORM))
                ? Optional.of(form.get().toString())
                : Optional.empty();
    }

    @Override
    @Transactional(readOnly = true)
    public ParcelView cardParcel(TaskId task, Actor actor) {
        return views(task, userTask_packCard, actor).stream()
                .filter(view -> !view.content().equals(ParcelContent.PIN.name()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    @Transactional(readOnly = true)
    public ParcelView pinParcel(TaskId task, Actor actor) {
        return views(task, userTask_packPin, actor).stream()
                .filter(view -> view.content().equals(ParcelContent.PIN.name()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    @Transactional(readOnly = true)
    public List<ParcelView> parcels(TaskId task, Actor actor) {
        return views(task, userTask_postParcels, actor);
    }

    private List<ParcelView> views(TaskId task, CardDeliveryProcess.Element element, Actor actor) {
        ApplicationNumber application =
                ApplicationNumber.of(tasks.read(task, element.name(), actor).businessKey());
        Dispatch dispatch = store.find(application).orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
        DeliveryContent content = applications.deliveryOf(application);
        return parcelsOf(dispatch).stream()
                .map(parcel -> view(dispatch, parcel, content))
                .toList();
    }

    private static ParcelView view(Dispatch dispatch, Parcel parcel, DeliveryContent content) {
        PostalLabel label = PackingPlans.label(
                parcel.recipient() == Addressee.Recipient.AGENT
                        ? content.agent().orElseThrow()
                        : content.holder());
        return new ParcelView(
                dispatch.applicationNumber(),
                dispatch.cardNumber(),
                parcel.content().name(),
                parcel.content().label(),
                parcel.recipient().label(),
                parcel.channel().label(),
                parcel.channel().tracked(),
                label.postalCode(),
                label.address(),
                label.name(),
                parcel.items().stream().map(PackingItem::label).toList(),
                Optional.of(dispatch.issueNotice())
                        .filter(letter -> parcel.items().contains(PackingItem.ISSUE_NOTICE)),
                dispatch.receiptForm().filter(letter -> parcel.items().contains(PackingItem.RECEIPT_FORM)),
                dispatch.invoice().filter(letter -> parcel.items().contains(PackingItem.INVOICE)),
                parcel.packed().map(packed -> LocalDate.ofInstant(packed.at(), Zones.TOKYO)));
    }

    @Override
    public void packCard(TaskId task, Actor actor, PackParcel packed) {
        tasks.complete(task, userTask_packCard.name(), actor, open -> {
            Dispatch dispatch = locked(open.businessKey());
            pack(dispatch, cardParcel(dispatch), packed, actor);
            return ProcessVariables.none();
        });
    }

    @Override
    public void packPin(TaskId task, Actor actor, PackParcel packed) {
        tasks.complete(task, userTask_packPin.name(), actor, open -> {
            Dispatch dispatch = locked(open.businessKey());
            if (cardParcel(dispatch).packed().filter(p -> p.by().equals(actor)).isPresent()) {
                throw new Refusal(DeliveryRefusal.SAME_PACKER);
            }
            pack(dispatch, pinParcel(dispatch).orElseThrow(), packed, actor);
            return ProcessVariables.none();
        });
    }

    private void pack(Dispatch dispatch, Parcel parcel, PackParcel packed, Actor actor) {
        List<Violation> wrong = new ArrayList<>();
        PostingChecks.cardNumber(packed.cardNumber(), dispatch.cardNumber()).ifPresent(wrong::add);
        if (!packed.allEnclosed()) {
            wrong.add(Violation.at("/allEnclosed", DeliveryRefusal.NOT_ALL_ENCLOSED));
        }
        refuse(wrong);
        store.update(parcel.pack(actor, clock.instant()));
        audit.record(AuditEntry.of(
                        parcel.content().holdsCard() ? "card.packed" : "pin.packed",
                        dispatch.applicationNumber().value())
                .change(parcel.state(), Parcel.State.PACKED)
                .with("cardNumber", dispatch.cardNumber())
                .with("content", parcel.content())
                .with("recipient", parcel.recipient())
                .build());
    }

    @Override
    public void post(TaskId task, Actor actor, PostParcels posting) {
        tasks.complete(task, userTask_postParcels.name(), actor, open -> {
            Dispatch dispatch = locked(open.businessKey());
            return post(dispatch, actor, posting);
        });
    }

    private ProcessVariables post(Dispatch dispatch, Actor actor, PostParcels posting) {
        Parcel card = cardParcel(dispatch);
        Optional<Parcel> pin = pinParcel(dispatch);
        if (card.packed().isEmpty() || pin.filter(p -> p.packed().isEmpty()).isPresent()) {
            throw new Refusal(DeliveryRefusal.NOT_PACKED);
        }
        List<Violation> wrong = new ArrayList<>();
        checkPostedOn(posting.postedOn(), parcelsOf(dispatch)).ifPresent(wrong::add);
        boolean confirmed = posting.numbersConfirmed();
        Optional<TrackingNumber> cardNumber = PostingChecks.trackingNumber(
                "/cardTrackingNumber", card, posting.cardTrackingNumber(), confirmed, wrong);
        Optional<TrackingNumber> pinNumber = pin.flatMap(p ->
                PostingChecks.trackingNumber("/pinTrackingNumber", p, posting.pinTrackingNumber(), confirmed, wrong));
        if (cardNumber.isPresent() && cardNumber.equals(pinNumber)) {
            wrong.add(Violation.at("/pinTrackingNumber", DeliveryRefusal.TRACKING_NUMBERS_EQUAL));
        }
        refuse(wrong);

        Instant now = clock.instant();
        List<Parcel> posted = new ArrayList<>();
        posted.add(card.post(new Parcel.Posted(actor, now, posting.postedOn(), cardNumber)));
        pin.ifPresent(p -> posted.add(p.post(new Parcel.Posted(actor, now, posting.postedOn(), pinNumber))));
        posted.forEach(store::update);
        store.posted(dispatch.cardNumber(), posting.postedOn());
        audit.record(
                AuditEntry.of("card.dispatched", dispatch.applicationNumber().value())
                        .change(Parcel.State.PACKED, Parcel.State.POSTED)
                        .with("cardNumber", dispatch.cardNumber())
                        .with("channel", card.channel().label())
                        .with("trackingNumber", cardNumber.orElse(null))
                        .with("postedOn", posting.postedOn())
                        .with("recipient", card.recipient())
                        .with("pinChannel", pin.map(p -> p.channel().label()).orElse(null))
                        .with("pinTrackingNumber", pinNumber.orElse(null))
                        .build());
        enclosed.post(dispatch, posted, actor);
        events.publishEvent(new CardDispatched(
                dispatch.applicationNumber(),
                dispatch.serial(),
                dispatch.cardNumber(),
                card.channel().label(),
                cardNumber.map(TrackingNumber::value),
                posting.postedOn(),
                now));
        return deadlines.arm(dispatch, posting.postedOn());
    }

    private Optional<Violation> checkPostedOn(LocalDate postedOn, List<Parcel> parcels) {
        if (postedOn.isAfter(today())) {
            return Optional.of(Violation.at("/postedOn", DeliveryRefusal.POSTED_IN_FUTURE));
        }
        LocalDate packedOn = parcels.stream()
                .flatMap(parcel -> parcel.packed().stream())
                .map(packed -> LocalDate.ofInstant(packed.at(), Zones.TOKYO))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return postedOn.isBefore(packedOn)
                ? Optional.of(Violation.at("/postedOn", DeliveryRefusal.POSTED_BEFORE_PACKING, packedOn))
                : Optional.empty();
    }

    private Dispatch locked(String businessKey) {
        return store.lock(ApplicationNumber.of(businessKey))
                .orElseThrow(() -> new Refusal(DeliveryRefusal.NOT_DISPATCHED));
    }

    private Parcel cardParcel(Dispatch dispatch) {
        return parcelsOf(dispatch).stream()
                .filter(parcel -> parcel.content().holdsCard())
                .findFirst()
                .orElseThrow();
    }

    private Optional<Parcel> pinParcel(Dispatch dispatch) {
        return parcelsOf(dispatch).stream()
                .filter(parcel -> parcel.content() == ParcelContent.PIN)
                .findFirst();
    }

    private List<Parcel> parcelsOf(Dispatch dispatch) {
        return store.parcels(dispatch.cardNumber());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }
}
