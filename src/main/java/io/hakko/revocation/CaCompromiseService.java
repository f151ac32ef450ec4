package io.hakko.revocation;

import static io.hakko.revocation.CaCompromiseProcess.COMPROMISE_APPROVED;
import static io.hakko.revocation.CaCompromiseProcess.DUTY_PROPOSE;
import static io.hakko.revocation.CaCompromiseProcess.Element.startEvent_compromiseProposed;
import static io.hakko.revocation.CaCompromiseProcess.Element.userTask_announceCompromise;
import static io.hakko.revocation.CaCompromiseProcess.Element.userTask_approveCompromise;
import static io.hakko.revocation.CaCompromiseProcess.KEY;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.ca.CompromisedAuthorities;
import io.hakko.calendar.Zones;
import io.hakko.policy.Profiles;
import io.hakko.revocation.domain.CaCompromise;
import io.hakko.revocation.domain.CaCompromise.Announcement;
import io.hakko.revocation.domain.CaCompromiseStore;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.shared.Actor;
import io.hakko.shared.CaseNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link CaCompromises} by rows in the schema {@code revocation}. */
@Service
@Transactional
class CaCompromiseService implements CaCompromises {

    private static final int LONGEST_EXPLANATION = 1000;

    /** Revocations that one transaction requests. */
    private static final int PAGE = 100;

