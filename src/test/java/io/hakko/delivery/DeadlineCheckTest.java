package io.hakko.delivery;

import static io.hakko.delivery.CardDeliveryProcess.RECEIPT;
import static io.hakko.delivery.CardDeliveryProcess.RECEIPT_REMINDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hakko.calendar.Zones;
import io.hakko.delivery.DecideLateReceipt.Decision;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.DeadlineCheck;
import io.hakko.workflow.DeadlineDifference;
import io.hakko.workflow.DeadlineDifference.Fault;
import io.hakko.workflow.DeadlineKind;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.Sweep;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What somebody does behind the scenes to timers and rows is found on the next business day (ARCHITECTURE section 5). */
class DeadlineCheckTest extends DeliveryCase {

    private static final int HOUR = 3600;

    @Autowired
    private DeadlineCheck check;

    @Autowired
    private Alarms alarms;

    @Autowired
    private List<Sweep> sweeps;

    @Autowired
    private ManagementService management;

    @Autowired
    private EngineTime engineTime;

    @Test
    void findsNothingAsLongAsNobodyMeddles() {
        cardIsReady(false);
        runDue();
        assertThat(mine()).isEmpty();
        packCard();
        post();
        assertThat(mine()).isEmpty();

        moveToWithoutWork(RECEIPT_REMINDER);
        fire(RECEIPT_REMINDER);
        assertThat(mine()).as("on its way to the reminder").isEmpty();
        runDue();
        assertThat(mine()).isEmpty();
        postReminder();
        deadlines.suspend(application.value(), RECEIPT, "内容の疑義", MANAGER);
        assertThat(mine()).isEmpty();
        deadlines.resume(application.value(), RECEIPT, inForce(RECEIPT), "内容の確認", MANAGER);
        assertThat(mine()).isEmpty();

        moveTo(inForce(RECEIPT).executeAt().minusSeconds(HOUR));
        receive(today());
        assertThat(mine()).as("while the manager decides").isEmpty();
        receipts.decideLate(
                task("userTask_decideLateReceipt"), MANAGER, new DecideLateReceipt(Decision.ACCEPT, "消印で確認した"));
        assertThat(deliveryEnded()).isTrue();
        assertThat(mine()).isEmpty();
    }

    @Test
    void findsNothingWhileTheConsequenceWaitsForTheClosing() {
        cardIsPosted();
        closeArrivalsThrough(inForce(RECEIPT).rolledLastDay().minusDays(1));
        reach(RECEIPT_REMINDER);
        reach(RECEIPT);
        assertThat(mine()).isEmpty();

        runtime.deleteProcessInstance(instance(), "behind the scenes");

        assertThat(mine())
                .extracting(DeadlineDifference::kind, DeadlineDifference::fault)
                .containsExactly(tuple("receipt", Fault.NO_TIMER));
        deadlines.met(application.value(), RECEIPT);
    }

    @Test
    void aDeletedInstanceRaisesAnAlarmForEachDeadlineItWouldHaveKept() {
        cardIsPosted();
        runtime.deleteProcessInstance(instance(), "behind the scenes");

        sweep();

        String receipt = "「受領期限」（執行予定 %s 16:00）を待つタイマーがありません。このままでは執行されません。"
                .formatted(LocalDate.ofInstant(inForce(RECEIPT).executeAt(), Zones.TOKYO));
        assertThat(myAlarms())
                .extracting(AlarmView::subject)
                .containsExactlyInAnyOrder("receipt/NO_TIMER", "receiptReminder/NO_TIMER");
        assertThat(myAlarms()).extracting(AlarmView::what).contains(receipt);
        assertThat(events()).contains("alarm.raised");
    }

