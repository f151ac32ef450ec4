package io.hakko.revocation;

import static io.hakko.revocation.CertificateRevocationProcess.APPROVAL_NEEDED;
import static io.hakko.revocation.CertificateRevocationProcess.CERTIFICATE_SERIAL;
import static io.hakko.revocation.CertificateRevocationProcess.DUTY_PROPOSE;
import static io.hakko.revocation.CertificateRevocationProcess.Element.startEvent_revocationRequested;
import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_approveRevocation;
import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_postRevocationNotices;
import static io.hakko.revocation.CertificateRevocationProcess.KEY;
import static io.hakko.revocation.CertificateRevocationProcess.MESSAGE_CERTIFICATE_REVOKED;
import static io.hakko.revocation.CertificateRevocationProcess.MESSAGE_REQUEST_WITHDRAWN;
import static io.hakko.revocation.CertificateRevocationProcess.ON_PAPER;
import static io.hakko.revocation.CertificateRevocationProcess.ORIGINALS_OUTSTANDING;
import static io.hakko.revocation.CertificateRevocationProcess.REFUSAL_NOTICE_NEEDED;
import static io.hakko.revocation.CertificateRevocationProcess.REVOCATION_APPROVED;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.billing.PaymentOverdue;
import io.hakko.billing.PaymentSettled;
import io.hakko.billing.Payments;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.IssuedCertificate.Revocation;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Zones;
import io.hakko.delivery.ReceiptOverdue;
import io.hakko.notice.LetterId;
import io.hakko.notice.Letters;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.CertificateReference;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationRequest.State;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.InvoiceNumber;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Violation;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Revocations} by rows in the schema {@code revocation}. */
@Service
@Transactional
class RevocationService implements Revocations {

    private static final int LONGEST_EXPLANATION = 1000;

    private final RevocationStore store;
    private final Certificates certificates;
    private final Applications applications;
    private final Profiles profiles;
    private final Payments payments;
    private final RevocationNotices notices;
    private final PaperRequestStore papers;
    private final PaperRefusals refusals;
    private final OriginalsDesk originals;
    private final Letters letters;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevocationService(
            RevocationStore store,
            Certificates certificates,
            Applications applications,
            Profiles profiles,
            Payments payments,
            RevocationNotices notices,
            PaperRequestStore papers,
            PaperRefusals refusals,
            OriginalsDesk originals,
            Letters letters,
            Workflow workflow,
            Tasks tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.certificates = certificates;
        this.applications = applications;
        this.profiles = profiles;
        this.payments = payments;
        this.notices = notices;
        this.papers = papers;
        this.refusals = refusals;
        this.originals = originals;
        this.letters = letters;
        this.workflow = workflow;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<RevocationReasonView> reasons() {
        return reasons(RevocationService::reasonsOf);
    }

    /** Reasons of the services in force, each with its service when there are several. */
    List<RevocationReasonView> reasons(Function<ServiceProfile, Stream<RevocationReason>> of) {
        List<ServiceProfile> inForce = inForce();
        return inForce.stream()
                .flatMap(profile -> of.apply(profile)
                        .map(reason -> new RevocationReasonView(
                                reason.code(),
                                inForce.size() == 1 ? reason.label() : profile.displayName() + "：" + reason.label())))
                .toList();
    }

    List<ServiceProfile> inForce() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        return profiles.all().stream()
                .filter(profile -> !profile.ref().effectiveFrom().isAfter(today))
                .map(profile -> profile.ref().id())
                .distinct()
                .map(id -> profiles.current(id, today))
                .toList();
    }

    /**
     * What the operator may choose; a spoiled card is revoked by who makes it again, without any letter, though a service
     * may have the same reason for mis-issue.
     */
    private static Stream<RevocationReason> reasonsOf(ServiceProfile profile) {
        RevocationReason technical = profile.revocation().cardSpoiled();
        RevocationReason misIssue = profile.revocation().misIssue();
        return profile.revocation().reasonsFor(Party.OPERATOR).stream()
                .filter(reason -> !reason.equals(technical) || reason.equals(misIssue));
    }

