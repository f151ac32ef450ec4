package io.hakko.delivery;

import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import io.hakko.application.ApplicationView;
import io.hakko.application.Applications;
import io.hakko.application.ArrivalClosingProcess;
import io.hakko.application.ArrivalClosings;
import io.hakko.application.ArrivalsClosed;
import io.hakko.application.BillingContent;
import io.hakko.application.CertificateContent;
import io.hakko.application.DeliveryContent;
import io.hakko.application.DeliveryContent.Addressee;
import io.hakko.application.FrozenPrice;
import io.hakko.application.domain.ApplicationRefusal;
import io.hakko.ca.CertificateRevoked;
import io.hakko.ca.Certificates;
import io.hakko.ca.IssuedCertificate;
import io.hakko.ca.IssuedCertificate.Revocation;
import io.hakko.ca.IssuedCertificate.State;
import io.hakko.ca.RevokeCertificate;
import io.hakko.calendar.Zones;
import io.hakko.notice.LetterId;
import io.hakko.notice.LetterView;
import io.hakko.notice.Letters;
import io.hakko.notice.NoticeSent;
import io.hakko.notice.PostLetter;
import io.hakko.notice.PostedLetter;
import io.hakko.notice.WriteLetter;
import io.hakko.policy.DeliveryServices;
import io.hakko.policy.Profiles;
import io.hakko.policy.Scope;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import io.hakko.shared.Refusal;
import io.hakko.shared.Yen;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The neighbours of delivery and revocation, in memory. */
@TestConfiguration(proxyBeanMethods = false)
public class DeliveryFakes {

    public static final ProfileRef PROFILE = new ProfileRef("aosign-g2", LocalDate.of(2026, 4, 1));

    /** Services that deliver in other ways, besides the shipped ones. */
    @Bean
    @Primary
    Profiles profilesOfDelivery(ObjectProvider<OtherServices> others) {
        return others.stream().findFirst().map(OtherServices::profiles).orElseGet(DeliveryServices::withShipped);
    }

    /** What a test has in place of {@link DeliveryServices}. */
    public record OtherServices(Profiles profiles) {}

    @Bean
    @Primary
    FakeApplications fakeApplications(Clock clock) {
        return fake(FakeApplications.class, clock);
    }

    @Bean
    @Primary
    FakeCertificates fakeCertificates(Clock clock, ApplicationEventPublisher events) {
        return fake(FakeCertificates.class, clock, events);
    }

    @Bean
    @Primary
    FakeLetters fakeLetters(Clock clock, ApplicationEventPublisher events) {
        return fake(FakeLetters.class, clock, events);
    }

    @Bean
    @Primary
    FakeClosings fakeClosings(CaseDeadlines deadlines, Workflow workflow, ApplicationEventPublisher events) {
        return fake(FakeClosings.class, deadlines, workflow, events);
    }

    /** What delivery and revocation do not use stays abstract. */
    private static <T> T fake(Class<T> type, Object... constructorArguments) {
        return mock(type, withSettings().useConstructor(constructorArguments).defaultAnswer(CALLS_REAL_METHODS));
    }

    /** People, orders and status of applications. */
    public abstract static class FakeApplications implements Applications {

        private static final Addressee COMPANY = new Addressee("例示建設株式会社", "100-0002", "東京都千代田区例示町3番3号");

        private final Map<ApplicationNumber, DeliveryContent> people = new LinkedHashMap<>();
        private final Map<ApplicationNumber, ApplicationNumber> orders = new LinkedHashMap<>();
        private final Map<ApplicationNumber, Addressee> payers = new LinkedHashMap<>();
        private final Map<ApplicationNumber, String> status = new LinkedHashMap<>();
        private final Map<ApplicationNumber, ApplicationView> views = new LinkedHashMap<>();
        private final Clock clock;

        FakeApplications(Clock clock) {
            this.clock = clock;
        }

        /** Shows a case that was really entered. */
        public void show(ApplicationView view) {
            views.put(view.number(), view);
        }

        @Override
        public ApplicationView of(ApplicationNumber number) {
            return Optional.ofNullable(views.get(number))
                    .orElseThrow(() -> new Refusal(ApplicationRefusal.UNKNOWN_APPLICATION, number.value()));
        }

        public void add(ApplicationNumber number, boolean agent) {
            add(number, agent, PROFILE);
        }