    private final CaCompromiseStore store;
    private final RevocationService revocations;
    private final CompromisedAuthorities compromised;
    private final Authorities authorities;
    private final Profiles profiles;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    CaCompromiseService(
            CaCompromiseStore store,
            RevocationService revocations,
            CompromisedAuthorities compromised,
            Authorities authorities,
            Profiles profiles,
            Workflow workflow,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.compromised = compromised;
        this.authorities = authorities;
        this.profiles = profiles;
        this.workflow = workflow;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<AuthorityView> authorities() {
        return authorities.all().stream()
                .filter(authority -> store.ofAuthority(authority.id()).isEmpty())
                .map(this::view)
                .toList();
    }

    private AuthorityView view(Authority authority) {
        String service = profiles.currentOrFirst(authority.service(), today()).displayName();
        String key = authority.generation() == 1 ? "" : "、第%d世代の鍵".formatted(authority.generation());
        return new AuthorityView(authority.id(), service + "（" + authority.name() + key + "）");
    }

    @Override
    @SuppressWarnings("try") // the scope is only opened and closed
    public CaseNumber propose(String authority, String explanation, Actor manager) {
        String why = explanation.strip();
        List<Violation> wrong = new ArrayList<>();
        if (authority.isBlank()) {
            wrong.add(Violation.at("/authority", RevocationRefusal.AUTHORITY_MISSING));
        } else if (authorities.find(authority).isEmpty()) {
            wrong.add(Violation.at("/authority", RevocationRefusal.AUTHORITY_UNKNOWN));
        }
        if (why.isEmpty()) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.EXPLANATION_MISSING));
        } else if (why.length() > LONGEST_EXPLANATION) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.EXPLANATION_TOO_LONG, LONGEST_EXPLANATION));
        } else if (MyNumbers.isIn(why)) {
            wrong.add(Violation.at("/explanation", RevocationRefusal.MY_NUMBER));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
        CaCompromise proposed =
                CaCompromise.proposed(store.nextNumber(today().getYear()), authority, why, manager, clock.instant());
        try (var scope = AuditScope.open(manager, KEY, startEvent_compromiseProposed.name())) {
            if (!store.add(proposed)) {
                throw Refusal.at("/authority", RevocationRefusal.COMPROMISE_OPEN, openNumber(authority));
            }
            record("authority.compromiseProposed", proposed, why, "", proposed.state());
            workflow.start(KEY, proposed.number().value(), ProcessVariables.none());
            tasks.participated(proposed.number().value(), DUTY_PROPOSE, manager);
        }
        return proposed.number();
    }

    private String openNumber(String authority) {
        return store.ofAuthority(authority).map(open -> open.number().value()).orElse("");
    }

    @Override
    public CaCompromiseView toApprove(TaskId task, Actor actor) {
        return of(numberOf(tasks.read(task, userTask_approveCompromise.name(), actor)));
    }

    @Override
    public void decide(TaskId task, Actor actor, DecideRevocation decision) {
        String reason = decision.reason().strip();
        if (!decision.approved() && reason.isEmpty()) {
            throw Refusal.at("/reason", RevocationRefusal.DECISION_REASON_MISSING);
        }
        if (MyNumbers.isIn(reason)) {
            throw Refusal.at("/reason", RevocationRefusal.MY_NUMBER);
        }
        tasks.complete(task, userTask_approveCompromise.name(), actor, open -> {
            CaCompromise proposed = lock(numberOf(open));
            if (proposed.proposedBy().equals(actor)) {
                throw new Refusal(RevocationRefusal.OWN_COMPROMISE);
            }
            CaCompromise decided = proposed.decide(new Decision(decision.approved(), reason, actor, clock.instant()));
            store.update(decided);
            record(
                    decision.approved() ? "authority.compromiseApproved" : "authority.compromiseRefused",
                    decided,
                    reason,
                    proposed.state(),
                    decided.state());
            if (decision.approved()) {
                compromised.declare(decided.caId(), decided.explanation());
            }
            return ProcessVariables.with(COMPROMISE_APPROVED, decision.approved());
        });
    }

    @Override
    public boolean requestRevocations(CaseNumber number) {
        CaCompromise compromise = lock(number);
        if (compromise.state() != CaCompromise.State.REVOKING) {
            return false;
        }
        List<CertificateSerial> page = compromised.live(compromise.caId(), compromise.lastSerial(), PAGE);
        page.forEach(serial -> revocations.requestForCompromise(
                serial, number + "：" + compromise.explanation(), compromise.proposedBy()));
        CaCompromise further =
                page.isEmpty() ? compromise : compromise.requested(page.get(page.size() - 1), page.size());
        boolean more = page.size() == PAGE;
        if (!more) {
            further = further.allRequested();
            record("authority.revocationsRequested", further, "", compromise.state(), further.state());
        }
        store.update(further);
        return more;
    }

    @Override
    public CaCompromiseView toAnnounce(TaskId task, Actor actor) {
        return of(numberOf(tasks.read(task, userTask_announceCompromise.name(), actor)));
    }

    @Override
    public void announce(TaskId task, Actor actor, AnnounceCompromise announcement) {
        tasks.complete(task, userTask_announceCompromise.name(), actor, open -> {
            CaCompromise compromise = lock(numberOf(open));
            List<Violation> wrong = new ArrayList<>();
            check("/announcedOn", announcement.announcedOn(), compromise, wrong);
            check("/reportedOn", announcement.reportedOn(), compromise, wrong);
            if (!wrong.isEmpty()) {
                throw new Refusal(wrong);
            }
            CaCompromise announced = compromise.announced(new Announcement(
                    announcement.announcedOn().orElseThrow(),
                    announcement.reportedOn().orElseThrow(),
                    actor));
            store.update(announced);
            record("authority.compromiseAnnounced", announced, "", compromise.state(), announced.state());
            return ProcessVariables.none();
        });
    }

    private void check(String pointer, Optional<LocalDate> day, CaCompromise compromise, List<Violation> wrong) {
        Instant approvedAt = compromise.decision().map(Decision::at).orElseGet(compromise::proposedAt);
        LocalDate earliest = LocalDate.ofInstant(approvedAt, Zones.TOKYO);
        if (day.isEmpty()) {
            wrong.add(Violation.at(pointer, RevocationRefusal.ANNOUNCEMENT_MISSING));
        } else if (day.get().isBefore(earliest)) {
            wrong.add(Violation.at(pointer, RevocationRefusal.ANNOUNCEMENT_TOO_EARLY, earliest));
        } else if (day.get().isAfter(today())) {
            wrong.add(Violation.at(pointer, RevocationRefusal.ANNOUNCEMENT_IN_FUTURE, today()));
        }
    }

    @Override
    public CaCompromiseView of(CaseNumber number) {
        CaCompromise compromise =
                store.find(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_COMPROMISE));
        return new CaCompromiseView(
                compromise.number(),
                authorities
                        .find(compromise.caId())
                        .map(this::view)
                        .map(AuthorityView::label)
                        .orElse(compromise.caId()),
                compromise.explanation(),
                compromise.proposedBy(),
                compromise.proposedAt(),
                compromise.state().name(),
                compromised.countLive(compromise.caId()),
                compromise.requested());
    }

    private void record(String event, CaCompromise compromise, String reason, Object before, Object after) {
        AuditEntry.Builder entry = AuditEntry.of(event, compromise.number().value())
                .reason(reason)
                .change(before, after)
                .with("authority", compromise.caId())
                .with("requested", compromise.requested());
        compromise
                .announcement()
                .ifPresent(made -> entry.with("announcedOn", made.announcedOn()).with("reportedOn", made.reportedOn()));
        audit.record(entry.build());
    }

    private CaCompromise lock(CaseNumber number) {
        return store.lock(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_COMPROMISE));
    }

    private static CaseNumber numberOf(OpenTask task) {
        return CaseNumber.of(task.businessKey());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
