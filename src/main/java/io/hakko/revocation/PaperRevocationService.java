package io.hakko.revocation;

import static io.hakko.revocation.CertificateRevocationProcess.DUTY_REGISTER;
import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_reviewRequest;
import static io.hakko.revocation.CertificateRevocationProcess.REFUSAL_NOTICE_NEEDED;
import static io.hakko.revocation.CertificateRevocationProcess.REQUEST_IN_ORDER;
import static io.hakko.revocation.CertificateRevocationProcess.REVOCATION_APPROVED;

import io.hakko.application.Applications;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.notice.LetterId;
import io.hakko.policy.Channel;
import io.hakko.policy.Profiles;
import io.hakko.policy.RevocationReason.Party;
import io.hakko.policy.Scope;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.Examination;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RequestFacts;
import io.hakko.revocation.domain.RevocationPapers;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationRequest.Decision;
import io.hakko.revocation.domain.RevocationRequest.State;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link PaperRevocations} by rows in the schema {@code revocation}. */
@Service
@Transactional
class PaperRevocationService implements PaperRevocations {

    private static final List<Channel> ON_PAPER = List.of(Channel.POST, Channel.COUNTER, Channel.FAX);

    private final RevocationService revocations;
    private final RevocationStore requests;
    private final PaperRequestStore store;
    private final PaperIntake intake;
    private final PaperVerdicts verdicts;
    private final PaperRefusals refusals;
    private final RevocationPapers papers;
    private final Applications applications;
    private final Profiles profiles;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PaperRevocationService(
            RevocationService revocations,
            RevocationStore requests,
            PaperRequestStore store,
            PaperIntake intake,
            PaperVerdicts verdicts,
            PaperRefusals refusals,
            RevocationPapers papers,
            Applications applications,
            Profiles profiles,
            Tasks tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.revocations = revocations;
        this.requests = requests;
        this.store = store;
        this.intake = intake;
        this.verdicts = verdicts;
        this.refusals = refusals;
        this.papers = papers;
        this.applications = applications;
        this.profiles = profiles;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public PaperChoices choices() {
        return new PaperChoices(
                ON_PAPER.stream()
                        .filter(channel -> revocations.inForce().stream()
                                .anyMatch(profile ->
                                        profile.channels().revocation().contains(channel)))
                        .toList(),
                revocations.reasons(profile -> profile.revocation().reasonsFor(Party.SUBSCRIBER).stream()),
                revocations.reasons(profile -> profile.revocation().reasonsFor(Party.COMPANY).stream()),
                documentKinds());
    }

    /** Every kind that a request of some service may need, under the name that the first of them gives it. */
    private List<RevocationReasonView> documentKinds() {
        Map<String, RevocationReasonView> kinds = new java.util.LinkedHashMap<>();
        revocations
                .inForce()
                .forEach(profile -> everyCase(profile)
                        .flatMap(facts -> papers.of(facts).stream())
                        .flatMap(requirement -> requirement.accepts().stream())
                        .forEach(kind -> kinds.computeIfAbsent(
                                kind,
                                code -> new RevocationReasonView(
                                        code, profile.paper(code).label()))));
        return List.copyOf(kinds.values());
    }

    /** Every request a service can have to look at. */
    static Stream<RequestFacts> everyCase(ServiceProfile profile) {
        return profile.revocation().onPaper().requesters().stream()
                .flatMap(requester -> EnumSet.range(Scope.CORPORATION, Scope.CORPORATION_UNREGISTERED).stream()
                        .map(kind -> new RequestFacts(
                                profile.revocation().onPaper().requirements(),
                                requester.by().name(),
                                kind.name(),
                                true,
                                true)));
    }

    @Override
    public RevocationRequestNumber register(RegisterPaperRequest typed, Actor reception) {
        PaperIntake.Accepted accepted = intake.accept(typed);
        RevocationRequest request = revocations
                .request(
                        accepted.certificate(),
                        accepted.origin(),
                        accepted.reason(),
                        accepted.explanation(),
                        reception,
                        State.REQUESTED)
                .unsafeSince(accepted.unsafeSince());
        revocations.startFor(reception, request, DUTY_REGISTER, () -> {
            PaperRequest paper = accepted.paper(request.number());
            store.add(paper);
            audit.record(AuditEntry.of(
                            "revocation.papersRegistered", request.number().value())
                    .with("channel", paper.channel())
                    .with("arrivedOn", paper.arrivedOn())
                    .with("documents", paper.documents().size())
                    .with("holderUnable", paper.holderUnable())
                    .with("noMyNumberVisible", true)
                    .build());
        });
        return request.number();
    }

    @Override
    @Transactional(readOnly = true)
    public PaperRequestSheet toReview(TaskId task, Actor actor) {
        RevocationRequestNumber number = RevocationRequestNumber.of(
                tasks.read(task, userTask_reviewRequest.name(), actor).businessKey());
        return sheet(find(number));
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<PaperRequestSheet> of(RevocationRequestNumber number) {
        return requests.find(number)
                .filter(request -> request.origin().isOnPaper())
                .map(this::sheet);
    }

    private PaperRequestSheet sheet(RevocationRequest request) {
        return PaperSheets.of(paperCase(request), revocations.view(request), store.examination(request.number()));
    }

    @Override
    public void review(TaskId task, Actor actor, ReviewPaperRequest verdict) {
        tasks.complete(task, userTask_reviewRequest.name(), actor, open -> {
            RevocationRequest request = requests.lock(RevocationRequestNumber.of(open.businessKey()))
                    .orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST));
            if (request.proposedBy().equals(actor)) {
                throw new Refusal(RevocationRefusal.OWN_REQUEST);
            }
            List<Violation> wrong = verdicts.check(verdict, paperCase(request));
            if (!wrong.isEmpty()) {
                throw new Refusal(wrong);
            }
            Examination examination = examination(verdict, actor);
            store.add(request.number(), examination);
            return examination.inOrder() ? inOrder(request, examination) : notInOrder(request, verdict, examination);
        });
    }

