package io.hakko.fire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.HakkoTest;
import io.hakko.application.Applications;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.billing.InvoiceView;
import io.hakko.billing.Invoices;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.desk.Problems;
import io.hakko.policy.Profiles;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.story.Staff;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Sweep;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many cases side by side, brought to the same point by the hands of the staff; nothing is in memory only. */
@HakkoTest
abstract class RaceCase {

    /** The service whose receipt timer revokes by itself and whose unpaid invoices a manager decides about. */
    protected static final String SERVICE = "aosign-g2";

    private static final AtomicLong SEQUENCE = new AtomicLong();

    protected static final Staff STAFF = new Staff(
            new Actor("race-reception"),
            new Actor("race-reviewer"),
            new Actor("race-reviewer2"),
            new Actor("race-approver"),
            new Actor("race-issuer"),
            new Actor("race-inspector"),
            new Actor("race-shipper"),
            new Actor("race-shipper2"),
            new Actor("race-accounting"),
            new Actor("race-manager"),
            new Actor("race-manager2"));
    protected static final Actor APPROVER_2 = new Actor("race-approver2");

    @Autowired
    protected CaseHands hands;

    @Autowired
    protected TaskInbox inbox;

    @Autowired
    protected Applications applications;

    @Autowired
    protected Certificates certificates;

    @Autowired
    protected Invoices invoices;

    @Autowired
    protected CaseDeadlines deadlines;

    @Autowired
    protected Profiles profiles;

    @Autowired
    protected AuditRecords records;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    private ApplicationTemplates templates;

    @Autowired
    private BusinessCalendars calendars;

    @Autowired
    private EngineTime time;

    @Autowired
    private Clock clock;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private IdentityService identity;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private List<Sweep> sweeps;

    @Autowired
    private Problems problems;

    @BeforeEach
    void openTheNextBusinessDay() {
        time.moveTo(calendars
                .with(profiles.current(SERVICE, today()).closures())
                .nextAfter(today())
                .atTime(9, 0)
                .atZone(Zones.TOKYO)
                .toInstant());
        hire(STAFF.reception(), "reception");
        hire(STAFF.reviewer(), "reviewer");
        hire(STAFF.approver(), "approver");
        hire(APPROVER_2, "approver");
        hire(STAFF.issuer(), "issuer");
        hire(STAFF.inspector(), "inspector");
        hire(STAFF.shipper(), "shipper");
        hire(STAFF.secondShipper(), "shipper");
        hire(STAFF.accounting(), "accounting");
        hire(STAFF.manager(), "manager");
        hire(STAFF.secondManager(), "manager");
    }

