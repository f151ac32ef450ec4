package io.hakko.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.HakkoTest;
import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.EnterApplication;
import io.hakko.application.RegisterArrival;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.notice.Letters;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.Postings;
import io.hakko.policy.Profiles;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.Sweep;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An application on the real engine and database. Each test is a case of its own. */
@HakkoTest
public abstract class ReviewCaseBase {

    protected static final Actor RECEPTION = new Actor("review-reception");
    protected static final Actor REVIEWER = new Actor("review-reviewer");
    protected static final Actor APPROVER = new Actor("review-approver");
    protected static final Actor SHIPPER = new Actor("review-shipper");
    protected static final Actor MANAGER = new Actor("review-manager");
    protected static final Actor EVERYBODY = new Actor("review-everybody");

    @Autowired
    protected Applications applications;

    @Autowired
    protected Reviews reviews;

    @Autowired
    protected ArrivalClosings closings;

    @Autowired
    protected CaseDeadlines deadlines;

    @Autowired
    protected Letters letters;

    @Autowired
    protected TaskInbox inbox;

    @Autowired
    private Postings postings;

    @Autowired
    private AuditRecords records;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identity;

    @Autowired
    private StaffAccounts accounts;

    @Autowired
    private EngineTime time;

    @Autowired
    private Clock clock;

    @Autowired
    private BusinessCalendars calendars;

    @Autowired
    private Profiles profiles;

    @Autowired
    private List<Sweep> sweeps;

    @BeforeEach
    void openTheNextBusinessDay() {
        moveTo(calendar().nextAfter(today()), 9);
        hire(RECEPTION, Set.of("reception"));
        hire(REVIEWER, Set.of("reviewer"));
        hire(APPROVER, Set.of("approver"));
        hire(SHIPPER, Set.of("shipper"));
        hire(MANAGER, Set.of("manager"));
        hire(EVERYBODY, Set.of("reception", "reviewer", "approver"));
    }

