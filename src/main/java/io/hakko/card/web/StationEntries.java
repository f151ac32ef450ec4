package io.hakko.card.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hakko.audit.AuditEntry;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.audit.AuditTrail;
import io.hakko.shared.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each node has a folder of its own, and therefore a key of its own in the trail. */
@Component
@StationServer.IfWanted
class StationEntries implements StationTrail {

    private static final String CERTIFICATE = "certificate";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String key;
    private final ObjectProvider<AuditTrail> trail;
    private final ObjectProvider<AuditRecords> records;
    private final ObjectProvider<PlatformTransactionManager> transactions;

    StationEntries(
            @Value("${hakko.station.name:station-1}") String own,
            // The ports are opened before there is a trail.
            ObjectProvider<AuditTrail> trail,
            ObjectProvider<AuditRecords> records,
            ObjectProvider<PlatformTransactionManager> transactions) {
        this.key = "stations-of:" + own;
        this.trail = trail;
        this.records = records;
        this.transactions = transactions;
    }

    @Override
    public Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        for (AuditRecord entry : records.getObject().ofKey(key)) {
            if (entry.after().isEmpty()) {
                names.remove(certificate(entry));
            } else {
                names.put(certificate(entry), entry.after());
            }
        }
        return Map.copyOf(names);
    }

    private static String certificate(AuditRecord entry) {
        try {
            return JSON.readTree(entry.detail()).path(CERTIFICATE).asText();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the trail writes JSON", impossible);
        }
    }

    @Override
    public void record(List<Change> changes) {
        new TransactionTemplate(transactions.getObject()).executeWithoutResult(status -> {
            try (var scope = AuditScope.open(Actor.STATION)) {
                changes.forEach(change -> trail.getObject()
                        .record(AuditEntry.of("station.registered", key)
                                .with(CERTIFICATE, change.certificate())
                                .change(change.before(), change.after())
                                .build()));
            }
        });
    }
}
