package io.hakko.fire;

import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditTrail;
import io.hakko.ca.domain.CertificateJournal;
import io.hakko.ca.domain.CertificateSigner;
import io.hakko.ca.domain.CrlRegister;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerStep;
import io.hakko.card.domain.Personalization;
import io.hakko.repository.domain.PublicationStore;
import io.hakko.repository.domain.PublicationTarget;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ClassUtils;

/**
 * Places at which a process can be made to stand still, so that the test kills it exactly there. Around each step
 * {@code S} of a port there are {@code S.begin} (nothing done yet), {@code S.done} (done in a transaction that is open),
 * {@code S.before} (everything of the transaction is written, the commit has not begun) and {@code S.after} (committed,
 * nobody told yet).
 *
 * <p>Steps: {@code ledger.STATE}; {@code journal.prepared|issued|revoked}; {@code key.sign}, {@code key.signCrl};
 * {@code crl.numbered|requested|signed|published|superseded}; {@code target.NAME}; {@code audit.EVENT} for everything that
 * is recorded in the trail; {@code job.DELEGATE}.
 */
final class KillPoints implements BeanPostProcessor {

    private static final AtomicReference<String> ARMED = new AtomicReference<>("");
    private static final AtomicInteger TIMES = new AtomicInteger();
    private static final List<String> PASSED = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicReference<Runnable> LAST_WORDS = new AtomicReference<>(() -> {});
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static final Map<String, String> JOURNAL =
            Map.of("prepare", "journal.prepared", "issued", "journal.issued", "revoked", "journal.revoked");
    private static final Map<String, String> REGISTER = Map.of(
            "takeNumber", "crl.numbered",
            "request", "crl.requested",
            "signed", "crl.signed",
            "published", "crl.published",
            "superseded", "crl.superseded");
    private static final Map<String, String> SIGNER = Map.of("sign", "key.sign", "signCrl", "key.signCrl");

    /** Arms a point; {@code POINT#2} means the second time it is passed from now. */
    static void arm(String point) {
        int hash = point.indexOf('#');
        TIMES.set(hash < 0 ? 1 : Integer.parseInt(point.substring(hash + 1)));
        ARMED.set(hash < 0 ? point : point.substring(0, hash));
    }

    /** What is done right before the process stands still: the clock is noted down, so that time never goes back. */
    static void lastWords(Runnable words) {
        LAST_WORDS.set(words);
    }

    static List<String> passed() {
        synchronized (PASSED) {
            return List.copyOf(PASSED);
        }
    }

    /** Here the process may be killed. */
    static void reached(String point) {
        PASSED.add(point);
        if (point.equals(ARMED.get()) && TIMES.decrementAndGet() == 0) {
            LAST_WORDS.get().run();
            System.out.println("REACHED " + point);
            System.out.flush();
            try {
                NEVER.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        boolean port = bean instanceof Ledger
                || bean instanceof CertificateJournal
                || bean instanceof CrlRegister
                || bean instanceof CertificateSigner
                || bean instanceof PublicationTarget
                || bean instanceof PublicationStore
                || bean instanceof AuditTrail
                || bean instanceof JavaDelegate;
        if (!port) {
            return bean;
        }
        return Proxy.newProxyInstance(
                bean.getClass().getClassLoader(),
                ClassUtils.getAllInterfacesForClass(bean.getClass()),
                (proxy, method, arguments) -> invoke(bean, name, method, arguments));
    }

    private static Object invoke(Object bean, String name, Method method, Object[] arguments) throws Throwable {
        Optional<String> step = step(bean, name, method, arguments);
        if (step.isEmpty()) {
            return call(bean, method, arguments);
        }
        String point = step.get();
        reached(point + ".begin");
        Object result = call(bean, method, arguments);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new AroundCommit(point));
        }
        reached(point + ".done");
        return result;
    }

    private static Object call(Object bean, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static Optional<String> step(Object bean, String name, Method method, Object[] arguments) {
        String called = method.getName();
        if (bean instanceof Ledger) {
            return switch (called) {
                case "save" -> Optional.of("ledger." + ((Personalization) arguments[0]).state());
                case "advance" -> Optional.of("ledger." + ((LedgerStep) arguments[0]).next());
                case "reserve" -> Optional.of("ledger.RESERVED");
                default -> Optional.empty();
            };
        }
        if (bean instanceof AuditTrail) {
            return called.equals("record")
                    ? Optional.of("audit." + ((AuditEntry) arguments[0]).event())
                    : Optional.empty();
        }
        if (bean instanceof JavaDelegate) {
            return called.equals("execute") ? Optional.of("job." + name.replace("Delegate", "")) : Optional.empty();
        }
        if (bean instanceof PublicationTarget target) {
            return called.equals("put") ? Optional.of("target." + target.name()) : Optional.empty();
        }
        if (bean instanceof PublicationStore) {
            return called.equals("put") ? Optional.of("target.http") : Optional.empty();
        }
        Map<String, String> steps =
                bean instanceof CertificateJournal ? JOURNAL : bean instanceof CrlRegister ? REGISTER : SIGNER;
        return Optional.ofNullable(steps.get(called));
    }

    private record AroundCommit(String point) implements TransactionSynchronization {

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            reached(point + ".before");
        }

        @Override
        public void afterCommit() {
            reached(point + ".after");
        }
    }
}