    private Examination examination(ReviewPaperRequest verdict, Actor actor) {
        Map<String, Boolean> answers = new HashMap<>();
        verdict.checklist().forEach(check -> check.ok().ifPresent(ok -> answers.put(check.code(), ok)));
        String exempting = Normalizer.normalize(verdict.exemptedBy(), Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT);
        return new Examination(
                verdict.inOrder().orElseThrow(),
                verdict.sealDiffers().orElseThrow(),
                verdict.nameDiffers().orElseThrow(),
                exempting.isEmpty() ? Optional.empty() : Optional.of(ApplicationNumber.of(exempting)),
                answers,
                Optional.of(verdict.note().strip()).filter(text -> !text.isEmpty()),
                actor,
                clock.instant());
    }

    private ProcessVariables inOrder(RevocationRequest request, Examination examination) {
        RevocationRequest examined = request.examined();
        requests.update(examined);
        audit.record(AuditEntry.of("revocation.examined", request.number().value())
                .change(request.state(), examined.state())
                .with("sealDiffers", examination.sealDiffers())
                .with("nameDiffers", examination.nameDiffers())
                .with("exemptedBy", examination.exemptedBy().orElse(null))
                .build());
        return ProcessVariables.with(REQUEST_IN_ORDER, true);
    }

    /** Its refusal is a decision, so that whoever listens for decisions learns it. */
    private ProcessVariables notInOrder(
            RevocationRequest request, ReviewPaperRequest verdict, Examination examination) {
        refusals.add(request, verdict.refusals(), verdict.refusalNote());
        Instant now = clock.instant();
        String codes = String.join(",", verdict.refusals());
        RevocationRequest refused = request.notInOrder(new Decision(false, codes, examination.by(), now));
        requests.update(refused);
        audit.record(AuditEntry.of("revocation.refused", request.number().value())
                .reason(codes)
                .change(request.state(), refused.state())
                .with("application", request.application())
                .with("serial", request.serial())
                .build());
        events.publishEvent(
                new RevocationDecided(request.number(), request.application(), request.serial(), false, now));
        return ProcessVariables.with(REQUEST_IN_ORDER, false)
                .and(REVOCATION_APPROVED, false)
                .and(REFUSAL_NOTICE_NEEDED, true);
    }

    @Override
    public LetterId writeRefusal(RevocationRequestNumber number) {
        return refusals.write(find(number));
    }

    private PaperCase paperCase(RevocationRequest request) {
        return new PaperCase(
                request,
                store.find(request.number()).orElseThrow(),
                applications.of(request.application()),
                profiles.get(request.profile()),
                papers);
    }

    private RevocationRequest find(RevocationRequestNumber number) {
        return requests.find(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST));
    }
}
