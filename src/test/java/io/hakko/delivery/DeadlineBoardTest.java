package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_DEADLINE;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_DEADLINE_DISPLAY;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.calendar.Deadline;
import io.hakko.calendar.Zones;
import io.hakko.shared.Actor;
import io.hakko.workflow.DeadlineBoard;
import io.hakko.workflow.DeadlineBoard.Counts;
import io.hakko.workflow.DeadlineBoard.Selection;
import io.hakko.workflow.DeadlineState;
import io.hakko.workflow.OpenDeadline;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The board over real deadlines of real cases, and a manager's hand on them. */
class DeadlineBoardTest extends DeliveryCase {

    private static final String REASON = "利用者の入院により受領が遅れるため";
    private static final int HOUR = 3600;

    @Autowired
    private DeadlineBoard board;

    @Autowired
    private ManagementService management;

    @Autowired
    private TaskService taskService;

    @Test
    void listsWhatIsInForceWithItsService() {
        cardIsPosted();

        assertThat(mine(Selection.ALL, Optional.empty()))
                .extracting(OpenDeadline::label, OpenDeadline::deadline, OpenDeadline::state, OpenDeadline::profile)
                .containsExactly(
                        tuple(
                                "受領督促予定",
                                inForce(RECEIPT_REMINDER),
                                DeadlineState.ARMED,
                                Optional.of(DeliveryFakes.PROFILE)),
                        tuple("受領期限", inForce(RECEIPT), DeadlineState.ARMED, Optional.of(DeliveryFakes.PROFILE)));
        assertThat(mine(Selection.ALL, Optional.of("receipt")))
                .extracting(OpenDeadline::kind)
                .containsExactly("receipt");
        assertThat(mine(Selection.TODAY, Optional.empty())).isEmpty();
        assertThat(mine(Selection.OVERDUE, Optional.empty())).isEmpty();
        assertThat(board.kinds())
                .containsEntry("deficiency", "不備補正期限")
                .containsEntry("receipt", "受領期限")
                .containsEntry("receiptReminder", "受領督促予定");
    }

    @Test
    void tellsTodayFromOverdue() {
        cardIsPosted();
        reach(RECEIPT_REMINDER);
        Instant lastDay = inForce(RECEIPT)
                .rolledLastDay()
                .atTime(10, 0)
                .atZone(Zones.TOKYO)
                .toInstant();
        Counts before = board.count(Optional.of("receipt"));
        moveTo(lastDay);

        assertThat(mine(Selection.TODAY, Optional.empty()))
                .extracting(OpenDeadline::kind)
                .containsExactly("receipt");
        moveTo(inForce(RECEIPT).executeAt().minusSeconds(HOUR));

        assertThat(mine(Selection.TODAY, Optional.empty())).isEmpty();
        assertThat(mine(Selection.OVERDUE, Optional.empty()))
                .extracting(OpenDeadline::kind)
                .containsExactly("receipt");
        assertThat(board.count(Optional.of("receipt")).overdue()).isGreaterThan(before.overdue());

        deadlines.suspend(application.value(), RECEIPT, "内容の疑義", MANAGER);
        assertThat(mine(Selection.OVERDUE, Optional.empty())).isEmpty();
    }

