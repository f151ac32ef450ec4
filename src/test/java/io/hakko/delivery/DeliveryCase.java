package io.hakko.delivery;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.ca.IssuedCertificate;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.BusinessCalendars;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.delivery.DeliveryFakes.FakeApplications;
import io.hakko.delivery.DeliveryFakes.FakeCertificates;
import io.hakko.delivery.DeliveryFakes.FakeClosings;
import io.hakko.delivery.DeliveryFakes.FakeLetters;
import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnedParcel;
import io.hakko.delivery.domain.TrackingNumber;
import io.hakko.notice.LetterId;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostingChannel;
import io.hakko.notice.PostingConsequence;
import io.hakko.policy.Profiles;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ProfileRef;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.OpenTask;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.TaskInbox;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/** A card on its way, on the real engine and database; neighbours in memory. Each test is a case of its own. */
@HakkoTest
@Import(DeliveryFakes.class)
public abstract class DeliveryCase {

    protected static final String PASSWORD = "a long test password";

    private static final AtomicLong SEQUENCE = new AtomicLong();

    protected static final Actor SHIPPER = new Actor("delivery-shipper");
    protected static final Actor SHIPPER_2 = new Actor("delivery-shipper2");
    protected static final Actor RECEPTION = new Actor("delivery-reception");
    protected static final Actor MANAGER = new Actor("delivery-manager");
    protected static final Actor ACCOUNTING = new Actor("delivery-accounting");
    protected static final Actor APPROVER = new Actor("delivery-approver");
    protected static final Actor REVIEWER = new Actor("delivery-reviewer");

    protected final long sequence = SEQUENCE.incrementAndGet();
    protected final ApplicationNumber application = ApplicationNumber.of("AO", 2026, 900_000 + sequence);
    protected final CardNumber card = CardNumber.of("1101", 7_000 + sequence);
    protected final CertificateSerial serial = new CertificateSerial(BigInteger.valueOf(0xABCD00 + sequence));

    @Autowired
    protected Dispatches dispatches;

    @Autowired
    protected Receipts receipts;

    @Autowired
    protected ReturnedMail returnedMail;

    @Autowired
    protected ContentDoubts doubts;

    @Autowired
    protected Unreceived unreceived;

    @Autowired
    protected FakeApplications applications;

    @Autowired
    protected FakeCertificates certificates;

    @Autowired
    protected FakeLetters letters;

    @Autowired
    protected FakeClosings closings;

    @Autowired
    protected CaseDeadlines deadlines;

    @Autowired
    protected Tasks tasks;

    @Autowired
    protected AuditRecords records;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    private TaskInbox inbox;

    @Autowired
    private ReceiptReminders reminders;

    @Autowired
    private DoubtReplies replies;

    @Autowired
    private Workflow workflow;

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
    protected TransactionTemplate transaction;

    @BeforeEach
    void openTheNextBusinessDay() {
        BusinessCalendar calendar =
                calendars.with(profiles.get(DeliveryFakes.PROFILE).closures());
        time.moveTo(calendar.nextAfter(today()).atTime(9, 0).atZone(Zones.TOKYO).toInstant());
        hire(SHIPPER, "shipper");
        hire(SHIPPER_2, "shipper");
        hire(RECEPTION, "reception");
        hire(MANAGER, "manager");
        hire(APPROVER, "approver");
        hire(ACCOUNTING, "accounting");
        hire(REVIEWER, "reviewer");
    }

    protected void hire(Actor person, String role) {
        if (identity.createGroupQuery().groupId(role).count() == 0) {
            identity.saveGroup(identity.newGroup(role));
        }
        if (!accounts.exists(person.id())) {
            accounts.add(person.id(), "試験", Set.of(role), PASSWORD, Actor.COMMAND_LINE);
        }
    }

    /** A card that passed inspection goes to delivery. */
    protected void cardIsReady(boolean agent) {
        cardIsReady(agent, DeliveryFakes.PROFILE);
    }

    /** The same, of another service. */
    protected void cardIsReady(boolean agent, ProfileRef profile) {
        applications.add(application, agent, profile);
        cardIsReady(certificates.add(application, card, serial, profile));
    }

    /** The card of this certificate goes to delivery. */
    protected void cardIsReady(IssuedCertificate certificate) {
        transaction.executeWithoutResult(status -> workflow.start(
                CardDeliveryProcess.KEY,
                certificate.application().value(),
                ProcessVariables.with(
                                CardDeliveryProcess.CERTIFICATE_SERIAL,
                                certificate.serial().hex())
                        .and(CardDeliveryProcess.CARD_NUMBER, certificate.card().value())));
    }

    /** A card that is in the mail since today. */
    protected void cardIsPosted() {
        cardIsPosted(DeliveryFakes.PROFILE);
    }

    /** The same, of another service. */
    protected void cardIsPosted(ProfileRef profile) {
        cardIsReady(false, profile);
        runDue();
        packCard();
        post();
    }

    /** Card and PIN are in the mail since today, for an agent and for the holder. */
    protected void cardAndPinArePosted(ProfileRef profile) {
        cardIsReady(true, profile);
        runDue();
        packCard();
        dispatches.packPin(task("userTask_packPin"), SHIPPER_2, new PackParcel(card.value(), true));
        post();
    }

    protected void packCard() {
        dispatches.packCard(task("userTask_packCard"), SHIPPER, new PackParcel(card.value(), true));
    }