    private void hire(Actor person, String role) {
        if (identity.createGroupQuery().groupId(role).count() == 0) {
            identity.saveGroup(identity.newGroup(role));
        }
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "競走", Set.of(role), "not used in these tests", Actor.COMMAND_LINE);
        }
    }

    /** So many applications that wait for their approval. */
    protected List<ApplicationNumber> reviewed(int cases) {
        return IntStream.range(0, cases)
                .mapToObj(n -> {
                    ObjectNode form = templates.complete(SERVICE, today());
                    Channel channel = Channel.valueOf(form.path("channel").asText(Channel.POST.name()));
                    ApplicationNumber number = hands.arrive(STAFF, SERVICE, channel, today());
                    runDue(number.value());
                    hands.enter(STAFF, number, form);
                    runDue(number.value());
                    hands.findComplete(STAFF, number);
                    runDue(number.value());
                    return number;
                })
                .toList();
    }

    /** So many cards that lie packed and have to go to the post office. */
    protected List<ApplicationNumber> packed(int cases) {
        List<ApplicationNumber> numbers = reviewed(cases);
        for (ApplicationNumber number : numbers) {
            hands.approve(STAFF, number);
            runDue(number.value());
            hands.loadCard(STAFF, number);
            runDue(number.value());
            hands.makeCard(STAFF, number);
            runDue(number.value());
            hands.inspectCard(STAFF, number);
            runDue(number.value());
            hands.pack(STAFF, number);
            runDue(number.value());
        }
        return numbers;
    }

    /** So many cards that are in the mail since today. */
    protected List<ApplicationNumber> posted(int cases) {
        List<ApplicationNumber> numbers = packed(cases);
        numbers.forEach(this::post);
        return numbers;
    }

    protected void post(ApplicationNumber number) {
        hands.dispatch(STAFF, number, today(), trackingNumber(), trackingNumber());
        runDue(number.value());
    }

    protected static String trackingNumber() {
        return TrackingNumber.ofSequence(3_000_000_000L + SEQUENCE.incrementAndGet())
                .value();
    }

    /** Time passes to a deadline that all these cases have; what is due then runs, for them only. */
    protected void reach(List<String> keys, DeadlineKind kind, String letterTask) {
        if (deadlines.inForce(keys.get(0), kind).isEmpty()) {
            return;
        }
        time.moveTo(inForce(keys.get(0), kind).executeAt());
        for (String key : keys) {
            runDue(key);
            hands.postLetter(STAFF, key, letterTask, today(), trackingNumber());
            runDue(key);
        }
    }

    /** Reception closes the arrivals of the last day, and the moment comes at which the consequence is due. */
    protected void reachConsequence(String key, DeadlineKind kind) {
        Deadline deadline = inForce(key, kind);
        time.moveTo(deadline.rolledLastDay()
                .atTime(LocalTime.of(17, 0))
                .atZone(Zones.TOKYO)
                .toInstant());
        sweeps.stream().filter(sweep -> sweep.name().equals("arrival-closing")).forEach(Sweep::sweep);
        hands.closeArrivals(STAFF);
        time.moveTo(deadline.executeAt());
    }

    protected Deadline inForce(String key, DeadlineKind kind) {
        return deadlines.inForce(key, kind).orElseThrow();
    }

    protected InvoiceView invoice(ApplicationNumber number) {
        return invoices.ofApplication(number).orElseThrow();
    }

    protected IssuedCertificate certificate(ApplicationNumber number) {
        return hands.lastCertificate(number);
    }

    /** What the job executor does with what is due in this case: a job that lost to a rival is tried again. */
    protected void runDue(String key) {
        Optional<Job> job = nextJob(key);
        while (job.isPresent()) {
            try {
                management.executeJob(job.get().getId());
            } catch (OptimisticLockingException lost) {
                assertThat(lost).isNotNull();
            } catch (ProcessEngineException failed) {
                assertGone(job.get(), failed);
            }
            job = nextJob(key);
        }
    }

    /** The rival was first and has taken the job away; any other failure is one. */
    private void assertGone(Job job, ProcessEngineException failed) {
        assertThat(management.createJobQuery().jobId(job.getId()).count())
                .as("job that failed with %s", failed)
                .isZero();
    }

    private Optional<Job> nextJob(String key) {
        return jobs(key).stream().findFirst();
    }

    private List<Job> jobs(String key) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(key).active().list().stream()
                .flatMap(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .active()
                        .duedateLowerThan(Date.from(clock.instant().plusMillis(1)))
                        .orderByJobDuedate()
                        .asc()
                        .list()
                        .stream())
                .toList();
    }

    protected TaskId task(String key, String element) {
        return inbox.ofCase(key).stream()
                .filter(open -> open.element().equals(element))
                .map(OpenTask::id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open task " + element + " in " + key));
    }

    protected LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    protected Instant now() {
        return clock.instant();
    }

    protected List<String> requests(ApplicationNumber number) {
        return jdbc.sql("SELECT number FROM revocation.request WHERE application_number = :number ORDER BY number")
                .param("number", number.value())
                .query(String.class)
                .list();
    }

    private List<String> keys(ApplicationNumber number) {
        return Stream.of(
                        Stream.of(number.value()),
                        invoices
                                .ofApplication(number)
                                .map(found -> found.number().value())
                                .stream(),
                        certificates.ofApplication(number).stream()
                                .map(found -> found.serial().hex()),
                        requests(number).stream())
                .flatMap(keys -> keys)
                .toList();
    }

    /** How long the trail of this case is. */
    protected long mark(ApplicationNumber number) {
        return trail(number).stream().mapToLong(AuditRecord::sequence).max().orElse(0);
    }

    private List<AuditRecord> trail(ApplicationNumber number) {
        return keys(number).stream().flatMap(key -> records.ofKey(key).stream()).toList();
    }

    /**
     * Where the case stands, by rows and by the engine: everything that may be said about it after a race. What the engine
     * still has to do is done first.
     */
    protected List<String> stand(ApplicationNumber number) {
        for (int round = 0; round < 2; round++) {
            keys(number).forEach(this::runDue);
        }
        List<String> facts = new ArrayList<>();
        facts.add("application " + applications.of(number).status() + " " + open(number.value()));
        List<IssuedCertificate> issued = certificates.ofApplication(number);
        assertThat(issued.stream().filter(one -> one.isValidAt(now()))).hasSizeLessThanOrEqualTo(1);
        issued.forEach(one -> facts.add("certificate " + one.state()));
        invoices.ofApplication(number)
                .ifPresent(found -> facts.add(
                        "invoice " + found.state() + " " + open(found.number().value())));
        requests(number).forEach(request -> facts.add("request " + requestState(request) + " " + open(request)));
        keys(number).forEach(this::assertNothingBroken);
        return facts;
    }

    private String requestState(String request) {
        return jdbc.sql("SELECT origin || ' ' || state FROM revocation.request WHERE number = :number")
                .param("number", request)
                .query(String.class)
                .single();
    }

    /** What the engine waits for in this case; nothing when it has no instance. */
    private List<String> open(String key) {
        long instances = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .count();
        List<String> tasks =
                inbox.ofCase(key).stream().map(OpenTask::element).sorted().toList();
        return instances > 0 && tasks.isEmpty() ? List.of("waiting") : tasks;
    }

    private void assertNothingBroken(String key) {
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(key)
                .list()
                .forEach(instance -> {
                    assertThat(runtime.createIncidentQuery()
                                    .processInstanceId(instance.getId())
                                    .count())
                            .as("incidents of " + key)
                            .isZero();
                    assertThat(management
                                    .createJobQuery()
                                    .processInstanceId(instance.getId())
                                    .withException()
                                    .list())
                            .extracting(failed -> management.getJobExceptionStacktrace(failed.getId()))
                            .as("failed jobs of " + key)
                            .isEmpty();
                });
    }

    /** The trail since the mark, one line an entry: event, who, what it was and what it became. */
    protected List<String> trailSince(ApplicationNumber number, long mark) {
        List<AuditRecord> since = trail(number).stream()
                .filter(entry -> entry.sequence() > mark)
                .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                .toList();
        assertThat(since).allSatisfy(entry -> {
            assertThat(entry.at()).isEqualTo(now());
            assertThat(entry.actor()).isNotBlank();
        });
        return since.stream()
                .map(entry -> "%s %s %s>%s"
                        .formatted(entry.event(), entry.actor(), shown(entry.before()), shown(entry.after())))
                .toList();
    }

    private static String shown(String value) {
        return value.replaceAll("[0-9]{4}-.*", "day").replaceAll("[0-9]+", "n");
    }

    /** A clear answer to the one who was too late: a sentence in Japanese and a status that says whose fault it is not. */
    protected void assertClear(Refusal refusal) {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        try {
            ProblemDetail problem = problems.of(refusal);
            assertThat(problem.getStatus()).isIn(409, 422);
            assertThat(String.valueOf(problem.getDetail())).matches("[\\s\\S]*\\p{IsHiragana}[\\s\\S]*");
            assertThat(refusal.getMessage()).matches("[a-z]+\\.[A-Za-z]+");
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }
}