    @Test
    void comparesOnceOnABusinessDayAndClearsWhatIsGone() {
        cardIsPosted();
        management.deleteJob(timer(RECEIPT).getId());
        sweep();
        assertThat(myAlarms()).extracting(AlarmView::subject).containsExactly("receipt/NO_TIMER");

        deadlines.met(application.value(), RECEIPT);
        sweep();
        assertThat(myAlarms()).hasSize(1);

        moveTo(saturday());
        sweep();
        assertThat(myAlarms()).hasSize(1);

        openTheNextBusinessDay();
        sweep();
        assertThat(myAlarms()).isEmpty();
        assertThat(events()).containsSubsequence("alarm.raised", "alarm.cleared");
    }

    @Test
    void anAlarmThatWasOnlyAcknowledgedComesAgain() {
        cardIsPosted();
        management.deleteJob(timer(RECEIPT).getId());
        sweep();
        String first = myAlarms().get(0).number();
        alarms.acknowledge(task(first, "userTask_acknowledgeAlarm"), MANAGER, "調査中");
        sweep();
        assertThat(myAlarms()).isEmpty();

        openTheNextBusinessDay();
        sweep();

        assertThat(myAlarms())
                .extracting(AlarmView::number)
                .doesNotContain(first)
                .hasSize(1);
    }

    @Test
    void findsATimerThatWasMoved() {
        cardIsPosted();
        Job timer = timer(RECEIPT);
        Date moved = Date.from(inForce(RECEIPT).executeAt().plusSeconds(HOUR));

        management.setJobDuedate(timer.getId(), moved);

        assertThat(mine()).singleElement().satisfies(difference -> {
            assertThat(difference.fault()).isEqualTo(Fault.DATES_DIFFER);
            assertThat(difference.timer()).contains(moved.toInstant());
            assertThat(difference.text()).contains("受領期限", "16:00", "17:00");
        });
    }

    @Test
    void findsATimerThatWasSuspendedOrSetGoing() {
        cardIsPosted();
        management.suspendJobById(timer(RECEIPT).getId());
        deadlines.suspend(application.value(), RECEIPT_REMINDER, "内容の疑義", MANAGER);
        management.activateJobById(timer(RECEIPT_REMINDER).getId());

        assertThat(mine())
                .extracting(DeadlineDifference::kind, DeadlineDifference::fault)
                .containsExactly(
                        tuple("receipt", Fault.TIMER_STANDS_STILL), tuple("receiptReminder", Fault.TIMER_RUNS));
    }

    @Test
    void findsATimerOfWhichThereIsNoRecord() {
        cardIsPosted();

        deadlines.met(application.value(), RECEIPT);

        assertThat(mine()).singleElement().satisfies(difference -> {
            assertThat(difference.fault()).isEqualTo(Fault.NO_ROW);
            assertThat(difference.kind()).isEqualTo("receipt");
            assertThat(difference.executeAt()).isEmpty();
            assertThat(difference.text()).contains("受領期限");
        });
    }

    private void moveToWithoutWork(DeadlineKind kind) {
        engineTime.moveTo(inForce(kind).executeAt());
    }

    private void fire(DeadlineKind kind) {
        management.executeJob(timer(kind).getId());
    }

    private Instant saturday() {
        LocalDate day = today().plusDays(1);
        while (day.getDayOfWeek() != DayOfWeek.SATURDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(9, 0).atZone(Zones.TOKYO).toInstant();
    }

    private void sweep() {
        sweeps.stream().filter(sweep -> sweep.name().equals("deadline-check")).forEach(Sweep::sweep);
    }

    private String instance() {
        return instances(CardDeliveryProcess.KEY, application.value()).get(0).getId();
    }

    private Job timer(DeadlineKind kind) {
        return management
                .createJobQuery()
                .processInstanceId(instance())
                .activityId(kind.timer())
                .singleResult();
    }

    private List<DeadlineDifference> mine() {
        return check.differences().stream()
                .filter(difference -> difference.businessKey().equals(application.value()))
                .toList();
    }

    private List<AlarmView> myAlarms() {
        return alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.DEADLINE_DIFFERS)
                .filter(alarm -> alarm.businessKey().equals(application.value()))
                .toList();
    }
}
