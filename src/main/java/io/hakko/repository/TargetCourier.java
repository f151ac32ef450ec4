package io.hakko.repository;

import io.hakko.ca.Authorities;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.workflow.Sweep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends every target its CRLs: at once when one is published, and again at every round. Each target has a thread of its own,
 * so that one that hangs delays neither the others nor the round.
 */
@Component
class TargetCourier implements Sweep, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(TargetCourier.class);

    private final Authorities authorities;
    private final TargetDeliveries deliveries;
    private final boolean command;
    private final Map<PublicationTarget, ThreadPoolExecutor> threads = new LinkedHashMap<>();

    TargetCourier(
            Authorities authorities,
            TargetDeliveries deliveries,
            List<PublicationTarget> targets,
            @Value("${hakko.command:false}") boolean command) {
        this.command = command;
        this.authorities = authorities;
        this.deliveries = deliveries;
        targets.forEach(target -> threads.put(target, thread(target)));
    }

    @Override
    public String name() {
        return "targets";
    }

    /** Returns at once; a target that is still busy keeps what it has to do. */
    @Override
    public void sweep() {
        threads.forEach((target, thread) -> thread.execute(() -> deliverAll(target)));
    }

    /** At a start too: the last node may have ended between publication and delivery. A command delivers nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void onStart() {
        if (!command) {
            sweep();
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void on(CrlPublished event) {
        sweep();
    }

    @Override
    public void destroy() {
        threads.values().forEach(ThreadPoolExecutor::shutdownNow);
    }

    private void deliverAll(PublicationTarget target) {
        authorities.all().forEach(authority -> {
            try {
                deliveries.deliver(target, authority.id());
            } catch (RuntimeException failed) {
                LOG.warn("Delivery to {} for {} failed, tried again", target.name(), authority.id(), failed);
            }
        });
    }

    /** One round runs, one waits; more would only ask the same again. */
    private static ThreadPoolExecutor thread(PublicationTarget target) {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(1),
                task -> {
                    Thread made = new Thread(task, "target-" + target.name());
                    made.setDaemon(true);
                    return made;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }
}