    private void hire(Actor person, Set<String> roles) {
        for (String role : roles) {
            if (identity.createGroupQuery().groupId(role).count() == 0) {
                identity.saveGroup(identity.newGroup(role));
            }
        }
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", roles, "not used in these tests", Actor.COMMAND_LINE);
        }
    }

    protected ApplicationNumber arrive() {
        return arrive(RegisterArrival.Channel.POST);
    }

    private ApplicationNumber arrive(RegisterArrival.Channel channel) {
        return arrive("aosign-g2", channel);
    }

    protected ApplicationNumber arrive(String service, RegisterArrival.Channel channel) {
        ApplicationNumber number = applications.registerArrival(
                new RegisterArrival(service, channel, today(), Optional.empty()), RECEPTION);
        runDue(number);
        return number;
    }

    protected ApplicationNumber entered(JsonNode form) {
        return entered("aosign-g2", form);
    }

    protected ApplicationNumber entered(String service, JsonNode form) {
        ApplicationNumber number = arrive(
                service, RegisterArrival.Channel.valueOf(form.path("channel").asText()));
        applications.enter(task(number, "userTask_receive"), RECEPTION, new EnterApplication(form, true));
        return number;
    }

    /** Through review and approval, without a word about it. */
    protected void accept(ApplicationNumber number) {
        reviewComplete(number);
        reviews.approve(task(number, "userTask_approve"), APPROVER, Approval.accept());
    }

    /** The clock of these tests runs on, so every paper was issued last week. */
    protected ObjectNode fresh(ObjectNode form) {
        form.at("/papers")
                .forEach(paper -> ((ObjectNode) paper)
                        .put("issuedOn", today().minusDays(7).toString()));
        return form;
    }

    protected void reviewComplete(ApplicationNumber number) {
        reviews.review(task(number, "userTask_review"), REVIEWER, complete(number));
    }

    protected ReviewVerdict complete(ApplicationNumber number) {
        return new ReviewVerdict(true, allOk(number), List.of(), Optional.empty());
    }

    protected static ReviewVerdict deficient() {
        return new ReviewVerdict(false, List.of(), List.of(), Optional.empty());
    }

    protected List<ReviewVerdict.Check> allOk(ApplicationNumber number) {
        return reviews.sheet(number).checklist().stream()
                .map(item -> new ReviewVerdict.Check(item.code(), Optional.of(true)))
                .toList();
    }

    /** A deficient application whose notice was posted today. */
    protected ApplicationNumber notified(JsonNode form) {
        return notified("aosign-g2", form);
    }

    protected ApplicationNumber notified(String service, JsonNode form) {
        ApplicationNumber number = entered(service, form);
        reviews.review(task(number, "userTask_review"), REVIEWER, deficient());
        runDue(number);
        post(number, "userTask_postDeficiencyNotice");
        return number;
    }

    protected void post(ApplicationNumber number, String element) {
        postings.register(
                task(number, element),
                SHIPPER,
                new PostLetter(today(), PostingChannel.SIMPLIFIED_REGISTERED, Optional.of("123-45-67890-1")));
    }

    protected Deadline deadline(ApplicationNumber number) {
        return deadlines
                .inForce(number.value(), ApplicationReviewProcess.DEFICIENCY)
                .orElseThrow();
    }

    /** The clock reaches the deadline's execution and the timer runs. */
    protected void passDeadline(ApplicationNumber number) {
        time.moveTo(deadline(number).executeAt());
        runDue(number);
    }

    /** Opens and closes the arrivals of today. */
    protected void closeToday() {
        sweep();
        closings.close(task(today().toString(), "userTask_closeArrivals"), RECEPTION);
    }

    protected void sweep() {
        sweeps.stream().filter(sweep -> sweep.name().equals("arrival-closing")).forEach(Sweep::sweep);
    }

    protected TaskId task(ApplicationNumber number, String element) {
        return task(number.value(), element);
    }

    protected TaskId task(String key, String element) {
        List<OpenTask> open = inbox.ofCase(key);
        return open.stream()
                .filter(task -> task.element().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError(element + " is not open, but " + open))
                .id();
    }

    protected List<String> open(String key) {
        return inbox.ofCase(key).stream().map(OpenTask::element).toList();
    }

    protected String status(ApplicationNumber number) {
        return applications.of(number).status();
    }

    protected List<String> events(ApplicationNumber number) {
        return records.ofKey(number.value()).stream().map(AuditRecord::event).toList();
    }

    protected AuditRecord event(ApplicationNumber number, String event) {
        return records.ofKey(number.value()).stream()
                .filter(entry -> entry.event().equals(event))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    protected List<Violation> refused(Runnable command) {
        Refusal refusal = Assertions.catchThrowableOfType(Refusal.class, command::run);
        Assertions.assertThat(refusal).isNotNull();
        return refusal.violations();
    }

    protected void moveTo(LocalDate day, int hour) {
        time.moveTo(day.atTime(hour, 0).atZone(Zones.TOKYO).toInstant());
    }

    protected LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    protected BusinessCalendar calendar() {
        return calendars.with(profiles.all().get(0).closures());
    }

    protected long instances(ApplicationNumber number) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(number.value())
                .count();
    }

    /** Runs what is due, for this case only. */
    protected void runDue(ApplicationNumber number) {
        Optional<Job> job = nextJob(number);
        while (job.isPresent()) {
            management.executeJob(job.get().getId());
            job = nextJob(number);
        }
    }

    private Optional<Job> nextJob(ApplicationNumber number) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(number.value()).list().stream()
                .flatMap(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .duedateLowerThan(Date.from(clock.instant().plusMillis(1)))
                        .list()
                        .stream())
                .filter(job -> !"callActivity_issue".equals(activity(job)))
                .findFirst();
    }

    private String activity(Job job) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }
}
