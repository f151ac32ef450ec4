package io.hakko.desk.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;

/**
 * Tells that the database is not there, or not able to work, from everything else that can be wrong. Nothing was committed
 * then, or the answer to the commit was lost; whoever tries again is told by the use case what is done already.
 */
final class DatabaseOutage {

    /** How long a browser is asked to wait, in seconds. */
    static final int RETRY_AFTER = 10;

    /**
     * Classes of SQLSTATE (PostgreSQL, appendix A): connection failed; resources exhausted, e.g. the disk is full; operator
     * intervened, e.g. shut down; error of the system. And writing on a server that is a standby.
     */
    private static final List<String> STATES = List.of("08", "53", "57P", "58", "25006");

    private DatabaseOutage() {}

    /** Whether this, or what it was caused by, is an outage. */
    static boolean isIn(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof RecoverableDataAccessException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && isOutage(sql.getSQLState())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The driver always states why; without a state it is the pool that speaks, of a connection it has thrown away. */
    private static boolean isOutage(@org.jspecify.annotations.Nullable String state) {
        return state == null || STATES.stream().anyMatch(state::startsWith);
    }
}
