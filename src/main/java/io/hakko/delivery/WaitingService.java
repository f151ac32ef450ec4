package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.CERTIFICATE_SERIAL;
import static io.hakko.delivery.CardDeliveryProcess.MESSAGE_REVOCATION_REFUSED;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;

import io.hakko.application.Applications;
import io.hakko.application.ArrivalsClosed;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.delivery.domain.DeliveryStore;
import io.hakko.delivery.domain.Dispatch;
import io.hakko.delivery.domain.Dispatch.Outcome;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Waiting} by rows in the schema {@code delivery} and the deadlines of cases. */
@Service
@Transactional
class WaitingService implements Waiting {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingService.class);

    private final DeliveryStore store;
    private final WaitingCards cards;
    private final ReceiptDeadlines deadlines;
    private final CaseDeadlines rows;
    private final ReceiptReminders reminders;
    private final Applications applications;
    private final Workflow workflow;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WaitingService(
            DeliveryStore store,
            WaitingCards cards,
            ReceiptDeadlines deadlines,
            CaseDeadlines rows,
            ReceiptReminders reminders,
            Applications applications,
            Workflow workflow,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.cards = cards;
        this.deadlines = deadlines;
        this.rows = rows;
        this.reminders = reminders;
        this.applications = applications;
        this.workflow = workflow;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String writeReminder(ApplicationNumber application) {
        Dispatch dispatch = cards.lock(application.value());
        String letter = reminders.write(dispatch, deadlines.current(dispatch)).toString();
        store.reminderWritten(dispatch.cardNumber(), letter);
        rows.executed(application.value(), RECEIPT_REMINDER);
        return letter;
    }

    @Override
    public ProcessVariables checkDeadline(ApplicationNumber application) {
        return deadlines.check(cards.lock(application.value()));
    }

    @Override
    public ProcessVariables resumeStages(ApplicationNumber application) {
        return deadlines.resume(cards.lock(application.value()));
    }

    @Override
    public ProcessVariables countAnew(ApplicationNumber application) {
        return deadlines.countAnew(cards.lock(application.value()));
    }

    @Override
    public void declareOverdue(ApplicationNumber application) {
        Dispatch dispatch = cards.lock(application.value());
        Instant now = clock.instant();
        rows.met(application.value(), RECEIPT_REMINDER);
        rows.executed(application.value(), RECEIPT);
        store.ended(dispatch.cardNumber(), Outcome.OVERDUE, now);
        audit.record(AuditEntry.of("receipt.overdue", application.value())
                .change("", Outcome.OVERDUE)
                .with("cardNumber", dispatch.cardNumber())
                .with("serial", dispatch.serial())
                .build());
        events.publishEvent(
                new ReceiptOverdue(application, dispatch.serial(), dispatch.cardNumber(), dispatch.profile(), now));
    }

    @Override
    public void revocationRefused(ApplicationNumber application) {
        Optional<Dispatch> asking = store.lock(application).filter(Dispatch::revocationAsked);
        asking.ifPresent(dispatch -> {
            store.revocationAsked(dispatch.cardNumber(), false);
            workflow.correlateAll(
                    MESSAGE_REVOCATION_REFUSED,
                    CERTIFICATE_SERIAL,
                    dispatch.serial().hex());
        });
    }

    @Override
    public void recordRevoked(ApplicationNumber application) {
        rows.met(application.value(), RECEIPT_REMINDER);
        rows.met(application.value(), RECEIPT);
        Optional<Dispatch> dispatch = store.lock(application);
        dispatch.ifPresent(prepared -> store.ended(prepared.cardNumber(), Outcome.REVOKED, clock.instant()));
        applications.markRevoked(application);
        boolean inHouse = dispatch.map(this::isInHouse).orElse(true);
        audit.record(AuditEntry.of("delivery.revoked", application.value())
                .change(dispatch.flatMap(Dispatch::outcome).map(Outcome::name).orElse(""), Outcome.REVOKED)
                .with("cardNumber", dispatch.map(Dispatch::cardNumber).orElse(null))
                .with("posted", !inHouse)
                .build());
        if (inHouse) {
            LOG.warn("The certificate of {} is revoked while its card is in the house: destroy the card", application);
        }
    }

    private boolean isInHouse(Dispatch dispatch) {
        return dispatch.postedOn().isEmpty()
                || store.parcels(dispatch.cardNumber()).stream()
                        .anyMatch(parcel -> parcel.content().holdsCard() && parcel.isReturned());
    }

    /** The case that waited for the closing goes on; its deadline no longer waits, even if the next step is delayed. */
    @EventListener
    void on(ArrivalsClosed closed) {
        if (rows.inForce(closed.businessKey(), RECEIPT).isPresent()) {
            deadlines.expire(cards.lock(closed.businessKey()));
        }
    }
}
