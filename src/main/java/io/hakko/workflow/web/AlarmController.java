package io.hakko.workflow.web;

import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.TaskId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API behind {@code forms/workflow}. */
@RestController
@RequestMapping("/desk/api/workflow/tasks/{taskId}/acknowledge-alarm")
class AlarmController {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final Alarms alarms;

    AlarmController(Alarms alarms) {
        this.alarms = alarms;
    }

    /** What the form shows and what its inputs hold at first. */
    record Form(Map<String, Object> view, Map<String, Object> values) {}

    record Acknowledgement(@Nullable String note) {}

    @GetMapping
    Form show(@PathVariable String taskId, Actor actor) {
        AlarmView alarm = alarms.of(TaskId.of(taskId), actor);
        return new Form(
                Map.of(
                        "number", alarm.number(),
                        "kind", alarm.kind().label(),
                        "businessKey", alarm.businessKey(),
                        "what", alarm.what(),
                        "raisedAt", MINUTE.format(alarm.raisedAt())),
                Map.of());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@PathVariable String taskId, @RequestBody Acknowledgement input, Actor actor) {
        alarms.acknowledge(TaskId.of(taskId), actor, input.note() == null ? "" : input.note());
    }
}
