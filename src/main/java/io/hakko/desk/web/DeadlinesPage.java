package io.hakko.desk.web;

import io.hakko.calendar.Zones;
import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffRole;
import io.hakko.policy.Profiles;
import io.hakko.workflow.DeadlineBoard;
import io.hakko.workflow.DeadlineBoard.Counts;
import io.hakko.workflow.DeadlineBoard.Selection;
import io.hakko.workflow.OpenDeadline;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 期限一覧: the deadlines of all cases. Staff look, managers move. */
@Controller
class DeadlinesPage {

    private static final MediaType SCRIPT = new MediaType("text", "javascript", StandardCharsets.UTF_8);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.JAPANESE).withZone(Zones.TOKYO);

    private final DeadlineBoard board;
    private final Profiles profiles;
    private final Clock clock;

    DeadlinesPage(DeadlineBoard board, Profiles profiles, Clock clock) {
        this.board = board;
        this.profiles = profiles;
        this.clock = clock;
    }

    /** A deadline in words. */
    record Line(
            long id,
            String number,
            String kind,
            String lastDay,
            String executeAt,
            String state,
            String service,
            boolean overdue,
            boolean movable) {}

    @GetMapping({"/desk/deadlines", "/desk/deadlines/"})
    String list(
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String message,
            StaffMember member,
            Model model) {
        requireBusiness(member);
        Selection selection = selection(show);
        Optional<String> chosen = Optional.of(kind).filter(board.kinds()::containsKey);
        Counts counts = board.count(chosen);
        long found = switch (selection) {
            case ALL -> counts.all();
            case TODAY -> counts.today();
            case OVERDUE -> counts.overdue();
        };
        int pages = (int) Math.max(1, (found + DeadlineBoard.PAGE_SIZE - 1) / DeadlineBoard.PAGE_SIZE);
        int current = Math.max(1, Math.min(page, pages));
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        model.addAttribute("today", DAY.format(today));
        model.addAttribute("manager", member.has(StaffRole.MANAGER));
        model.addAttribute("counts", counts);
        model.addAttribute("show", selection.name().toLowerCase(Locale.ROOT));
        model.addAttribute("kind", chosen.orElse(""));
        model.addAttribute(
                "kinds",
                board.kinds().entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getValue))
                        .toList());
        model.addAttribute("page", current);
        model.addAttribute("pages", pages);
        model.addAttribute("moved", "moved".equals(message));
        model.addAttribute("gone", "gone".equals(message));
        model.addAttribute(
                "lines",
                board.open(selection, chosen, current - 1).stream()
                        .map(open -> line(open, today))
                        .toList());
        return "desk/deadlines";
    }

    /** The form to move one; whoever is late is led back to the list. */
    @GetMapping("/desk/deadlines/{id}")
    String one(@PathVariable String id, StaffMember member, Model model) {
        if (!member.has(StaffRole.MANAGER)) {
            throw new AccessDeniedException("only managers move deadlines");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
        Optional<Line> line = Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .flatMap(board::find)
                .filter(OpenDeadline::movable)
                .map(open -> line(open, today));
        if (line.isEmpty()) {
            return "redirect:/desk/deadlines?message=gone";
        }
        model.addAttribute("line", line.get());
        model.addAttribute("today", today.toString());
        return "desk/deadline";
    }

    @GetMapping("/desk/deadline.js")
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok().contentType(SCRIPT).body(new ClassPathResource("desk/deadline.js"));
    }

    private static void requireBusiness(StaffMember member) {
        if (!member.seesBusiness()) {
            throw new AccessDeniedException("no business data for this role");
        }
    }

    private static Selection selection(String word) {
        return List.of(Selection.values()).stream()
                .filter(selection -> selection.name().equalsIgnoreCase(word))
                .findFirst()
                .orElse(Selection.ALL);
    }

    private Line line(OpenDeadline open, LocalDate today) {
        return new Line(
                open.id(),
                open.businessKey(),
                open.label(),
                DAY.format(open.deadline().rolledLastDay()),
                MINUTE.format(open.deadline().executeAt()),
                open.state().label(),
                open.profile().map(ref -> profiles.get(ref).displayName()).orElse(""),
                open.deadline().rolledLastDay().isBefore(today),
                open.movable());
    }
}
