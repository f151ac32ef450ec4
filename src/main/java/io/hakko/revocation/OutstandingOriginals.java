package io.hakko.revocation;

import io.hakko.shared.Actor;
import io.hakko.shared.RevocationRequestNumber;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * 原本待ち: the originals that have to follow a request by FAX (D-15, B-RVK-02). The certificate is revoked long since and
 * stays so, whether they come or not.
 */
public interface OutstandingOriginals {

    /** What is waited for, for the task 原本の到着を登録する. */
    OriginalsView awaited(TaskId task, Actor actor);

    /**
     * The originals have come; completes the task.
     *
     * @param arrivedOn day of arrival as stamped
     * @param complete whether a person has compared them with the FAX and nothing is missing
     * @throws io.hakko.shared.Refusal at {@code /arrivedOn} or {@code /complete}
     */
    void receive(TaskId task, Actor actor, Optional<LocalDate> arrivedOn, boolean complete);

    /**
     * A manager waits no longer; completes the task.
     *
     * @throws io.hakko.shared.Refusal at {@code /reason}
     */
    void close(TaskId task, Actor manager, String reason);

    /** They have not come in time: a manager is alarmed. Idempotent. */
    void overdue(RevocationRequestNumber number);
}
