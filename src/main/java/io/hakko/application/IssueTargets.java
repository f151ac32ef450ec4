package io.hakko.application;

import static io.hakko.application.CertificateApplicationProcess.ISSUE_TARGET;
import static io.hakko.application.CertificateApplicationProcess.ISSUE_TARGET_SET;

import io.hakko.application.domain.ApplicationStatus;
import io.hakko.application.domain.ApplicationStore;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.Deadline;
import io.hakko.calendar.Deadlines;
import io.hakko.calendar.Roll;
import io.hakko.policy.Profiles;
import io.hakko.policy.ServiceProfile;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.CaseDeadlines;
import io.hakko.workflow.ProcessVariables;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 発行目標日: so many business days after the arrival of the papers the card is to be issued (A-APP-02). An aim of the
 * operator: passing it raises an alarm when the window opens on the next business day, and nothing else. It stands still
 * from a deficiency notice until complete papers have come; the business days in between do not count (AMB-24).
 */
@Service
@Transactional
public class IssueTargets {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);

    private final ApplicationStore store;
    private final Profiles profiles;
    private final OperatorCalendar calendar;
    private final CaseDeadlines deadlines;
    private final Alarms alarms;

    IssueTargets(
            ApplicationStore store,
            Profiles profiles,
            OperatorCalendar calendar,
            CaseDeadlines deadlines,
            Alarms alarms) {
        this.store = store;
        this.profiles = profiles;
        this.calendar = calendar;
        this.deadlines = deadlines;
        this.alarms = alarms;
    }

    /** Sets the target of an application whose papers have arrived, where the service has one. */
    ProcessVariables begin(ApplicationNumber number, ServiceProfile profile, LocalDate arrivedOn) {
        return profile.review()
                .issueBusinessDays()
                .map(days -> deadlines
                        .arm(number.value(), ISSUE_TARGET, target(arrivedOn, days, profile, calendar.of(profile)))
                        .and(ISSUE_TARGET_SET, true))
                .orElseGet(() -> ProcessVariables.with(ISSUE_TARGET_SET, false));
    }

    /** A deficiency notice was posted: the target stands still. */
    public void pause(ApplicationNumber number, Actor actor) {
        deadlines.suspend(number.value(), ISSUE_TARGET, "不備通知書を発送した", actor);
    }

    /**
     * Corrected papers have come: the target runs again, to the end of the business days that were left when the first
     * notice was posted. When they turn out to be incomplete and another notice follows, what passed in between does not
     * count either.
     *
     * @param firstNoticeOn day on which the first deficiency notice was posted
     * @param arrivedOn day on which the corrected papers came
     */
    public void resume(ApplicationNumber number, LocalDate firstNoticeOn, LocalDate arrivedOn, Actor actor) {
        ServiceProfile profile = profiles.get(store.find(number).orElseThrow().profile());
        BusinessCalendar days = calendar.of(profile);
        LocalDate begin = store.find(number).orElseThrow().arrivedOn();
        profile.review()
                .issueBusinessDays()
                .map(all -> target(arrivedOn, daysLeft(begin, firstNoticeOn, all, days), profile, days))
                .ifPresent(target -> deadlines.resume(number.value(), ISSUE_TARGET, target, "補正書類が届いた", actor));
    }

    /** The target has passed. */
    public void passed(ApplicationNumber number) {
        deadlines
                .inForce(number.value(), ISSUE_TARGET)
                .filter(target -> isNotIssued(number))
                .ifPresent(target -> alarms.raise(
                        AlarmKind.ISSUE_LATE,
                        number.value(),
                        "発行目標日 %s までに証明書が発行されていません。".formatted(DAY.format(target.rolledLastDay()))));
        deadlines.executed(number.value(), ISSUE_TARGET);
    }

    /** The card is ready, or there will be none: nothing is late any more. */
    public void close(ApplicationNumber number) {
        deadlines.met(number.value(), ISSUE_TARGET);
        alarms.clear(AlarmKind.ISSUE_LATE, number.value());
    }

    private boolean isNotIssued(ApplicationNumber number) {
        ApplicationStatus status = store.find(number).orElseThrow().status();
        return status.isOpen() || status == ApplicationStatus.ACCEPTED;
    }

    static Deadline target(LocalDate from, int businessDays, ServiceProfile profile, BusinessCalendar calendar) {
        Deadlines rules = new Deadlines();
        return rules.endingOn(
                rules.businessDaysAfter(from, businessDays, calendar),
                Roll.NEXT_BUSINESS_DAY,
                profile.windowHours().open(),
                calendar);
    }

    static int daysLeft(LocalDate arrivedOn, LocalDate firstNoticeOn, int businessDays, BusinessCalendar calendar) {
        return Math.max(0, businessDays - new Deadlines().businessDaysBetween(arrivedOn, firstNoticeOn, calendar));
    }
}
