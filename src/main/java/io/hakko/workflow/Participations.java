package io.hakko.workflow;

import io.hakko.shared.Actor;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has done which duty on which case: what four eyes is decided by. */
@Component
class Participations {

    private final JdbcClient jdbc;
    private final Clock clock;

    Participations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void record(String businessKey, String duty, Actor actor) {
        jdbc.sql("""
                        INSERT INTO workflow.participation (business_key, duty, actor, at)
                        VALUES (:key, :duty, :actor, :at)
                        ON CONFLICT (business_key, duty, actor) DO NOTHING
                        """)
                .param("key", businessKey)
                .param("duty", duty)
                .param("actor", actor.id())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** A duty among these that this person has done on the case. */
    Optional<String> conflicting(String businessKey, List<String> duties, Actor actor) {
        if (duties.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql("""
                        SELECT duty FROM workflow.participation
                        WHERE business_key = :key AND actor = :actor AND duty IN (:duties)
                        ORDER BY at LIMIT 1
                        """)
                .param("key", businessKey)
                .param("actor", actor.id())
                .param("duties", duties)
                .query(String.class)
                .optional();
    }
}
