package io.hakko.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.hakko.application.domain.ApplicationCase;
import io.hakko.application.domain.ApplicationForm;
import io.hakko.application.domain.ApplicationForm.Company;
import io.hakko.application.domain.ApplicationForm.Paper;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.application.domain.ApplicationRules;
import io.hakko.application.domain.ApplicationStatus;
import io.hakko.application.domain.ApplicationStore;
import io.hakko.application.domain.CertificateForm;
import io.hakko.application.domain.CompanyKind;
import io.hakko.application.domain.PostalAddress;
import io.hakko.application.domain.RuleData;
import io.hakko.application.domain.StoredForm;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.calendar.Zones;
import io.hakko.policy.Channel;
import io.hakko.policy.PaperKind;
import io.hakko.policy.Product;
import io.hakko.policy.Profiles;
import io.hakko.policy.RecordedItem;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.MyNumbers;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Applications} on tables and the engine. */
@Service
@Transactional
class ApplicationService implements Applications {

    /** Task of {@code application-review} that this module serves. */
    static final String RECEIVE = "userTask_receive";

    private static final String DUTY_RECEIVE = "receive";
    private static final String WITHDRAWN = "withdrawn";

    private final ApplicationStore store;
    private final CompanyRecords companyRecords;
    private final FormSchema schema;
    private final Profiles profiles;
    private final OperatorCalendar calendar;
    private final IssueTargets issueTargets;
    private final Workflow workflow;
    private final Tasks tasks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApplicationService(
            ApplicationStore store,
            CompanyRecords companyRecords,
            FormSchema schema,
            Profiles profiles,
            OperatorCalendar calendar,
            IssueTargets issueTargets,
            Workflow workflow,
            Tasks tasks,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.companyRecords = companyRecords;
        this.schema = schema;
        this.profiles = profiles;
        this.calendar = calendar;
        this.issueTargets = issueTargets;
        this.workflow = workflow;
        this.tasks = tasks;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ApplicationNumber registerArrival(RegisterArrival arrival, Actor actor) {
        if (arrival.arrivedOn().isAfter(today())) {
            throw Refusal.at("/arrivedOn", ApplicationRefusal.ARRIVAL_IN_FUTURE, today());
        }
        ServiceProfile profile = profiles.current(arrival.profileId(), arrival.arrivedOn());
        refuseChannelOf(arrival, profile);
        LocalDate countedOn = calendar.of(profile).onOrAfter(arrival.arrivedOn());
        int year = countedOn.getYear();
        String prefix = profile.applicationNumberPrefix();
        ApplicationNumber number = ApplicationNumber.of(prefix, year, store.nextNumber(prefix, year));
        String start = CertificateApplicationProcess.Element.startEvent_documentsArrived.name();
        try (var scope = AuditScope.open(actor, CertificateApplicationProcess.KEY, start)) {
            store.insert(
                    new ApplicationCase(
                            number,
                            profile.ref(),
                            ApplicationStatus.RECEIVED,
                            countedOn,
                            arrival.channel().name(),
                            arrival.trackingNumber()),
                    clock.instant());
            audit.record(AuditEntry.of("application.received", number.value())
                    .change("", ApplicationStatus.RECEIVED)
                    .with("profile", profile.ref())
                    .with("arrivedOn", countedOn)
                    .with("channel", arrival.channel())
                    .build());
            tasks.participated(number.value(), DUTY_RECEIVE, actor);
            workflow.start(
                    CertificateApplicationProcess.KEY,
                    number.value(),
                    ProcessVariables.with(
                                    CertificateApplicationProcess.PROFILE_ID,
                                    profile.ref().id())
                            .and(issueTargets.begin(number, profile, countedOn)));
        }
        return number;
    }

    /** A-APP-01, B-APP-10. */
    private static void refuseChannelOf(RegisterArrival arrival, ServiceProfile profile) {
        List<Channel> accepted = profile.channels().application();
        if (!accepted.contains(Channel.valueOf(arrival.channel().name()))) {
            throw Refusal.at(
                    "/channel",
                    ApplicationRefusal.CHANNEL_NOT_ACCEPTED,
                    accepted.stream().map(Channel::label).collect(Collectors.joining("、")));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public void check(String profileId, LocalDate arrivedOn, JsonNode form) {
        ServiceProfile profile = profiles.current(profileId, arrivedOn);
        read(form, profile, calendar.of(profile).onOrAfter(arrivedOn));
    }

    @Override
    @Transactional(readOnly = true)
    public ApplicationView.Content preview(String profileId, LocalDate arrivedOn, JsonNode document) {
        ServiceProfile profile = profiles.current(profileId, arrivedOn);
        LocalDate arrival = calendar.of(profile).onOrAfter(arrivedOn);
        ApplicationForm form = read(document, profile, arrival);
        List<StoredForm.StoredPaper> papers = form.papers().stream()
                .map(paper -> new StoredForm.StoredPaper(paper, arrival))
                .toList();
        return Views.content(new StoredForm(profile.ref(), form, papers, ""), profile);
    }

    @Override
    public void enter(TaskId task, Actor actor, EnterApplication entry) {
        tasks.complete(task, RECEIVE, actor, open -> {
            ApplicationCase application = lock(ApplicationNumber.of(open.businessKey()));
            if (!entry.noMyNumberVisible()) {
                throw Refusal.at("/noMyNumberVisible", ApplicationRefusal.MY_NUMBER_NOT_EXCLUDED);
            }
            ApplicationForm form = read(entry.form(), profiles.get(application.profile()), application.arrivedOn());
            String channel = entry.form().path("channel").asText(application.channel());
            if (!channel.equals(application.channel())) {
                throw Refusal.at("/channel", ApplicationRefusal.CHANNEL_DIFFERS);
            }
            String companyKey = companyKey(form.company(), entry, actor);
            ApplicationNumber order = orderOf(application, form.order().orderedWith(), companyKey);
            step(application, ApplicationStatus.ENTERED);
            store.enter(application.number(), form, companyKey, order, application.arrivedOn());
            audit.record(
                    AuditEntry.of("application.entered", application.number().value())
                            .change(application.status(), ApplicationStatus.ENTERED)
                            .with("product", form.order().product())
                            .with("companyKind", form.company().kind())
                            .with("nameKind", form.applicant().nameKind())
                            .with("companyKey", companyKey)
                            .with("order", order)
                            .with("papers", form.papers().size())
                            .with("agent", form.agent().isPresent())
                            .with("noMyNumberVisible", true)
                            .build());
            return ProcessVariables.none();
        });
    }

    @Override
    public void withdraw(ApplicationNumber number, Actor actor, String reason, LocalDate arrivedOn) {
        try (var scope = AuditScope.open(actor)) {
            ApplicationCase application = lock(number);
            if (!application.status().isOpen()) {
                throw new Refusal(ApplicationRefusal.ALREADY_DECIDED, Labels.of(application.status()));
            }
            if (reason.isBlank()) {
                throw Refusal.at("/reason", ApplicationRefusal.REQUIRED);
            }
            if (MyNumbers.isIn(reason)) {
                throw Refusal.at("/reason", ApplicationRefusal.MY_NUMBER);
            }
            if (arrivedOn.isAfter(today())) {
                throw Refusal.at("/arrivedOn", ApplicationRefusal.ARRIVAL_IN_FUTURE, today());
            }
            step(application, ApplicationStatus.WITHDRAWN);
            audit.record(AuditEntry.of("application.withdrawn", number.value())
                    .reason(reason)
                    .change(application.status(), ApplicationStatus.WITHDRAWN)
                    .with("arrivedOn", arrivedOn)
                    .build());
            events.publishEvent(new ApplicationWithdrawn(number));
            workflow.correlate(
                    CertificateApplicationProcess.MESSAGE_WITHDRAWN,
                    number.value(),
                    ProcessVariables.with(CertificateApplicationProcess.REVIEW_OUTCOME, WITHDRAWN));
        }
    }

    @Override
    @Transactional(readOnly = true)
    public ApplicationView of(ApplicationNumber number) {
        ApplicationCase application = find(number);
        ServiceProfile profile = profiles.get(application.profile());
        return new ApplicationView(
                number,
                application.profile(),
                profile.displayName(),
                application.status().name(),
                Labels.of(application.status()),
                application.arrivedOn(),
                Channel.valueOf(application.channel()).label(),
                application.trackingNumber(),
                store.form(number).map(stored -> Views.content(stored, profile)),
                store.price(number)
                        .map(price -> new FrozenPrice(
                                price.product(), price.purchaseCount(), price.unitPrice(), price.acceptedOn())));
    }

    @Override
    public CertificateContent certificateContent(ApplicationNumber number) {
        CertificateForm form = store.certificateForm(number).orElseThrow(() -> notEntered(find(number)));
        ProfileRef profile = form.profile();
        RecordedItems items =
                new RecordedItems(profiles.get(profile), form.company().kind());
        return new CertificateContent(
                number,
                profile,
                form.order().product(),
                items.companyKind(),
                form.applicant().recordedName(),
                form.applicant().romajiName().family(),
                form.applicant().romajiName().given(),
                items.only(RecordedItem.ROMAJI_ADDRESS, form.applicant().romajiAddress()),
                items.only(RecordedItem.COMPANY_NAME, Optional.of(form.company().name())),
                items.only(
                        RecordedItem.HEAD_OFFICE,
                        Optional.of(form.company().headOffice().text())),
                items.only(RecordedItem.CORPORATE_NUMBER, form.company().corporateNumber()),
                items.only(RecordedItem.POWER_OF_REPRESENTATION, form.order().powerOfRepresentation()),
                form.companyKey());
    }

    @Override
    @Transactional(readOnly = true)
    public DeliveryContent deliveryOf(ApplicationNumber number) {
        StoredForm stored = form(number);
        ApplicationForm form = stored.form();
        return new DeliveryContent(
                number,
                stored.profile(),
                addressee(form.applicant().name(), form.applicant().address()),
                form.agent().map(agent -> addressee(agent.name(), agent.address())),
                addressee(form.company().name(), form.company().headOffice()));
    }

    @Override
    @Transactional(readOnly = true)
    public BillingContent billingOf(ApplicationNumber number) {
        StoredForm stored = form(number);
        ApplicationForm form = stored.form();
        FrozenPrice price =
                of(number).price().orElseThrow(() -> new IllegalStateException("no price is frozen for " + number));
        return new BillingContent(
                number,
                stored.profile(),
                store.orderOf(number).orElseThrow(),
                form.applicant().name(),
                form.order()
                        .billing()
                        .map(to -> addressee(to.name(), to.address()))
                        .orElseGet(() ->
                                addressee(form.company().name(), form.company().headOffice())),
                price);
    }

    @Override
    @Transactional(readOnly = true)
    public List<ApplicationNumber> onTheirWay(ApplicationNumber order) {
        return store.ofOrder(order).stream()
                .filter(member ->
                        member.status() == ApplicationStatus.ACCEPTED || member.status() == ApplicationStatus.ISSUED)
                .map(ApplicationCase::number)
                .toList();
    }

    @Override
    public void markDeficient(ApplicationNumber number) {
        step(lock(number), ApplicationStatus.DEFICIENT);
    }

    @Override
    public void correct(ApplicationNumber number, LocalDate arrivedOn, List<PresentedPaper> papers) {
        ApplicationCase application = lock(number);
        RuleData data = ruleData(
                profiles.get(application.profile()),
                form(number).form().company().kind(),
                arrivedOn);
        List<Paper> presented = papers.stream()
                .map(p -> new Paper(p.kind(), p.issuedOn(), p.original(), p.note()))
                .toList();
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < presented.size(); i++) {
            violations.addAll(ApplicationRules.paper("/papers/" + i, presented.get(i), data));
            String note = presented.get(i).note().orElse("");
            if (MyNumbers.isIn(note)) {
                violations.add(Violation.at("/papers/" + i + "/note", ApplicationRefusal.MY_NUMBER));
            }
        }
        refuse(violations);
        step(application, ApplicationStatus.ENTERED);
        store.replacePapers(number, presented, arrivedOn, clock.instant());
    }

    @Override
    public void accept(ApplicationNumber number, FrozenPrice price) {
        step(lock(number), ApplicationStatus.ACCEPTED);
        store.freeze(
                number,
                new ApplicationStore.Price(
                        price.product(), price.purchaseCount(), price.unitPrice(), price.acceptedOn()));
    }

    @Override
    public void reject(ApplicationNumber number) {
        step(lock(number), ApplicationStatus.REJECTED);
    }

    @Override
    public void markIssued(ApplicationNumber number) {
        become(number, ApplicationStatus.ISSUED);
    }

    @Override
    public void markInUse(ApplicationNumber number) {
        become(number, ApplicationStatus.IN_USE);
    }

    @Override
    public void markRevoked(ApplicationNumber number) {
        become(number, ApplicationStatus.REVOKED);
    }

    /** What is wrong with the shape, or else with the content; the form when nothing is. */
    private ApplicationForm read(JsonNode document, ServiceProfile profile, LocalDate arrivedOn) {
        refuse(schema.check(document));
        ApplicationForm form = FormReader.read(document);
        refuse(ApplicationRules.check(form, ruleData(profile, form.company().kind(), arrivedOn)));
        return form;
    }

    static RuleData ruleData(ServiceProfile profile, CompanyKind kind, LocalDate arrivedOn) {
        return new RuleData(
                profile.products().stream().map(Product::code).collect(Collectors.toSet()),
                profile.documents().kinds().stream().map(PaperKind::code).collect(Collectors.toSet()),
                Set.of(profile.consent().version()),
                new RecordedItems(profile, kind).recording(),
                arrivedOn);
    }

    /** D-09: the corporate number, else the record that the clerk confirmed, else the same company, else a new record. */
    private String companyKey(Company company, EnterApplication entry, Actor actor) {
        if (company.corporateNumber().isPresent()) {
            return "JCN-" + company.corporateNumber().get();
        }
        return companyRecords.keyOf(company.name(), company.headOffice().text(), entry.companyRecord(), actor.id());
    }

    /** The order it belongs to (A-DOC-16): that of the application it names, else one of its own. */
    private ApplicationNumber orderOf(
            ApplicationCase application, Optional<ApplicationNumber> orderedWith, String companyKey) {
        if (orderedWith.isEmpty()) {
            return application.number();
        }
        ApplicationNumber named = orderedWith.get();
        if (named.equals(application.number())) {
            throw orderedWith(ApplicationRefusal.ORDERED_WITH_ITSELF);
        }
        ApplicationCase other =
                store.find(named).orElseThrow(() -> orderedWith(ApplicationRefusal.ORDERED_WITH_UNKNOWN, named));
        if (other.status() == ApplicationStatus.REJECTED || other.status() == ApplicationStatus.WITHDRAWN) {
            throw orderedWith(ApplicationRefusal.ORDERED_WITH_DECIDED, named, Labels.of(other.status()));
        }
        if (!other.profile().equals(application.profile())) {
            throw orderedWith(ApplicationRefusal.ORDERED_WITH_OTHER_SERVICE, named);
        }
        StoredForm entered =
                store.form(named).orElseThrow(() -> orderedWith(ApplicationRefusal.ORDERED_WITH_NOT_ENTERED, named));
        if (!entered.companyKey().equals(companyKey)) {
            throw orderedWith(ApplicationRefusal.ORDERED_WITH_OTHER_COMPANY, named);
        }
        return store.orderOf(named).orElseThrow();
    }

    private static Refusal orderedWith(ApplicationRefusal code, Object... arguments) {
        return Refusal.at("/order/orderedWith", code, arguments);
    }

    private void become(ApplicationNumber number, ApplicationStatus status) {
        if (store.changeStatus(number, status.predecessors(), status, clock.instant())) {
            return;
        }
        ApplicationCase application = lock(number);
        if (application.status() != status) {
            step(application, status);
        }
    }

    private void step(ApplicationCase application, ApplicationStatus next) {
        if (!application.status().canBecome(next)) {
            throw new Refusal(ApplicationRefusal.STATUS_CONFLICT, Labels.of(application.status()), Labels.of(next));
        }
        store.changeStatus(application.number(), EnumSet.of(application.status()), next, clock.instant());
    }

    private ApplicationCase lock(ApplicationNumber number) {
        return store.lock(number)
                .orElseThrow(() -> new Refusal(ApplicationRefusal.UNKNOWN_APPLICATION, number.value()));
    }

    private ApplicationCase find(ApplicationNumber number) {
        return store.find(number)
                .orElseThrow(() -> new Refusal(ApplicationRefusal.UNKNOWN_APPLICATION, number.value()));
    }

    private StoredForm form(ApplicationNumber number) {
        return store.form(number).orElseThrow(() -> notEntered(find(number)));
    }

    private static Refusal notEntered(ApplicationCase application) {
        return new Refusal(ApplicationRefusal.NOT_ENTERED, application.number().value());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    private static DeliveryContent.Addressee addressee(String name, PostalAddress address) {
        return new DeliveryContent.Addressee(name, address.postalCode(), address.text());
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Refusal(violations);
        }
    }
}