    @Test
    void aMovedDeadlineRollsAndTakesEverythingWithIt() {
        cardIsPosted();
        Deadline before = inForce(RECEIPT);
        LocalDate saturday = saturdayBeforeAPlainWeek();

        board.move(receipt().id(), Optional.of(saturday), "  " + REASON + " ", MANAGER);

        Instant execution =
                saturday.plusDays(3).atTime(16, 0).atZone(Zones.TOKYO).toInstant();
        assertThat(inForce(RECEIPT)).isEqualTo(new Deadline(saturday, saturday.plusDays(2), execution));
        String instance =
                instances(CardDeliveryProcess.KEY, application.value()).get(0).getId();
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance)
                        .activityId(RECEIPT.timer())
                        .singleResult()
                        .getDuedate())
                .isEqualTo(Date.from(execution));
        assertThat(runtime.getVariable(instance, RECEIPT_DEADLINE.name())).isEqualTo(Date.from(execution));
        assertThat(runtime.getVariable(instance, RECEIPT_DEADLINE_DISPLAY.name()))
                .isEqualTo("%s（月）まで、執行 %s 16:00".formatted(saturday.plusDays(2), saturday.plusDays(3)));
        assertThat(taskService
                        .createTaskQuery()
                        .processInstanceId(instance)
                        .taskDefinitionKey("userTask_recordReceipt")
                        .singleResult()
                        .getDueDate())
                .isEqualTo(Date.from(execution));
        assertThat(records.ofKey(application.value()))
                .filteredOn(entry -> entry.event().equals("deadline.redated"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo(MANAGER.id());
                    assertThat(entry.reason()).isEqualTo(REASON);
                    assertThat(entry.toString())
                            .contains(
                                    before.executeAt().atZone(Zones.TOKYO).toLocalDate() + "T16:00",
                                    saturday.plusDays(3) + "T16:00");
                });
    }

    /** A Saturday after which Monday and Tuesday are surely business days: in a week without a holiday of any year. */
    private LocalDate saturdayBeforeAPlainWeek() {
        LocalDate june = LocalDate.of(today().getYear(), 6, 10);
        LocalDate start = june.isAfter(today().plusDays(60)) ? june : june.plusYears(1);
        LocalDate earliest = start.minusDays(300).isAfter(today()) ? LocalDate.of(start.getYear() - 1, 12, 5) : start;
        return earliest.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
    }

    @Test
    void saysBeforehandWhatADayBecomes() {
        cardIsPosted();
        LocalDate saturday = saturdayBeforeAPlainWeek();

        Deadline reckoned = board.reckon(receipt().id(), Optional.of(saturday), MANAGER);

        assertThat(reckoned.rolledLastDay()).isEqualTo(saturday.plusDays(2));
        assertThat(inForce(RECEIPT)).isNotEqualTo(reckoned);
    }

    @Test
    void refusesWhatCannotBe() {
        cardIsPosted();
        long id = receipt().id();
        Deadline before = inForce(RECEIPT);

        assertRefused(id, today().minusDays(1), REASON, "/lastDay workflow.deadlinePast");
        assertRefused(id, today().plusDays(367), REASON, "/lastDay workflow.deadlineFar");
        assertRefused(id, before.rolledLastDay(), REASON, "/lastDay workflow.deadlineSame");
        assertThatThrownBy(() -> board.move(id, Optional.empty(), " ", MANAGER))
                .hasMessage("/lastDay workflow.lastDayNeeded, /reason workflow.reasonNeeded");
        assertRefused(id, today().plusDays(60), "番号は123456789018", "/reason workflow.myNumber");
        assertThatThrownBy(() -> board.reckon(id, Optional.of(today().minusDays(1)), MANAGER))
                .hasMessage("/lastDay workflow.deadlinePast");
        assertThat(inForce(RECEIPT)).isEqualTo(before);
        assertThat(events()).doesNotContain("deadline.redated");
    }

    private void assertRefused(long id, LocalDate lastDay, String reason, String refusal) {
        assertThatThrownBy(() -> board.move(id, Optional.of(lastDay), reason, MANAGER))
                .hasMessage(refusal);
    }

    @Test
    void onlyAManagerMovesADeadline() {
        cardIsPosted();
        long id = receipt().id();
        Optional<LocalDate> later = Optional.of(today().plusDays(60));

        for (Actor clerk : List.of(RECEPTION, APPROVER, SHIPPER)) {
            assertThatThrownBy(() -> board.move(id, later, REASON, clerk)).hasMessage("workflow.managerOnly");
            assertThatThrownBy(() -> board.reckon(id, later, clerk)).hasMessage("workflow.managerOnly");
        }
        assertThat(events()).doesNotContain("deadline.redated");
    }

    @Test
    void whoMovesALineThatWasMovedIsToldSo() {
        cardIsPosted();
        long id = receipt().id();
        board.move(id, Optional.of(today().plusDays(60)), REASON, MANAGER);

        assertThatThrownBy(() -> board.move(id, Optional.of(today().plusDays(90)), REASON, MANAGER))
                .hasMessage("workflow.noDeadline");
        assertThat(board.find(id)).isEmpty();
        assertThat(receipt().id()).isNotEqualTo(id);
    }

    @Test
    void aDeadlineThatStandsStillOrIsDueIsNotMoved() {
        cardIsPosted();
        deadlines.suspend(application.value(), RECEIPT_REMINDER, "内容の疑義", MANAGER);
        long reminder = only("receiptReminder").id();
        assertThatThrownBy(() -> board.move(reminder, Optional.of(today().plusDays(60)), REASON, MANAGER))
                .hasMessage("workflow.deadlineStandsStill");

        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay().minusDays(1));
        reach(RECEIPT);
        assertThat(receipt().state()).isEqualTo(DeadlineState.AWAITING_CLOSING);
        assertThatThrownBy(() -> board.move(receipt().id(), Optional.of(today().plusDays(60)), REASON, MANAGER))
                .hasMessage("workflow.deadlineAwaitsClosing");
    }

    @Test
    void whatTheHouseMovesWhileItStandsStillGoesOnStandingStill() {
        cardIsPosted();
        deadlines.suspend(application.value(), RECEIPT, "内容の疑義", MANAGER);
        LocalDate day = saturdayBeforeAPlainWeek().plusDays(2);
        Deadline later = new Deadline(
                day, day, day.plusDays(1).atTime(16, 0).atZone(Zones.TOKYO).toInstant());

        deadlines.redate(application.value(), RECEIPT, later, "督促状の発送登録", SHIPPER);

        assertThat(receipt().state()).isEqualTo(DeadlineState.SUSPENDED);
        assertThat(deadlines.suspendedSince(application.value(), RECEIPT)).contains(now());
        String instance =
                instances(CardDeliveryProcess.KEY, application.value()).get(0).getId();
        assertThat(management
                        .createJobQuery()
                        .processInstanceId(instance)
                        .activityId(RECEIPT.timer())
                        .singleResult()
                        .isSuspended())
                .isTrue();
        assertThat((String) runtime.getVariable(instance, RECEIPT_DEADLINE_DISPLAY.name()))
                .startsWith("停止中")
                .contains(day.toString());
    }

    private OpenDeadline receipt() {
        return only("receipt");
    }

    private OpenDeadline only(String kind) {
        return mine(Selection.ALL, Optional.of(kind)).get(0);
    }

    private List<OpenDeadline> mine(Selection selection, Optional<String> kind) {
        long all = board.count(kind).all();
        return IntStream.rangeClosed(0, (int) (all / DeadlineBoard.PAGE_SIZE))
                .mapToObj(page -> board.open(selection, kind, page))
                .flatMap(List::stream)
                .filter(open -> open.businessKey().equals(application.value()))
                .toList();
    }
}