        public void add(ApplicationNumber number, boolean agent, ProfileRef profile) {
            people.put(
                    number,
                    new DeliveryContent(
                            number,
                            profile,
                            new DeliveryContent.Addressee("例示 太郎", "100-0001", "東京都千代田区例示町1番1号"),
                            agent
                                    ? Optional.of(new DeliveryContent.Addressee("見本 花子", "530-0001", "大阪府大阪市見本区2番2号"))
                                    : Optional.empty(),
                            COMPANY));
            status.put(number, "ISSUED");
        }

        /** Ordered together with another card of the same company, and as far as this. */
        public void addOrderedWith(ApplicationNumber other, ApplicationNumber number, String reached) {
            add(number, false);
            orders.put(number, other);
            status.put(number, reached);
        }

        /** The order names an address of its own for the invoice. */
        public void pays(ApplicationNumber number, String payer) {
            payers.put(number, new Addressee(payer, "100-0009", "東京都千代田区例示町9番9号"));
        }

        public String status(ApplicationNumber number) {
            return status.getOrDefault(number, "");
        }

        @Override
        public DeliveryContent deliveryOf(ApplicationNumber number) {
            return Optional.ofNullable(people.get(number)).orElseThrow();
        }

        @Override
        public BillingContent billingOf(ApplicationNumber number) {
            DeliveryContent content = deliveryOf(number);
            return new BillingContent(
                    number,
                    content.profile(),
                    orders.getOrDefault(number, number),
                    content.holder().name(),
                    payers.getOrDefault(number, content.company()),
                    new FrozenPrice("3y30d", 1, Yen.of(42_900), LocalDate.ofInstant(clock.instant(), Zones.TOKYO)));
        }

