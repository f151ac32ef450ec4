package io.hakko.desk.web;

import io.hakko.ca.Authorities;
import io.hakko.ca.Authority;
import io.hakko.desk.StaffMember;
import io.hakko.desk.StaffRole;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.DeadlineBoard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in: what this person can open. */
@Controller
class DeskPage {

    private static final MediaType CSS = new MediaType("text", "css", StandardCharsets.UTF_8);

    private final Authorities authorities;
    private final DeadlineBoard board;
    private final Alarms alarms;
    private final boolean demo;

    DeskPage(Authorities authorities, DeadlineBoard board, Alarms alarms, Environment environment) {
        this.authorities = authorities;
        this.board = board;
        this.alarms = alarms;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
    }

    @GetMapping({"/desk", "/desk/"})
    String start(StaffMember member, Model model) {
        model.addAttribute("name", member.name());
        model.addAttribute(
                "roles", member.roles().stream().sorted().map(StaffRole::label).toList());
        model.addAttribute("manager", member.has(StaffRole.MANAGER));
        model.addAttribute("alarms", member.has(StaffRole.MANAGER) ? alarms.open() : List.of());
        model.addAttribute("business", member.seesBusiness());
        if (member.seesBusiness()) {
            model.addAttribute("deadlines", board.count(Optional.empty()));
        }
        model.addAttribute(
                "stock",
                member.has(StaffRole.ISSUER)
                        || member.has(StaffRole.INSPECTOR)
                        || member.has(StaffRole.STOCKKEEPER)
                        || member.has(StaffRole.MANAGER));
        model.addAttribute("station", member.has(StaffRole.ISSUER) || member.has(StaffRole.INSPECTOR));
        model.addAttribute(
                "authorities", authorities.all().stream().map(Authority::id).toList());
        model.addAttribute("demo", demo);
        return "desk/start";
    }

    @GetMapping("/desk/desk.css")
    ResponseEntity<Resource> style() {
        return ResponseEntity.ok().contentType(CSS).body(new ClassPathResource("desk/desk.css"));
    }
}
