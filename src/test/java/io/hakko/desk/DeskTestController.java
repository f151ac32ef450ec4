package io.hakko.desk;

import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import io.hakko.workflow.TaskId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a module's controller can do, good and bad. */
@RestController
@RequestMapping("/desk/api/test")
class DeskTestController {

    record Input(LocalDate day) {}

    @GetMapping("/me")
    Map<String, Object> me(Actor actor, StaffMember member) {
        return Map.of(
                "actor",
                actor.id(),
                "name",
                member.name(),
                "roles",
                member.roles().stream().map(StaffRole::id).sorted().toList());
    }

    @PostMapping("/day")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void day(@RequestBody Input input, Actor actor) {
        throw new Refusal(
                List.of(Violation.at("/papers/2/day", Code.TOO_LATE, input.day()), Violation.at("", Code.WHOLE)));
    }

    @GetMapping("/tasks/{id}")
    String task(@PathVariable TaskId id) {
        return id.value();
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("secret");
    }

    @GetMapping("/overtaken")
    String overtaken() {
        throw new IllegalStateException(new OptimisticLockingException("secret"));
    }

    enum Code implements RefusalCode {
        TOO_LATE("deskTest.tooLate"),
        WHOLE("deskTest.whole");

        private final String key;

        Code(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }
    }
}