    protected void post() {
        dispatches.post(task("userTask_postParcels"), SHIPPER, posting());
    }

    protected PostParcels posting() {
        return new PostParcels(today(), Optional.of(trackingNumber(1)), Optional.of(trackingNumber(2)), false);
    }

    protected String trackingNumber(long which) {
        return TrackingNumber.ofSequence(1_000_000_000L + sequence * 10 + which).value();
    }

    /** What the shared posting form does. */
    protected void postReminder() {
        postLetter("userTask_postReceiptReminder", reminders);
    }

    /** What the shared posting form does. */
    protected void postReply() {
        postLetter("userTask_postDoubtReply", replies);
    }

    private void postLetter(String element, PostingConsequence consequence) {
        tasks.complete(task(element), element, SHIPPER, open -> {
            LetterId letter = LetterId.of(
                    tasks.variable(open.id(), CardDeliveryProcess.LETTER_ID).orElseThrow());
            PostLetter posting = new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty());
            return consequence.after(open, letters.post(letter, posting, SHIPPER));
        });
    }

    protected void receive(LocalDate arrivedOn) {
        receipts.record(task("userTask_recordReceipt"), RECEPTION, new RecordReceipt(arrivedOn, true));
    }

    /** 返戻: everything that is in the mail came back today. */
    protected void comesBack(ParcelContent... parcels) {
        returnedMail.record(
                task("userTask_recordReceipt"),
                RECEPTION,
                new RecordReturn(today(), Set.of(parcels), ReturnedParcel.Slip.STORAGE_ENDED));
        runDue();
    }

    /** 疑義: the holder has called today. */
    protected void doubts() {
        doubts(today());
    }

    protected void doubts(LocalDate reportedOn) {
        doubts.report(
                task("userTask_recordReceipt"),
                RECEPTION,
                new ReportDoubt(reportedOn, ContentDoubt.Channel.PHONE, "商号の表記が違うのではないか"));
        runDue();
    }

    /** This day, or the next business day after it (民法142条). */
    protected LocalDate rolled(LocalDate day) {
        return calendars.with(profiles.get(DeliveryFakes.PROFILE).closures()).onOrAfter(day);
    }

    /** Runs the job that waits at this element, and only that. */
    protected void runOnly(String element) {
        management.executeJob(jobAt(element).getId());
    }

    protected boolean waitsAt(String element) {
        return management
                        .createJobQuery()
                        .processInstanceId(delivery())
                        .activityId(element)
                        .count()
                > 0;
    }

    private Job jobAt(String element) {
        return management
                .createJobQuery()
                .processInstanceId(delivery())
                .activityId(element)
                .singleResult();
    }

    private String delivery() {
        return instances(CardDeliveryProcess.KEY, application.value()).get(0).getId();
    }

    /** Nine in the morning, so many days from today. */
    protected void passDays(int days) {
        moveTo(today().plusDays(days).atTime(9, 0).atZone(Zones.TOKYO).toInstant());
    }

    /** Value of a variable of the delivery, as Cockpit shows it. */
    protected Object variable(String name) {
        return runtime.getVariable(delivery(), name);
    }

    /** Moves to a deadline of this case and does what is due then. */
    protected void reach(DeadlineKind kind) {
        moveTo(inForce(kind).executeAt());
    }

    protected void moveTo(Instant instant) {
        moveClockTo(instant);
        runDue();
    }

    /** Only the clock; nothing of what is due is run. */
    protected void moveClockTo(Instant instant) {
        time.moveTo(instant);
    }

    protected void closeArrivals() {
        closeArrivalsThrough(today());
    }

    protected void closeArrivalsThrough(LocalDate day) {
        transaction.executeWithoutResult(status -> closings.closeThrough(day));
    }

    protected Deadline inForce(DeadlineKind kind) {
        return deadlines.inForce(application.value(), kind).orElseThrow();
    }

    protected LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    protected Instant now() {
        return clock.instant();
    }

    /** Runs what is due, for this case only. */
    protected void runDue() {
        runDue(application.value());
    }

    protected void runDue(String key) {
        Optional<Job> job = nextJob(key);
        while (job.isPresent()) {
            management.executeJob(job.get().getId());
            job = nextJob(key);
        }
    }

    private Optional<Job> nextJob(String key) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream()
                .flatMap(instance -> management
                        .createJobQuery()
                        .processInstanceId(instance.getId())
                        .duedateLowerThan(Date.from(now().plusMillis(1)))
                        .orderByJobDuedate()
                        .asc()
                        .list()
                        .stream())
                .findFirst();
    }

    protected TaskId task(String element) {
        return task(application.value(), element);
    }

    protected TaskId task(String key, String element) {
        return inbox.ofCase(key).stream()
                .filter(open -> open.element().equals(element))
                .map(OpenTask::id)
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("no open task " + element + " in " + key + ", open: " + openTasks(key)));
    }

    protected List<String> openTasks() {
        return openTasks(application.value());
    }

    protected List<String> openTasks(String key) {
        return inbox.ofCase(key).stream().map(OpenTask::element).toList();
    }

    protected boolean deliveryEnded() {
        return instances(CardDeliveryProcess.KEY, application.value()).isEmpty();
    }

    protected List<ProcessInstance> instances(String process, String key) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(key)
                .list();
    }

    protected List<String> events() {
        return events(application.value());
    }

    protected List<String> events(String key) {
        return records.ofKey(key).stream().map(AuditRecord::event).toList();
    }
}
