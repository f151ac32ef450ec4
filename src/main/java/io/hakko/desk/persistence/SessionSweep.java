package io.hakko.desk.persistence;

import io.hakko.workflow.Sweep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes sessions that have expired, on whichever node comes first; the others pass by. Sessions live by the time of the
 * machine, whatever clock a demonstration has.
 */
@Component
class SessionSweep implements Sweep {

    private final JdbcClient jdbc;

    SessionSweep(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public void sweep() {
        jdbc.sql("""
                WITH gate AS MATERIALIZED (
                  SELECT pg_try_advisory_xact_lock(hashtextextended('desk.http_session', 0)) AS mine
                )
                DELETE FROM desk.http_session USING gate
                 WHERE gate.mine AND expiry_time < extract(epoch FROM clock_timestamp()) * 1000
                """).update();
    }
}
