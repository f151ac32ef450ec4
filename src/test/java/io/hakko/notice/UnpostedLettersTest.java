package io.hakko.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import io.hakko.audit.AuditRecord;
import io.hakko.audit.AuditRecords;
import io.hakko.audit.AuditScope;
import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.MovableClock;
import io.hakko.calendar.Zones;
import io.hakko.policy.HouseCalendar;
import io.hakko.shared.Actor;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.AlarmView;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.EngineTime;
import io.hakko.workflow.StaffAccounts;
import io.hakko.workflow.TaskInbox;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A letter that lies in the house for more than a business day is noticed (D-05). */
@HakkoTest
class UnpostedLettersTest {

    private static final Actor SHIPPER = new Actor("shipper");
    private static final Actor MANAGER = new Actor("notice-manager");

    @Autowired
    Letters letters;

    @Autowired
    UnpostedLetters sweep;

    @Autowired
    Alarms alarms;

    @Autowired
    TaskInbox inbox;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    AuditRecords trail;

    @Autowired
    HouseCalendar calendars;

    @Autowired
    MovableClock clock;

    @Autowired
    EngineTime time;

    private final String caseKey = "CASE-" + UUID.randomUUID();

    @BeforeEach
    void hire() {
        if (!accounts.exists(MANAGER.id())) {
            accounts.add(MANAGER.id(), "責任者", Set.of("manager"), "a long test password", Actor.COMMAND_LINE);
        }
    }

    @Test
    void raisesOneAlarmForEachLetterAfterAWholeBusinessDay() {
        moveTo(nextBusinessDay(), 17);
        LetterView holder = write("1");
        LetterView company = write("2");
        sweep.sweep();
        LocalDate businessDay = nextBusinessDay();
        moveTo(businessDay, 23);
        sweep.sweep();
        assertThat(mine()).isEmpty();

        moveTo(businessDay.plusDays(1), 0);
        sweep.sweep();
        sweep.sweep();

        assertThat(mine()).extracting(AlarmView::subject).containsExactly(holder.number(), company.number());
        String what = mine().get(0).what();
        assertThat(what)
                .contains(
                        holder.number(),
                        "却下通知書",
                        caseKey,
                        LocalDate.ofInstant(holder.writtenAt(), Zones.TOKYO).toString())
                .doesNotContain(holder.recipient().name(), holder.recipient().address());
    }

    @Test
    void countsBusinessDaysOnly() {
        while (calendar().isBusinessDay(today().plusDays(1))) {
            moveTo(today().plusDays(1), 9);
        }
        write("1");
        moveTo(today().plusDays(1), 9);
        sweep.sweep();
        assertThat(mine()).isEmpty();
        moveTo(nextBusinessDay(), 9);
        sweep.sweep();
        assertThat(mine()).isEmpty();

        moveTo(today().plusDays(1), 9);
        sweep.sweep();

        assertThat(mine()).hasSize(1);
    }

    @Test
    void postingClearsTheAlarmOfThisLetter() {
        LetterView late = write("1");
        LetterView later = write("2");
        letABusinessDayPass();
        sweep.sweep();

        post(late);

        assertThat(mine()).extracting(AlarmView::subject).containsExactly(later.number());
        assertThat(trail.ofKey(caseKey))
                .extracting(AuditRecord::event)
                .containsSubsequence("letter.written", "alarm.raised", "letter.posted", "alarm.cleared");
    }

    @Test
    void raisesNothingAboutALetterThatWasPosted() {
        post(write("1"));
        letABusinessDayPass();

        sweep.sweep();

        assertThat(mine()).isEmpty();
    }

    @Test
    void whoHasTakenNoteIsNotAskedAgain() {
        write("1");
        letABusinessDayPass();
        sweep.sweep();
        AlarmView alarm = mine().get(0);
        alarms.acknowledge(inbox.ofCase(alarm.number()).get(0).id(), MANAGER, "発送担当に確認した");

        letABusinessDayPass();
        sweep.sweep();

        assertThat(mine()).isEmpty();
    }

    private void letABusinessDayPass() {
        moveTo(nextBusinessDay(), 9);
        moveTo(today().plusDays(1), 9);
    }

    private LetterView write(String sequence) {
        return letters.read(letters.write(new WriteLetter(
                caseKey,
                sequence,
                LetterSamples.PROFILE,
                LetterSamples.holder(),
                LetterSamples.rejection().content())));
    }

    private void post(LetterView letter) {
        try (AuditScope.Open scope = AuditScope.open(SHIPPER)) {
            letters.post(letter.id(), new PostLetter(today(), PostingChannel.ORDINARY, Optional.empty()), SHIPPER);
        }
    }

    private List<AlarmView> mine() {
        return alarms.open().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.LETTER_NOT_POSTED)
                .filter(alarm -> alarm.businessKey().equals(caseKey))
                .toList();
    }

    private BusinessCalendar calendar() {
        return calendars.house();
    }

    private LocalDate nextBusinessDay() {
        return calendar().nextAfter(today());
    }

    private void moveTo(LocalDate day, int hour) {
        time.moveTo(day.atTime(LocalTime.of(hour, 0)).atZone(Zones.TOKYO).toInstant());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Zones.TOKYO);
    }
}
