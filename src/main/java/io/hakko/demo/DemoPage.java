package io.hakko.demo;

import io.hakko.calendar.Zones;
import io.hakko.shared.Refusal;
import io.hakko.workflow.EngineTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Profile;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /demo}: who can sign in, and the clock that can be moved. */
@Controller
@Profile("demo")
class DemoPage {

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy年M月d日（E）HH:mm", Locale.JAPANESE);

    private final DemoClock clock;
    private final EngineTime engine;
    private final MessageSource messages;

    DemoPage(DemoClock clock, EngineTime engine, MessageSource messages) {
        this.clock = clock;
        this.engine = engine;
        this.messages = messages;
    }

    @GetMapping("/demo")
    String show(Model model) {
        ZonedDateTime now = clock.now();
        model.addAttribute("now", SHOWN.format(now));
        model.addAttribute(
                "field", now.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1).toLocalDateTime());
        engine.nextDue()
                .filter(due -> due.isAfter(now.toInstant()))
                .map(due -> due.atZone(Zones.TOKYO))
                .ifPresent(due -> {
                    model.addAttribute("nextDue", SHOWN.format(due));
                    model.addAttribute(
                            "nextDueField", due.plusSeconds(1).toLocalDateTime().truncatedTo(ChronoUnit.SECONDS));
                });
        model.addAttribute("users", DemoUsers.USERS);
        model.addAttribute("password", DemoUsers.PASSWORD);
        return "demo/demo";
    }

    @PostMapping("/demo/clock")
    String move(
            @RequestParam("to") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime to,
            RedirectAttributes after) {
        return moveTo(to.atZone(Zones.TOKYO).toInstant(), after);
    }

    @PostMapping("/demo/clock/days")
    String moveByDays(@RequestParam("days") int days, RedirectAttributes after) {
        return moveTo(clock.now().plusDays(days).toInstant(), after);
    }

    private String moveTo(Instant instant, RedirectAttributes after) {
        try {
            clock.moveTo(instant);
            after.addFlashAttribute("message", "時計を進めました。");
        } catch (Refusal refused) {
            refused.violations().stream()
                    .findFirst()
                    .ifPresent(v -> after.addFlashAttribute(
                            "message",
                            messages.getMessage(v.code().key(), v.arguments().toArray(), Locale.JAPANESE)));
        }
        return "redirect:/demo";
    }
}
