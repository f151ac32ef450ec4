package io.hakko.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the entries of a transaction and chains them just before its commit, so that the head of the chain is locked
 * for the shortest time.
 */
@Service
class ChainedAuditTrail implements AuditTrail {

    private static final ObjectMapper CANONICAL =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final AuditStore store;
    private final Clock clock;

    ChainedAuditTrail(AuditStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void record(AuditEntry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an audit entry needs the transaction of the decision it records");
        }
        AuditScope scope = AuditScope.current();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        pending()
                .add(new ChainedEntry(
                        0,
                        at,
                        scope.actor().id(),
                        entry.event(),
                        entry.key(),
                        scope.process(),
                        scope.element(),
                        entry.reason(),
                        entry.before(),
                        entry.after(),
                        canonical(entry),
                        Hash.NONE,
                        Hash.NONE));
    }

    private List<ChainedEntry> pending() {
        for (TransactionSynchronization synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Appender appender && appender.store == store) {
                return appender.pending;
            }
        }
        Appender appender = new Appender(store);
        TransactionSynchronizationManager.registerSynchronization(appender);
        return appender.pending;
    }

    private static String canonical(AuditEntry entry) {
        try {
            return CANONICAL.writeValueAsString(new TreeMap<>(entry.detail()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("audit detail cannot be written", impossible);
        }
    }

    private static final class Appender implements TransactionSynchronization, Ordered {

        private final AuditStore store;
        private final List<ChainedEntry> pending = new ArrayList<>();

        Appender(AuditStore store) {
            this.store = store;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            store.append(pending);
        }
    }
}
