package io.hakko.workflow;

import java.sql.SQLException;
import java.util.Optional;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.ConcurrencyFailureException;

/**
 * Tells a failure that a rival caused by being first from one that is a fault of the program. To the engine both kinds of
 * rivalry that only the database notices are made what a changed revision is: a job that lost is tried again, without an
 * entry in the log, a lost try or an incident.
 */
final class Rivals extends CommandInterceptor {

    /** Class 40 of SQLSTATE: PostgreSQL rolled the transaction back for the sake of another (deadlock, serialization). */
    private static final String ROLLED_BACK_FOR_ANOTHER = "40";

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /** Foreign keys between the engine's own tables: broken when two go on from different places of one instance. */
    private static final String ENGINE_KEYS = "act_fk_";

    @Override
    public <T> T execute(Command<T> command) {
        try {
            return next.execute(command);
        } catch (OptimisticLockingException lost) {
            throw lost;
        } catch (RuntimeException failed) {
            throw isLostTo(failed)
                    ? new OptimisticLockingException("A rival changed the same case and was first", failed)
                    : failed;
        }
    }

    static boolean isLostTo(RuntimeException failure) {
        @Nullable Throwable cause = failure;
        while (cause != null) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException sql && isRivalry(sql)
                    || cause instanceof NullPointerException missing && isOfAnEndedInstance(missing)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** The engine reads an instance in parts, and finds nothing where a rival has ended it meanwhile. */
    private static boolean isOfAnEndedInstance(NullPointerException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0
                && trace[0].getClassName().equals(ExecutionEntity.class.getName())
                && trace[0].getMethodName().equals("ensureExecutionTreeInitialized");
    }

    private static boolean isRivalry(SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.startsWith(ROLLED_BACK_FOR_ANOTHER)
                || state.equals(FOREIGN_KEY_VIOLATION)
                        && failure instanceof PSQLException violation
                        && constraint(violation).startsWith(ENGINE_KEYS);
    }

    private static String constraint(PSQLException violation) {
        return Optional.ofNullable(violation.getServerErrorMessage())
                .map(ServerErrorMessage::getConstraint)
                .orElse("");
    }
}
