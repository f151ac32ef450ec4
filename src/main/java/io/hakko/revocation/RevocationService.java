package io.hakko.revocation;

import static io.hakko.revocation.CertificateRevocationProcess.APPROVAL_NEEDED;
import static io.hakko.revocation.CertificateRevocationProcess.CERTIFICATE_SERIAL;
import static io.hakko.revocation.CertificateRevocationProcess.DUTY_PROPOSE;
import static io.hakko.revocation.CertificateRevocationProcess.Element.startEvent_revocationRequested;
import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_approveRevocation;
import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_postRevocationNotices;
import static io.hakko.revocation.CertificateRevocationProcess.KEY;
import static io.hakko.revocation.CertificateRevocationProcess.MESSAGE_CERTIFICATE_REVOKED;
import static io.hakko.revocation.CertificateRevocationProcess.REVOCATION_APPROVED;

import io.hakko.application.Applications;
import io.hakko.application.DeliveryContent;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
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
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.revocation.domain.RevocationRequest.Origin;
import io.hakko.revocation.domain.RevocationRequest.State;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
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
    private final RevocationNotices notices;
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
            RevocationNotices notices,
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
        this.notices = notices;
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
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        List<ServiceProfile> inForce = profiles.all().stream()
                .filter(profile -> !profile.ref().effectiveFrom().isAfter(today))
                .map(profile -> profile.ref().id())
                .distinct()
                .map(id -> profiles.current(id, today))
                .toList();
        return inForce.stream()
                .flatMap(profile -> reasonsOf(profile)
                        .map(reason -> new RevocationReasonView(
                                reason.code(),
                                inForce.size() == 1 ? reason.label() : profile.displayName() + "：" + reason.label())))
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
        Optional<IssuedCertificate> certificate = certificate(proposal.certificate(), wrong);
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
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        RevocationRequest request = request(
                certificate.orElseThrow(), Origin.MANAGER, reason.orElseThrow(), explanation, manager, State.REQUESTED);
        startFor(manager, request);
        return request.number();
    }

    @SuppressWarnings("try") // the scope is only opened and closed
    private void startFor(Actor manager, RevocationRequest request) {
        try (var scope = AuditScope.open(manager, KEY, startEvent_revocationRequested.name())) {
            if (!store.add(request)) {
                throw Refusal.at("/certificate", RevocationRefusal.REQUEST_OPEN, openNumber(request.serial()));
            }
            start(request);
            tasks.participated(request.number().value(), DUTY_PROPOSE, manager);
        }
    }

    private String openNumber(CertificateSerial serial) {
        return store.open(serial).map(open -> open.number().value()).orElse("");
    }

    private Optional<RevocationReason> reason(ServiceProfile profile, String code) {
        return reasonsOf(profile).filter(reason -> reason.code().equals(code)).findFirst();
    }

    private Optional<IssuedCertificate> certificate(String typed, List<Violation> wrong) {
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
        String open = openNumber(found.get().serial());
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

    private RevocationRequest request(
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
                .build());
        workflow.start(
                KEY,
                request.number().value(),
                ProcessVariables.with(CERTIFICATE_SERIAL, request.serial().hex())
                        .and(APPROVAL_NEEDED, request.state() == State.REQUESTED));
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

    private RevocationRequestView view(RevocationRequest request) {
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
        tasks.complete(task, userTask_approveRevocation.name(), actor, open -> {
            RevocationRequest request = lock(numberOf(open));
            if (request.proposedBy().equals(actor)) {
                throw new Refusal(RevocationRefusal.OWN_REQUEST);
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
            return ProcessVariables.with(REVOCATION_APPROVED, command.approved());
        });
    }

    @Override
    public void revoke(RevocationRequestNumber number) {
        RevocationRequest request = lock(number);
        if (!request.state().isOpen()) {
            return;
        }
        IssuedCertificate certificate = certificates
                .ofSerial(request.serial())
                .orElseThrow(() -> new IllegalStateException("no such certificate: " + request.serial()));
        Optional<Instant> before = certificate.revocation().map(Revocation::at);
        if (before.isEmpty()) {
            certificates.revoke(new RevokeCertificate(
                    request.serial(), request.reasonCode(), request.crlReason(), request.explanation(), false));
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

    private RevocationRequest lock(RevocationRequestNumber number) {
        return store.lock(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST));
    }

    private static RevocationRequestNumber numberOf(OpenTask task) {
        return RevocationRequestNumber.of(task.businessKey());
    }
}
