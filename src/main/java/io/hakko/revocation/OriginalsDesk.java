package io.hakko.revocation;

import static io.hakko.revocation.CertificateRevocationProcess.Element.userTask_receiveOriginals;
import static io.hakko.revocation.CertificateRevocationProcess.ORIGINALS;
import static io.hakko.revocation.CertificateRevocationProcess.ORIGINALS_OUTSTANDING;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.policy.BaseEvent;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.revocation.domain.Originals;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RevocationRefusal;
import io.hakko.revocation.domain.RevocationRequest;
import io.hakko.revocation.domain.RevocationStore;
import io.hakko.shared.Actor;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.Refusal;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.shared.Violation;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link OutstandingOriginals} by rows in {@code revocation.originals}. */
@Service
@Transactional
class OriginalsDesk implements OutstandingOriginals {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);

    private final RevocationStore requests;
    private final PaperRequestStore store;
    private final Profiles profiles;
    private final BusinessCalendars calendars;
    private final CaseDeadlines deadlines;
    private final Alarms alarms;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final Clock clock;

    OriginalsDesk(
            RevocationStore requests,
            PaperRequestStore store,
            Profiles profiles,
            BusinessCalendars calendars,
            CaseDeadlines deadlines,
            Alarms alarms,
            Tasks tasks,
            AuditTrail audit,
            Clock clock) {
        this.requests = requests;
        this.store = store;
        this.profiles = profiles;
        this.calendars = calendars;
        this.deadlines = deadlines;
        this.alarms = alarms;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Begins to wait for the originals of a request that is approved, if it came by FAX. */
    ProcessVariables await(RevocationRequest request) {
        return store.find(request.number())
                .filter(paper -> paper.channel().owesOriginals())
                .map(paper -> await(paper, profiles.get(request.profile())))
                .orElseGet(() -> ProcessVariables.with(ORIGINALS_OUTSTANDING, false));
    }

    private ProcessVariables await(PaperRequest paper, ServiceProfile profile) {
        Deadline deadline = profile.revocation()
                .onPaper()
                .originals()
                .flatMap(stage ->
                        stage.evaluate(Map.of(BaseEvent.FAX, paper.arrivedOn()), calendars.with(profile.closures())))
                .orElseThrow();
        store.await(paper.number(), Originals.dueBy(deadline.rolledLastDay()));
        return deadlines.arm(paper.number().value(), ORIGINALS, deadline).and(ORIGINALS_OUTSTANDING, true);
    }

    @Override
    @Transactional(readOnly = true)
    public OriginalsView awaited(TaskId task, Actor actor) {
        RevocationRequest request = request(numberOf(tasks.read(task, userTask_receiveOriginals.name(), actor)));
        PaperRequest paper = store.find(request.number()).orElseThrow();
        ServiceProfile profile = profiles.get(request.profile());
        return new OriginalsView(
                request.number(),
                request.card(),
                request.origin().label(),
                Requesters.rules(profile.revocation().onPaper(), request.origin())
                        .form(),
                paper.documents().stream()
                        .map(document -> profile.paper(document.kind()).label())
                        .toList(),
                paper.arrivedOn(),
                store.originals(request.number()).orElseThrow().lastDay());
    }

    @Override
    public void receive(TaskId task, Actor actor, Optional<LocalDate> arrivedOn, boolean complete) {
        tasks.complete(task, userTask_receiveOriginals.name(), actor, open -> {
            RevocationRequestNumber number = numberOf(open);
            refuse(problems(number, arrivedOn, complete));
            LocalDate day = arrivedOn.orElseThrow();
            store.settle(number, store.originals(number).orElseThrow().arrived(day, actor, clock.instant()));
            audit.record(AuditEntry.of("revocation.originalsReceived", number.value())
                    .with("arrivedOn", day)
                    .build());
            return settled(number);
        });
    }

    @Override
    public void close(TaskId task, Actor manager, String reason) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw Refusal.at("/reason", RevocationRefusal.CLOSING_REASON_MISSING);
        }
        if (MyNumbers.isIn(why)) {
            throw Refusal.at("/reason", RevocationRefusal.MY_NUMBER);
        }
        tasks.complete(task, userTask_receiveOriginals.name(), manager, open -> {
            RevocationRequestNumber number = numberOf(open);
            store.settle(number, store.originals(number).orElseThrow().closed(why, manager, clock.instant()));
            audit.record(AuditEntry.of("revocation.originalsClosed", number.value())
                    .reason(why)
                    .build());
            return settled(number);
        });
    }

    @Override
    public void overdue(RevocationRequestNumber number) {
        deadlines
                .inForce(number.value(), ORIGINALS)
                .ifPresent(deadline -> alarms.raise(
                        AlarmKind.ORIGINALS_OUTSTANDING,
                        number.value(),
                        "FAXで受け付けた失効請求の原本が、期限 %s までに届いていません。証明書は失効したままです。"
                                .formatted(DAY.format(deadline.rolledLastDay()))));
        deadlines.executed(number.value(), ORIGINALS);
    }

    private ProcessVariables settled(RevocationRequestNumber number) {
        deadlines.met(number.value(), ORIGINALS);
        alarms.clear(AlarmKind.ORIGINALS_OUTSTANDING, number.value());
        return ProcessVariables.none();
    }

    private List<Violation> problems(RevocationRequestNumber number, Optional<LocalDate> arrivedOn, boolean complete) {
        List<Violation> wrong = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        LocalDate faxedOn = store.find(number).orElseThrow().arrivedOn();
        if (arrivedOn.isEmpty()) {
            wrong.add(Violation.at("/arrivedOn", RevocationRefusal.ARRIVAL_MISSING));
        } else if (arrivedOn.get().isAfter(today)) {
            wrong.add(Violation.at("/arrivedOn", RevocationRefusal.ARRIVAL_IN_FUTURE, today));
        } else if (arrivedOn.get().isBefore(faxedOn)) {
            wrong.add(Violation.at("/arrivedOn", RevocationRefusal.ORIGINALS_BEFORE_FAX, faxedOn));
        }
        if (!complete) {
            wrong.add(Violation.at("/complete", RevocationRefusal.ORIGINALS_NOT_CHECKED));
        }
        return wrong;
    }

    private RevocationRequest request(RevocationRequestNumber number) {
        return requests.find(number).orElseThrow(() -> new Refusal(RevocationRefusal.UNKNOWN_REQUEST));
    }

    private static RevocationRequestNumber numberOf(OpenTask task) {
        return RevocationRequestNumber.of(task.businessKey());
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }
}