        @Override
        public List<ApplicationNumber> onTheirWay(ApplicationNumber order) {
            return status.entrySet().stream()
                    .filter(entry -> List.of("ACCEPTED", "ISSUED").contains(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .filter(number -> orders.getOrDefault(number, number).equals(order))
                    .toList();
        }

        @Override
        public CertificateContent certificateContent(ApplicationNumber number) {
            return new CertificateContent(
                    number,
                    PROFILE,
                    "3y30d",
                    Scope.CORPORATION,
                    "例示 太郎",
                    "Reiji",
                    "Taro",
                    Optional.empty(),
                    Optional.of("例示建設株式会社"),
                    Optional.of("東京都千代田区例示町3番3号"),
                    Optional.empty(),
                    Optional.empty(),
                    "C-1");
        }

        @Override
        public void markInUse(ApplicationNumber number) {
            status.put(number, "IN_USE");
        }

        @Override
        public void markRevoked(ApplicationNumber number) {
            status.put(number, "REVOKED");
        }
    }

    /** Certificates without keys. */
    public abstract static class FakeCertificates implements Certificates {

        private final Map<CertificateSerial, IssuedCertificate> bySerial = new LinkedHashMap<>();
        private final Map<CertificateSerial, RevokeCertificate> orders = new LinkedHashMap<>();
        private final Clock clock;
        private final ApplicationEventPublisher events;

        FakeCertificates(Clock clock, ApplicationEventPublisher events) {
            this.clock = clock;
            this.events = events;
        }

        public IssuedCertificate add(ApplicationNumber application, CardNumber card, CertificateSerial serial) {
            return add(application, card, serial, PROFILE);
        }

        public IssuedCertificate add(
                ApplicationNumber application, CardNumber card, CertificateSerial serial, ProfileRef profile) {
            Instant now = clock.instant();
            IssuedCertificate certificate = new IssuedCertificate(
                    serial,
                    profile.id(),
                    application,
                    card,
                    profile,
                    "3y30d",
                    now,
                    now.plus(Duration.ofDays(1125)),
                    Der.of(new byte[] {1}),
                    State.ISSUED,
                    Optional.empty());
            bySerial.put(serial, certificate);
            return certificate;
        }

        public Optional<RevokeCertificate> order(CertificateSerial serial) {
            return Optional.ofNullable(orders.get(serial));
        }

        @Override
        public void revoke(RevokeCertificate command) {
            orders.put(command.serial(), command);
            IssuedCertificate c = ofSerial(command.serial()).orElseThrow();
            bySerial.put(
                    command.serial(),
                    new IssuedCertificate(
                            c.serial(),
                            c.caId(),
                            c.application(),
                            c.card(),
                            c.profile(),
                            c.product(),
                            c.notBefore(),
                            c.notAfter(),
                            c.der(),
                            State.REVOKED,
                            Optional.of(new Revocation(
                                    clock.instant(), command.reasonCode(), command.crlReason(), command.technical()))));
            events.publishEvent(new CertificateRevoked(
                    c.serial(), c.application(), c.card(), command.reasonCode(), command.technical(), clock.instant()));
        }

        @Override
        public Optional<IssuedCertificate> ofCard(CardNumber card) {
            return bySerial.values().stream().filter(c -> c.card().equals(card)).findFirst();
        }

        @Override
        public Optional<IssuedCertificate> ofSerial(CertificateSerial serial) {
            return Optional.ofNullable(bySerial.get(serial));
        }

        @Override
        public List<IssuedCertificate> ofApplication(ApplicationNumber application) {
            return bySerial.values().stream()
                    .filter(c -> c.application().equals(application))
                    .toList();
        }
    }

    /** Letters without paper. */
    public abstract static class FakeLetters implements Letters {

        private final Map<LetterId, WriteLetter> written = new LinkedHashMap<>();
        private final Map<LetterId, PostLetter> posted = new LinkedHashMap<>();
        private final AtomicLong numbers = new AtomicLong();
        private final Clock clock;
        private final ApplicationEventPublisher events;

        FakeLetters(Clock clock, ApplicationEventPublisher events) {
            this.clock = clock;
            this.events = events;
        }

        public List<WriteLetter> of(String caseKey) {
            return written.values().stream()
                    .filter(letter -> letter.caseKey().equals(caseKey))
                    .toList();
        }

        public Optional<PostLetter> posting(LetterId letter) {
            return Optional.ofNullable(posted.get(letter));
        }

        @Override
        public LetterId write(WriteLetter command) {
            LetterId id = new LetterId(UUID.nameUUIDFromBytes(
                    (command.caseKey() + command.kind() + command.sequence()).getBytes(StandardCharsets.UTF_8)));
            written.putIfAbsent(id, command);
            return id;
        }

        @Override
        public PostedLetter post(LetterId letter, PostLetter command, Actor actor) {
            posted.put(letter, command);
            WriteLetter content = written.get(letter);
            events.publishEvent(
                    new NoticeSent(letter, content.kind(), content.caseKey(), command.postedOn(), command.postedOn()));
            return new PostedLetter(
                    letter,
                    "通-" + numbers.incrementAndGet(),
                    content.kind(),
                    content.caseKey(),
                    content.profile(),
                    command.postedOn(),
                    command.channel(),
                    command.trackingNumber(),
                    command.postedOn());
        }

        @Override
        public LetterView read(LetterId letter) {
            WriteLetter content = written.get(letter);
            return new LetterView(
                    letter,
                    "通-1",
                    content.kind(),
                    content.caseKey(),
                    content.sequence(),
                    content.profile(),
                    content.recipient(),
                    clock.instant(),
                    Optional.empty());
        }

        @Override
        public List<LetterView> ofCase(String caseKey) {
            return new ArrayList<>();
        }
    }

    /** Closings of arrivals without the task of reception; lets waiting cases go on as the real one does. */
    public abstract static class FakeClosings implements ArrivalClosings {

        private final CaseDeadlines deadlines;
        private final Workflow workflow;
        private final ApplicationEventPublisher events;
        private LocalDate closedThrough = LocalDate.EPOCH;

        FakeClosings(CaseDeadlines deadlines, Workflow workflow, ApplicationEventPublisher events) {
            this.deadlines = deadlines;
            this.workflow = workflow;
            this.events = events;
        }

        /** To be called in a transaction. */
        public void closeThrough(LocalDate day) {
            closedThrough = day;
            deadlines.awaitingClosingThrough(day).forEach(key -> {
                events.publishEvent(new ArrivalsClosed(key));
                workflow.correlate(ArrivalClosingProcess.MESSAGE_ARRIVALS_CLOSED, key, ProcessVariables.none());
            });
        }

        @Override
        public boolean closedThrough(LocalDate day) {
            return !day.isAfter(closedThrough);
        }
    }
}
