package io.hakko.workflow.web;

import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.workflow.DeadlineBoard;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Desk API of the deadlines board. */
@RestController
@RequestMapping("/desk/api/workflow/deadlines/{id}")
class DeadlineController {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final DeadlineBoard board;

    DeadlineController(DeadlineBoard board) {
        this.board = board;
    }

    /** What the deadline would be, in words. */
    record Reckoning(String lastDay, String executeAt) {}

    record Move(@Nullable LocalDate lastDay, @Nullable String reason) {}

    @GetMapping("/reckoning")
    Reckoning reckon(@PathVariable String id, @RequestParam Optional<LocalDate> lastDay, Actor actor) {
        Deadline deadline = board.reckon(row(id), lastDay, actor);
        return new Reckoning(DAY.format(deadline.rolledLastDay()), MINUTE.format(deadline.executeAt()));
    }

    @PostMapping("/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable String id, @RequestBody Move move, Actor actor) {
        board.move(row(id), Optional.ofNullable(move.lastDay()), move.reason() == null ? "" : move.reason(), actor);
    }

    /** What is no number of a row is the number of none. */
    private static long row(String id) {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : -1;
    }
}
