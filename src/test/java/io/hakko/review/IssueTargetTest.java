package io.hakko.review;

import static io.hakko.application.CertificateApplicationProcess.ISSUE_TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.application.CertificateApplicationProcess;
import io.hakko.application.Examples;
import io.hakko.application.PresentedPaper;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The aim for the day of issue: an alarm, and nothing else (A-APP-02); it stands still during a deficiency (AMB-24). */
class IssueTargetTest extends ReviewCaseBase {

    @Autowired
    private Alarms alarms;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Test
    void alarmsAfterFiveBusinessDaysAndTheCaseGoesOn() {
        ApplicationNumber number = entered(Examples.corporation());
        LocalDate arrival = today();
        assertThat(target(number).rolledLastDay()).isEqualTo(businessDays(arrival, 5));
        assertThat(variable(number, "発行目標日"))
                .asString()
                .startsWith(businessDays(arrival, 5).toString());

        moveTo(businessDays(arrival, 5), 23);
        runDue(number);
        assertThat(alarm(number)).isEmpty();
        moveTo(businessDays(arrival, 6), 9);
        runDue(number);

        assertThat(alarm(number))
                .hasValueSatisfying(alarm -> assertThat(alarm.what())
                        .contains(businessDays(arrival, 5).toString()));
        assertThat(deadlines.inForce(number.value(), ISSUE_TARGET)).isEmpty();
        assertThat(open(number.value())).containsExactly("userTask_review");
        assertThat(status(number)).isEqualTo("ENTERED");

        applications.withdraw(number, RECEPTION, "申込者の都合", today());
        assertThat(alarm(number)).isEmpty();
        assertThat(events(number)).contains("alarm.raised", "alarm.cleared");
    }

    @Test
    void standsStillFromTheNoticeUntilThePapersHaveCome() {
        ApplicationNumber number = entered(Examples.deficient());
        LocalDate arrival = today();
        moveTo(businessDays(arrival, 2), 10);
        findDeficientAndNotify(number);

        assertThat(deadlines.suspendedSince(number.value(), ISSUE_TARGET)).isPresent();
        assertThat(variable(number, "発行目標日")).asString().startsWith("停止中");
        assertThat(timer(number).isSuspended()).isTrue();
        moveTo(businessDays(arrival, 9), 10);
        runDue(number);
        assertThat(alarm(number)).isEmpty();

        correct(number);

        LocalDate expected = businessDays(today(), 3);
        assertThat(target(number).rolledLastDay()).isEqualTo(expected);
        assertThat(deadlines.suspendedSince(number.value(), ISSUE_TARGET)).isEmpty();
        assertThat(timer(number).isSuspended()).isFalse();
        assertThat(timer(number).getDuedate())
                .isEqualTo(Date.from(target(number).executeAt()));
        assertThat(variable(number, "issueTargetAt"))
                .isEqualTo(Date.from(target(number).executeAt()));
        assertThat(event(number, "deadline.resumed").reason()).isEqualTo("補正書類が届いた");
    }

    /** What passes between incomplete papers and the next notice does not count. */
    @Test
    void countsNothingWhilePapersAreStillIncomplete() {
        ApplicationNumber number = entered(Examples.deficient());
        LocalDate arrival = today();
        moveTo(businessDays(arrival, 1), 10);
        findDeficientAndNotify(number);
        moveTo(businessDays(arrival, 3), 10);
        correct(number);
        moveTo(businessDays(today(), 2), 10);
        findDeficientAndNotify(number);
        moveTo(businessDays(today(), 4), 10);
        correct(number);

        assertThat(target(number).rolledLastDay()).isEqualTo(businessDays(today(), 4));
    }

    @Test
    void endsWithTheApplication() {
        ApplicationNumber number = entered(Examples.corporation());
        applications.withdraw(number, RECEPTION, "申込者の都合", today());

        assertThat(deadlines.inForce(number.value(), ISSUE_TARGET)).isEmpty();
        assertThat(instances(number)).isZero();
    }

    private void findDeficientAndNotify(ApplicationNumber number) {
        reviews.review(
                task(number, "userTask_review"),
                REVIEWER,
                new ReviewVerdict(
                        false,
                        List.of(),
                        List.of(new ReviewVerdict.ManualFinding("OTHER", Optional.empty(), Optional.empty())),
                        Optional.empty()));
        runDue(number);
        post(number, "userTask_postDeficiencyNotice");
    }

    private void correct(ApplicationNumber number) {
        reviews.receiveCorrection(
                task(number, "userTask_receiveCorrection"),
                RECEPTION,
                new CorrectionReceived(
                        today(),
                        List.of(new PresentedPaper(
                                "RESIDENCE_RECORD", today().minusDays(1), true, Optional.empty(), today())),
                        Optional.empty(),
                        true));
    }

    private Deadline target(ApplicationNumber number) {
        return deadlines.inForce(number.value(), ISSUE_TARGET).orElseThrow();
    }

    private LocalDate businessDays(LocalDate from, int count) {
        return new Deadlines().businessDaysAfter(from, count, calendar());
    }

    private Optional<AlarmView> alarm(ApplicationNumber number) {
        return alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.ISSUE_LATE
                        && alarm.businessKey().equals(number.value()))
                .findFirst();
    }

    private ProcessInstance instance(ApplicationNumber number) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(CertificateApplicationProcess.KEY)
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    private Object variable(ApplicationNumber number, String name) {
        return runtime.getVariable(instance(number).getId(), name);
    }

    private Job timer(ApplicationNumber number) {
        return management
                .createJobQuery()
                .processInstanceId(instance(number).getId())
                .timers()
                .singleResult();
    }
}
