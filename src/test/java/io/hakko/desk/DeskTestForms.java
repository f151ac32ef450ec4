package io.hakko.desk;

import io.hakko.shared.Actor;
import io.hakko.shared.Refusal;
import io.hakko.shared.RefusalCode;
import io.hakko.shared.Violation;
import io.hakko.workflow.ProcessVariables;
import io.hakko.workflow.TaskId;
import io.hakko.workflow.Tasks;
import io.hakko.workflow.Workflow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The desk API behind the forms of the test process, as a module would write it. */
@RestController
@RequestMapping("/desk/api/test")
class DeskTestForms {

    record Paper(String kind, LocalDate issuedOn) {}

    record Order(Integer cards) {}

    record Received(
            LocalDate arrivedOn,
            Order order,
            String note,
            boolean checked,
            String kind,
            List<Paper> papers,
            String agent) {}

    record Reviewed(String finding) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Tasks tasks;
    private final Workflow workflow;

    DeskTestForms(Tasks tasks, Workflow workflow) {
        this.tasks = tasks;
        this.workflow = workflow;
    }

    /** What arrived, in order. */
    BlockingQueue<Received> received() {
        return received;
    }

    @GetMapping("/start/start")
    Map<String, Object> start() {
        return form("（まだ）");
    }

    @PostMapping("/start/start")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    public void start(@RequestBody Received input, Actor actor) {
        check(input);
        workflow.start("desk-test", "DT-" + input.note(), ProcessVariables.none());
    }

    @GetMapping("/tasks/{id}/receive")
    Map<String, Object> receive(@PathVariable TaskId id, Actor actor) {
        return form(tasks.read(id, "userTask_receive", actor).businessKey());
    }

    @PostMapping("/tasks/{id}/receive")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void receive(@PathVariable TaskId id, @RequestBody Received input, Actor actor) {
        tasks.complete(id, "userTask_receive", actor, task -> {
            check(input);
            return ProcessVariables.none();
        });
    }

    @GetMapping("/tasks/{id}/review")
    Map<String, Object> review(@PathVariable TaskId id) {
        return Map.of("view", Map.of(), "values", Map.of());
    }

    @PostMapping("/tasks/{id}/review")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void review(@PathVariable TaskId id, @RequestBody Reviewed input, Actor actor) {
        tasks.complete(id, "userTask_review", actor, task -> ProcessVariables.none());
    }

    @PostMapping("/count/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void count(@PathVariable String number) {
        count.incrementAndGet();
    }

    private Map<String, Object> form(String number) {
        return Map.of(
                "view",
                Map.of(
                        "number",
                        number,
                        "agent",
                        Map.of("name", "代理 太郎"),
                        "people",
                        List.of(Map.of("name", "甲野 一郎"), Map.of("name", "<b>乙野</b> 二郎")),
                        "paperKinds",
                        List.of(
                                Map.of("value", "resident-record", "label", "住民票の写し"),
                                Map.of("value", "seal-certificate", "label", "印鑑登録証明書")),
                        "bad",
                        "javascript:alert(1)",
                        "count",
                        count.get()),
                "values",
                Map.of(
                        "order",
                        Map.of("cards", 2),
                        "kind",
                        "new",
                        "papers",
                        List.of(Map.of("kind", "seal-certificate", "issuedOn", "2026-11-01"))));
    }

    private void check(Received input) {
        received.add(input);
        List<Violation> wrong = new ArrayList<>();
        if (input.note().isEmpty()) {
            wrong.add(Violation.at("/note", Code.NEEDED, "備考"));
        }
        for (int i = 0; i < input.papers().size(); i++) {
            if (input.papers().get(i).issuedOn() == null) {
                wrong.add(Violation.at("/papers/" + i + "/issuedOn", Code.NEEDED, "発行日"));
            }
        }
        if (input.papers().isEmpty()) {
            wrong.add(Violation.at("/papers", Code.NEEDED, "書類"));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(wrong);
        }
    }

    enum Code implements RefusalCode {
        NEEDED;

        @Override
        public String key() {
            return "deskTest.needed";
        }
    }
}