    @Override
    public RevocationRequestNumber propose(ProposeRevocation proposal, Actor manager) {
        List<Violation> wrong = new ArrayList<>();
        Optional<IssuedCertificate> certificate = certificate(proposal.certificate(), Origin.MANAGER, wrong);
        Optional<RevocationReason> reason =
                certificate.flatMap(found -> reason(profiles.get(found.profile()), proposal.reasonCode()));
        if (proposal.reasonCode().isBlank()) {
            wrong.add(Violation.at("/reasonCode", RevocationRefusal.REASON_MISSING));
        } else if (certificate.isPresent() && reason.isEmpty()) {
            wrong.add(Violation.at("/reasonCode", RevocationRefusal.REASON_UNKNOWN));
        }
        String explanation = proposal.explanation().strip();
        if (explanation.isEmpty()) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.EXPLANATION_MISSING));
        } else if (explanation.length() > LONGEST_EXPLANATION) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.EXPLANATION_TOO_LONG, LONGEST_EXPLANATION));
        } else if (MyNumbers.isIn(explanation)) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.MY_NUMBER));
        }
        Optional<Instant> unsafeSince =
                InvalidityDates.of(proposal.compromisedSince(), certificate, reason, clock.instant(), wrong);
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        RevocationRequest request = request(
                        certificate.orElseThrow(),
                        Origin.MANAGER,
                        reason.orElseThrow(),
                        explanation,
                        manager,
                        State.REQUESTED)
                .unsafeSince(unsafeSince);
        startFor(manager, request, DUTY_PROPOSE, () -> {});
        return request.number();
    }

    /**
     * Adds a request of a person and starts its process.
     *
     * @param duty what this person has done with it
     * @param more adds what else belongs to it
     */
    @SuppressWarnings("try") // the scope is only opened and closed
    void startFor(Actor person, RevocationRequest request, String duty, Runnable more) {
        try (var scope = AuditScope.open(person, KEY, startEvent_revocationRequested.name())) {
            if (!store.add(request)) {
                throw Refusal.at(
                        "/certificate", RevocationRefusal.REQUEST_OPEN, openNumber(request.serial(), request.origin()));
            }
            more.run();
            start(request);
            tasks.participated(request.number().value(), duty, person);
        }
    }

    private String openNumber(CertificateSerial serial, Origin origin) {
        return store.open(serial, origin).map(open -> open.number().value()).orElse("");
    }

    private Optional<RevocationReason> reason(ServiceProfile profile, String code) {
        return reasonsOf(profile).filter(reason -> reason.code().equals(code)).findFirst();
    }

    /** The certificate that is meant, with what speaks against revoking it at this party's request. */
    Optional<IssuedCertificate> certificate(String typed, Origin origin, List<Violation> wrong) {
        if (typed.isBlank()) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.CERTIFICATE_MISSING));
            return Optional.empty();
        }
        CertificateReference reference = CertificateReference.parse(typed);
        if (!reference.isReadable()) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.CERTIFICATE_UNREADABLE));
            return Optional.empty();
        }
        Optional<IssuedCertificate> found = reference
                .card()
                .flatMap(certificates::ofCard)
                .or(() -> reference.serial().flatMap(certificates::ofSerial));
        if (found.isEmpty()) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.CERTIFICATE_UNKNOWN));
            return found;
        }
        String open = openNumber(found.get().serial(), origin);
        if (found.get().isRevoked()) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.ALREADY_REVOKED));
        } else if (!found.get().isValidAt(clock.instant())) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.EXPIRED));
        } else if (!open.isEmpty()) {
            wrong.add(Violation.at("/certificate", RevocationRefusal.REQUEST_OPEN, open));
        }
        return found;
    }

    @EventListener
    void on(ReceiptOverdue overdue) {
        requestForNonReceipt(overdue);
    }

    @Override
    public RevocationRequestNumber requestForNonReceipt(ReceiptOverdue overdue) {
        Optional<RevocationRequest> earlier = store.open(overdue.serial(), Origin.TIMER);
        if (earlier.isPresent()) {
            return earlier.get().number();
        }
        IssuedCertificate certificate = certificates
                .ofSerial(overdue.serial())
                .orElseThrow(() -> new IllegalStateException("no such certificate: " + overdue.serial()));
        RevocationReason reason = profiles.get(overdue.profile()).revocation().receiptOverdue();
        RevocationRequest request = request(
                certificate,
                Origin.TIMER,
                reason,
                reason.label(),
                AuditScope.current().actor(),
                State.APPROVED);
        if (!store.add(request)) {
            throw new IllegalStateException("another revocation for non-receipt is under way");
        }
        start(request);
        return request.number();
    }

    @EventListener
    void on(PaymentOverdue overdue) {
        requestForNonPayment(overdue);
    }

    @Override
    public void requestForNonPayment(PaymentOverdue overdue) {
        RevocationReason reason = profiles.get(overdue.profile()).revocation().paymentOverdue();
        String explanation =
                "請求書 %s：%s".formatted(overdue.invoice(), overdue.decidedByTimer() ? reason.label() : overdue.reason());
        for (CertificateSerial serial : overdue.certificates()) {
            if (store.open(serial, Origin.PAYMENT).isEmpty()) {
                requestForNonPayment(serial, overdue.decidedByTimer(), reason, explanation);
            }
        }
    }

    private void requestForNonPayment(
            CertificateSerial serial, boolean decidedByTimer, RevocationReason reason, String explanation) {
        IssuedCertificate certificate = certificates
                .ofSerial(serial)
                .orElseThrow(() -> new IllegalStateException("no such certificate: " + serial));
        RevocationRequest request = request(
                certificate,
                Origin.PAYMENT,
                reason,
                explanation,
                AuditScope.current().actor(),
                decidedByTimer ? State.APPROVED : State.REQUESTED);
        if (!store.add(request)) {
            throw new IllegalStateException("another revocation for non-payment is under way");
        }
        start(request);
        if (!decidedByTimer) {
            tasks.participated(request.number().value(), DUTY_PROPOSE, request.proposedBy());
        }
    }

    /** The key that signed the certificate is compromised (B-RVK-04 (5)); two managers have decided. Idempotent. */
    void requestForCompromise(CertificateSerial serial, String explanation, Actor proposedBy) {
        if (store.open(serial, Origin.CA_COMPROMISE).isPresent()) {
            return;
        }
        IssuedCertificate certificate = certificates
                .ofSerial(serial)
                .orElseThrow(() -> new IllegalStateException("no such certificate: " + serial));
        RevocationRequest request = request(
                certificate,
                Origin.CA_COMPROMISE,
                profiles.get(certificate.profile()).revocation().caCompromise(),
                explanation,
                proposedBy,
                State.APPROVED);
        if (!store.add(request)) {
            throw new IllegalStateException("another revocation for the compromise is under way");
        }
        start(request);
    }

    @EventListener
    void on(PaymentSettled settled) {
        withdrawForPayment(settled);
    }

    @Override
    public void withdrawForPayment(PaymentSettled settled) {
        settled.certificates().stream()
                .flatMap(serial -> store.open(serial, Origin.PAYMENT).stream())
                .map(open -> lock(open.number()))
                .filter(request -> request.state() == State.REQUESTED)
                .forEach(request -> withdraw(request, settled.invoice()));
    }

    private void withdraw(RevocationRequest request, InvoiceNumber invoice) {
        store.update(request.withdrawn());
        audit.record(AuditEntry.of("revocation.withdrawn", request.number().value())
                .change(request.state(), State.WITHDRAWN)
                .with("application", request.application())
                .with("serial", request.serial())
                .with("invoice", invoice)
                .build());
        workflow.correlate(MESSAGE_REQUEST_WITHDRAWN, request.number().value(), ProcessVariables.none());
    }

    RevocationRequest request(
            IssuedCertificate certificate,
            Origin origin,
            RevocationReason reason,
            String explanation,
            Actor proposedBy,
            State state) {
        Instant now = clock.instant();
        return new RevocationRequest(
                store.nextNumber(now.atZone(Zones.TOKYO).getYear()),
                certificate.serial(),
                certificate.application(),
                certificate.card(),
                certificate.profile(),
                origin,
                reason.code(),
                reason.crlReason(),
                Optional.empty(),
                explanation,
                proposedBy,
                now,
                state,
                Optional.empty(),
                Optional.empty());
    }

    private void start(RevocationRequest request) {
        audit.record(AuditEntry.of("revocation.requested", request.number().value())
                .reason(request.explanation())
                .change("", request.state())
                .with("application", request.application())
                .with("serial", request.serial())
                .with("cardNumber", request.card())
                .with("origin", request.origin())
                .with("reasonCode", request.reasonCode())
                .with("invalidityDate", request.invalidityDate().orElse(null))
                .build());
        workflow.start(
                KEY,
                request.number().value(),
                ProcessVariables.with(CERTIFICATE_SERIAL, request.serial().hex())
                        .and(APPROVAL_NEEDED, request.state() == State.REQUESTED)
                        .and(ON_PAPER, request.origin().isOnPaper())
                        .and(ORIGINALS_OUTSTANDING, false));
    }

    @Override
    @Transactional(readOnly = true)
    public RevocationRequestView of(RevocationRequestNumber number) {
        return view(store.find(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST)));
    }

    @Override
    @Transactional(readOnly = true)
    public RevocationRequestView toApprove(TaskId task, Actor actor) {
        return of(numberOf(tasks.read(task, userTask_approveRevocation.name(), actor)));
    }

    @Override
    @Transactional(readOnly = true)
    public RevocationRequestView toNotify(TaskId task, Actor actor) {
        return of(numberOf(tasks.read(task, userTask_postRevocationNotices.name(), actor)));
    }

    RevocationRequestView view(RevocationRequest request) {
        ServiceProfile profile = profiles.get(request.profile());
        DeliveryContent people = applications.deliveryOf(request.application());
        return new RevocationRequestView(
                request.number(),
                request.serial(),
                request.application(),
                request.card(),
                profile.displayName(),
                people.holder().name(),
                people.company().name(),
                request.origin().label(),
                request.reasonCode(),
                profile.revocation().reason(request.reasonCode()).label(),
                request.crlReason(),
                request.invalidityDate(),
                request.explanation(),
                request.proposedBy(),
                request.proposedAt(),
                request.state().name(),
                request.revokedAt());
    }

    @Override
    public void decide(TaskId task, Actor actor, DecideRevocation command) {
        String reason = command.reason().strip();
        if (!command.approved() && reason.isEmpty()) {
            throw Refusal.at("/reason", RevocationRefusal.DECISION_REASON_MISSING);
        }
        if (MyNumbers.isIn(reason)) {
            throw Refusal.at("/reason", RevocationRefusal.MY_NUMBER);
        }
        tasks.complete(task, userTask_approveRevocation.name(), actor, open -> {
            RevocationRequest request = lockAfterInvoice(numberOf(open));
            requireOther(request, actor);
            boolean refusedOnPaper = !command.approved() && request.origin().isOnPaper();
            if (refusedOnPaper) {
                refusals.add(request, command.refusals(), command.refusalNote());
            }
            Instant now = clock.instant();
            RevocationRequest decided = request.decide(new Decision(command.approved(), reason, actor, now));
            store.update(decided);
            audit.record(AuditEntry.of(
                            command.approved() ? "revocation.approved" : "revocation.refused",
                            request.number().value())
                    .reason(reason)
                    .change(request.state(), decided.state())
                    .with("application", request.application())
                    .with("serial", request.serial())
                    .build());
            events.publishEvent(new RevocationDecided(
                    request.number(), request.application(), request.serial(), command.approved(), now));
            if (!command.approved() && request.origin() == Origin.PAYMENT) {
                payments.revocationRefused(request.serial());
            }
            return ProcessVariables.with(REVOCATION_APPROVED, command.approved())
                    .and(REFUSAL_NOTICE_NEEDED, refusedOnPaper)
                    .and(command.approved() ? originals.await(request) : ProcessVariables.none());
        });
    }

    /** D-16, once more beside the duties of the model. */
    private void requireOther(RevocationRequest request, Actor actor) {
        if (request.proposedBy().equals(actor)) {
            throw new Refusal(RevocationRefusal.OWN_REQUEST);
        }
        if (papers.examination(request.number())
                .filter(examination -> examination.by().equals(actor))
                .isPresent()) {
            throw new Refusal(RevocationRefusal.OWN_REVIEW);
        }
    }

    @Override
    public void revoke(RevocationRequestNumber number) {
        RevocationRequest request = lockAfterInvoice(number);
        if (!request.state().isOpen()) {
            return;
        }
        IssuedCertificate certificate = certificates
                .ofSerial(request.serial())
                .orElseThrow(() -> new IllegalStateException("no such certificate: " + request.serial()));
        Optional<Instant> before = certificate.revocation().map(Revocation::at);
        if (before.isEmpty()) {
            certificates.revoke(new RevokeCertificate(
                    request.serial(),
                    request.reasonCode(),
                    request.crlReason(),
                    request.explanation(),
                    false,
                    request.invalidityDate()));
        } else {
            audit.record(AuditEntry.of("revocation.foundRevoked", number.value())
                    .with("serial", request.serial())
                    .with("revokedAt", before.get())
                    .build());
        }
        store.update(request.revoked(before.orElseGet(clock::instant)));
        applications.markRevoked(request.application());
        workflow.correlateAll(
                MESSAGE_CERTIFICATE_REVOKED,
                CERTIFICATE_SERIAL,
                request.serial().hex());
    }

    @Override
    public void recordOvertaken(RevocationRequestNumber number) {
        RevocationRequest request = lock(number);
        if (!request.state().isOpen()) {
            return;
        }
        RevocationRequest overtaken = request.overtaken();
        store.update(overtaken);
        audit.record(AuditEntry.of("revocation.overtaken", number.value())
                .change(request.state(), overtaken.state())
                .with("application", request.application())
                .with("serial", request.serial())
                .build());
    }

    @Override
    public void writeNotices(RevocationRequestNumber number) {
        notices.write(lock(number));
    }

    @Override
    @Transactional(readOnly = true)
    public List<RevocationNoticeView> noticesToPost(TaskId task, Actor actor) {
        RevocationRequestNumber number = numberOf(tasks.read(task, userTask_postRevocationNotices.name(), actor));
        return store.notices(number).stream()
                .map(notice -> new RevocationNoticeView(
                        notice.receiver().name(),
                        notice.receiver().label(),
                        letters.read(LetterId.of(notice.letter()))))
                .toList();
    }

    @Override
    public void postNotices(TaskId task, Actor actor, PostNotices posting) {
        tasks.complete(task, userTask_postRevocationNotices.name(), actor, open -> {
            RevocationRequest request = lock(numberOf(open));
            notices.post(request, posting, actor);
            store.update(request.notified());
            return ProcessVariables.none();
        });
    }

    /** For what also changes the invoice. */
    private RevocationRequest lockAfterInvoice(RevocationRequestNumber number) {
        store.find(number).map(RevocationRequest::serial).ifPresent(payments::hold);
        return lock(number);
    }

    private RevocationRequest lock(RevocationRequestNumber number) {
        return store.lock(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST));
    }

    private static RevocationRequestNumber numberOf(OpenTask task) {
        return RevocationRequestNumber.of(task.businessKey());
    }
}
