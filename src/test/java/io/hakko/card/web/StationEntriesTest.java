package io.hakko.card.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditTrail;
import io.hakko.card.web.StationTrail.Change;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** What is written of the stations of a node is what it finds when it starts again. */
@HakkoTest
class StationEntriesTest {

    @Autowired
    ObjectProvider<AuditTrail> trail;

    @Autowired
    ObjectProvider<AuditRecords> records;

    @Autowired
    ObjectProvider<PlatformTransactionManager> transactions;

    @Test
    void nodeFindsItsStationsAgain() {
        StationEntries entries = of("node-of-entries");
        assertThat(entries.names()).isEmpty();
        entries.record(List.of(new Change("aa", "", "station-a"), new Change("bb", "", "station-b")));
        entries.record(List.of(new Change("bb", "station-b", ""), new Change("cc", "", "station-b")));
        entries.record(List.of(new Change("aa", "station-a", "station-x")));

        assertThat(of("node-of-entries").names()).isEqualTo(Map.of("aa", "station-x", "cc", "station-b"));
        assertThat(of("another-node-of-entries").names())
                .as("with a folder of its own")
                .isEmpty();
        assertThat(records.getObject().ofKey("stations-of:node-of-entries"))
                .extracting(AuditRecord::event)
                .hasSize(5)
                .containsOnly("station.registered");
    }

    private StationEntries of(String node) {
        return new StationEntries(node, trail, records, transactions);
    }
}
