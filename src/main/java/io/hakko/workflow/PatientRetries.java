package io.hakko.workflow;

import io.hakko.shared.Outage;
import java.util.Date;
import org.camunda.bpm.engine.impl.cmd.JobRetryCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultFailedJobCommandFactory;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;

/**
 * A job that fails because something outside is away ({@link Outage}) is tried again soon and as long as it takes, as with an absent
 * database: it costs no retry and raises no incident. The health of the service says what is away. Any other
 * failure goes the engine's way.
 */
final class PatientRetries extends DefaultFailedJobCommandFactory {

    private static final long AGAIN_AFTER_MILLIS = 10_000;

    @Override
    public Command<Object> getCommand(String jobId, Throwable exception) {
        return isOutage(exception) ? new TryAgainSoon(jobId, exception) : super.getCommand(jobId, exception);
    }

    private static boolean isOutage(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof Outage) {
                return true;
            }
        }
        return false;
    }

    private static final class TryAgainSoon extends JobRetryCmd {

        private static final long serialVersionUID = 1L;

        TryAgainSoon(String jobId, Throwable exception) {
            super(jobId, exception);
        }

        @Override
        public @Nullable Object execute(CommandContext context) {
            JobEntity job = getJob();
            if (job != null) {
                logException(job);
                job.setDuedate(new Date(ClockUtil.getCurrentTime().getTime() + AGAIN_AFTER_MILLIS));
                job.unlock();
                notifyAcquisition(context);
            }
            return null;
        }
    }
}
