package io.hakko.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hakko.application.RegisterArrival.Channel;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.story.ApplicationTemplates;
import io.hakko.story.CaseHands;
import io.hakko.story.Staff;
import io.hakko.workflow.TaskInbox;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Four invented cases in different stages, made by the hands of the demo users while the service runs: one waits for its
 * review, one for corrected papers, one for the receipt of its card, and one of the other service for its approval.
 */
@Component
@Profile("demo")
class SampleCases implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(SampleCases.class);
    private static final String AOSIGN = "aosign-g2";
    private static final String DIACERT = "diacert-plus";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);
    private static final Staff STAFF = new Staff(
            new Actor("uketsuke"),
            new Actor("shinsa"),
            new Actor("kennin"),
            new Actor("shonin"),
            new Actor("hakko"),
            new Actor("kensa"),
            new Actor("hasso"),
            new Actor("hasso2"),
            new Actor("keiri"),
            new Actor("sekinin"),
            new Actor("sekinin2"));

    private static final List<Person> PEOPLE = List.of(
            new Person("見本 春子", "ミホン ハルコ", "Mihon", "Haruko", "株式会社見本工務店", "4011001098993"),
            new Person("例示 夏男", "レイジ ナツオ", "Reiji", "Natsuo", "例示設備株式会社", "2120901007402"),
            new Person("試用 秋江", "シヨウ アキエ", "Shiyo", "Akie", "試用測量株式会社", "4000012090001"),
            new Person("模擬 冬樹", "モギ フユキ", "Mogi", "Fuyuki", "模擬電設株式会社", "7123456789012"));

    private record Person(
            String name, String kana, String family, String given, String company, String corporateNumber) {}

    /** A stretch of a case that can be gone as soon as a task is open. */
    private record Step(ApplicationNumber number, String element, Consumer<ApplicationNumber> work) {}

    private final CaseHands hands;
    private final TaskInbox inbox;
    private final ApplicationTemplates templates;
    private final Clock clock;
    private final ScheduledExecutorService helper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sample-cases");
        thread.setDaemon(true);
        return thread;
    });

    SampleCases(CaseHands hands, TaskInbox inbox, ApplicationTemplates templates, Clock clock) {
        this.hands = hands;
        this.inbox = inbox;
        this.templates = templates;
        this.clock = clock;
    }

    /** Makes the cases in the background; each step waits until the engine has come to it. */
    void make() {
        ApplicationNumber first = arrive(AOSIGN);
        ApplicationNumber second = arrive(AOSIGN);
        ApplicationNumber third = arrive(AOSIGN);
        ApplicationNumber fourth = arrive(DIACERT);
        List<Step> steps = List.of(
                enter(first, AOSIGN, PEOPLE.get(0)),
                enter(second, AOSIGN, PEOPLE.get(1)),
                new Step(second, "userTask_review", number -> hands.findDeficient(STAFF, number)),
                new Step(
                        second,
                        "userTask_postDeficiencyNotice",
                        number -> hands.postLetter(
                                STAFF, number.value(), "userTask_postDeficiencyNotice", today(), "10000000021")),
                enter(fourth, DIACERT, PEOPLE.get(3)),
                new Step(fourth, "userTask_review", number -> hands.findComplete(STAFF, number)),
                enter(third, AOSIGN, PEOPLE.get(2)),
                new Step(third, "userTask_review", number -> hands.findComplete(STAFF, number)),
                new Step(third, "userTask_approve", number -> hands.approve(STAFF, number)),
                new Step(third, "userTask_loadCard", number -> hands.loadCard(STAFF, number)),
                new Step(third, "gateway_personalization", number -> hands.makeCard(STAFF, number)),
                new Step(third, "userTask_inspectCard", number -> hands.inspectCard(STAFF, number)),
                new Step(third, "userTask_packCard", number -> hands.pack(STAFF, number)),
                new Step(
                        third,
                        "userTask_postParcels",
                        number -> hands.dispatch(STAFF, number, today(), "10000000032", "10000000043")));
        go(steps, 0);
    }

    private void go(List<Step> steps, int position) {
        if (position == steps.size()) {
            LOG.info("Four sample cases are ready");
            return;
        }
        ScheduledFuture<?> unused =
                helper.schedule(() -> tryStep(steps, position), LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tryStep(List<Step> steps, int position) {
        Step step = steps.get(position);
        try {
            boolean ready = step.element().equals("gateway_personalization")
                    ? hands.cardWaitsForItsLetter(step.number())
                    : inbox.ofCase(step.number().value()).stream()
                            .anyMatch(task -> task.element().equals(step.element()));
            if (ready) {
                step.work().accept(step.number());
            }
            go(steps, ready ? position + 1 : position);
        } catch (RuntimeException failed) {
            LOG.error("The sample case {} stays at {}", step.number(), step.element(), failed);
        }
    }

    private ApplicationNumber arrive(String service) {
        return hands.arrive(STAFF, service, Channel.POST, today());
    }

    private Step enter(ApplicationNumber number, String service, Person person) {
        return new Step(number, "userTask_receive", n -> hands.enter(STAFF, n, form(service, person)));
    }

    private ObjectNode form(String service, Person person) {
        ObjectNode form = templates.complete(service, today());
        ObjectNode applicant = form.withObject("/applicant");
        applicant.put("name", person.name()).put("nameKana", person.kana());
        applicant.withObject("/romajiName").put("family", person.family()).put("given", person.given());
        ObjectNode company = form.withObject("/company");
        company.put("name", person.company()).put("corporateNumber", person.corporateNumber());
        company.withObject("/representative").put("name", person.name());
        return form;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }

    @Override
    public void destroy() {
        helper.shutdownNow();
    }
}
