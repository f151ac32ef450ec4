package io.hakko.workflow;

import java.time.Instant;
import java.util.Optional;

/**
 * An open user task, as a service sees it.
 *
 * @param process key of the process definition
 * @param element id of the user task in the model
 * @param name name of the task in the model, Japanese
 * @param businessKey key of the case
 */
public record OpenTask(
        TaskId id,
        String process,
        String element,
        String name,
        String businessKey,
        Optional<String> assignee,
        Optional<Instant> due,
        Instant created) {}
