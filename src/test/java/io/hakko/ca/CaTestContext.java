package io.hakko.ca;

import io.hakko.TestClockConfiguration;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CertificateDraft;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.SerialNumbers;
import io.hakko.embedded.EmbeddedDatabase;
import io.hakko.policy.Profiles;
import io.hakko.repository.Resumption;
import io.hakko.shared.Actor;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.Der;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.ProcessVariable;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.WholeSchema;
import io.hakko.workflow.Workflow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The modules ca and repository on a database of their own, with other modules' ports kept in memory. */
@TestConfiguration(proxyBeanMethods = false)
@EnableTransactionManagement(proxyTargetClass = true)
@ComponentScan(
        basePackages = {"io.hakko.ca", "io.hakko.repository"},
        excludeFilters =
                @Filter(
                        type = FilterType.ASSIGNABLE_TYPE,
                        classes = {Resumption.class, KeyCeremony.class, CeremonyPeople.class, AuditSealSweep.class}))
@Import({TestClockConfiguration.class, Profiles.class})
public class CaTestContext {

    @Bean(destroyMethod = "close")
    EmbeddedDatabase database() {
        return EmbeddedDatabase.startTemporary();
    }

    /** As in production: the owner migrates, the runtime role works. */
    @Bean
    DataSource dataSource(EmbeddedDatabase database) {
        WholeSchema.migrate(database);
        return new DriverManagerDataSource(database.jdbcUrl(), EmbeddedDatabase.RUNTIME, "");
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    Trail trail() {
        return new Trail();
    }

    @Bean
    StartedProcesses startedProcesses() {
        return new StartedProcesses();
    }

    @Bean
    RaisedAlarms raisedAlarms() {
        return new RaisedAlarms();
    }

    @Bean
    Events events() {
        return new Events();
    }

    @Bean
    static SerialFault serialFault() {
        return new SerialFault();
    }

    @Bean
    static SignerFault signerFault() {
        return new SignerFault();
    }

    /** Audit entries in memory. */
    public static final class Trail implements AuditTrail {

        private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

        @Override
        public void record(AuditEntry entry) {
            entries.add(entry);
        }

        public List<AuditEntry> of(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).toList();
        }

        public List<String> eventsOf(String key) {
            return of(key).stream().map(AuditEntry::event).toList();
        }
    }

    /** Alarms in memory. */
    public static final class RaisedAlarms implements Alarms {

        private final Set<String> open = ConcurrentHashMap.newKeySet();

        @Override
        public void raise(AlarmKind kind, String businessKey, String what) {
            raise(kind, businessKey, "", what);
        }

        @Override
        public void raise(AlarmKind kind, String businessKey, String subject, String what) {
            open.add(kind + " " + businessKey + " " + subject);
        }

        @Override
        public void clear(AlarmKind kind, String businessKey) {
            clear(kind, businessKey, "");
        }

        @Override
        public void clear(AlarmKind kind, String businessKey, String subject) {
            open.remove(kind + " " + businessKey + " " + subject);
        }

        @Override
        public List<AlarmView> open() {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public AlarmView of(TaskId task, Actor actor) {
            throw new AssertionError("nobody looks here");
        }

        @Override
        public void acknowledge(TaskId task, Actor actor, String note) {
            throw new AssertionError("nobody looks here");
        }

        public Set<String> all() {
            return Set.copyOf(open);
        }
    }

    /** Process starts in memory. */
    public static final class StartedProcesses implements Workflow {

        private final List<String> started = new CopyOnWriteArrayList<>();

        @Override
        public void start(String process, String businessKey, ProcessVariables variables) {
            started.add(process + " " + businessKey);
        }

        @Override
        public void correlate(String message, String businessKey, ProcessVariables variables) {
            throw new AssertionError("nothing is correlated here");
        }

        @Override
        public void correlateAll(String message, ProcessVariable<String> filter, String value) {
            throw new AssertionError("nothing is correlated here");
        }

        public List<String> all() {
            return List.copyOf(started);
        }
    }

    /** Events of both modules in memory. */
    public static final class Events {

        private final List<Record> events = new CopyOnWriteArrayList<>();

        @EventListener
        void on(Record event) {
            events.add(event);
        }

        public <T> List<T> of(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** Lets the source of serial numbers give out a number again. */
    public static final class SerialFault implements BeanPostProcessor {

        private final AtomicReference<Optional<CertificateSerial>> next = new AtomicReference<>(Optional.empty());
        private final List<CertificateSerial> given = new CopyOnWriteArrayList<>();

        /** The next number is this one. */
        public void repeat(CertificateSerial serial) {
            next.set(Optional.of(serial));
        }

        public List<CertificateSerial> given() {
            return List.copyOf(given);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof SerialNumbers serials
                    ? (SerialNumbers) () -> {
                        CertificateSerial serial =
                                next.getAndSet(Optional.empty()).orElseGet(serials::next);
                        given.add(serial);
                        return serial;
                    }
                    : bean;
        }
    }

    /** Lets the signer fail before or after the key was used. */
    public static final class SignerFault implements BeanPostProcessor {

        private final AtomicBoolean next = new AtomicBoolean();
        private final AtomicBoolean spoil = new AtomicBoolean();
        private final List<Der> signed = new CopyOnWriteArrayList<>();

        /** The next signature of a certificate is made and then lost. */
        public void loseNextSignature() {
            next.set(true);
        }

        /** The next certificate is encoded for six years, past every validator. */
        public void spoilNextDraft() {
            spoil.set(true);
        }

        private static CertificateDraft sixYears(CertificateDraft draft) {
            return new CertificateDraft(
                    draft.serial(),
                    draft.caId(),
                    draft.signatureAlgorithm(),
                    draft.notBefore(),
                    draft.notBefore().plus(Duration.ofDays(6 * 365)),
                    draft.subject(),
                    draft.alternativeName(),
                    draft.publicKey(),
                    draft.keyUsage(),
                    draft.policy(),
                    draft.distributionPoints(),
                    draft.caIssuers());
        }

        public List<Der> signed() {
            return List.copyOf(signed);
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof CertificateSigner signer)) {
                return bean;
            }
            return Proxy.newProxyInstance(
                    CertificateSigner.class.getClassLoader(),
                    new Class<?>[] {CertificateSigner.class},
                    (proxy, method, arguments) -> {
                        try {
                            if (method.getName().equals("encode") && spoil.getAndSet(false)) {
                                arguments[0] = sixYears((CertificateDraft) arguments[0]);
                            }
                            Object result = method.invoke(signer, arguments);
                            if (method.getName().equals("sign")) {
                                signed.add((Der) result);
                                if (next.getAndSet(false)) {
                                    throw new IllegalStateException("the machine went down");
                                }
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
