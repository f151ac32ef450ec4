package io.hakko.notice;

import io.hakko.calendar.BusinessCalendar;
import io.hakko.calendar.Zones;
import io.hakko.policy.HouseCalendar;
import io.hakko.workflow.AlarmKind;
import io.hakko.workflow.Alarms;
import io.hakko.workflow.Sweep;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Raises one alarm for each letter that was not posted within one business day after it was written (D-05). A letter that
 * is enclosed counts as posted with its parcel, so it also tells of a parcel that lies around. Posting clears the alarm.
 */
@Component
class UnpostedLetters implements Sweep {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd（E）", Locale.JAPANESE);

    private final LetterTable table;
    private final Alarms alarms;
    private final HouseCalendar calendars;
    private final Clock clock;

    UnpostedLetters(LetterTable table, Alarms alarms, HouseCalendar calendars, Clock clock) {
        this.table = table;
        this.alarms = alarms;
        this.calendars = calendars;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "unposted-letters";
    }

    @Override
    @Transactional
    public void sweep() {
        Instant now = clock.instant();
        LocalDate lastBusinessDay = previousBusinessDay(LocalDate.ofInstant(now, Zones.TOKYO), calendars.house());
        table.unposted(lastBusinessDay.atStartOfDay(Zones.TOKYO).toInstant()).stream()
                .filter(letter -> table.alarmed(letter.id(), now))
                .forEach(letter ->
                        alarms.raise(AlarmKind.LETTER_NOT_POSTED, letter.caseKey(), letter.number(), text(letter)));
    }

    /** A letter written before this day has had a whole business day. */
    private static LocalDate previousBusinessDay(LocalDate today, BusinessCalendar calendar) {
        LocalDate day = today.minusDays(1);
        while (!calendar.isBusinessDay(day)) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Without the recipient: an alarm names no person. */
    private static String text(LetterView letter) {
        return "%s（%s）が、%s に作成されたまま発送登録されていません。案件 %s の封入・差出しを確かめてください。"
                .formatted(
                        letter.number(),
                        letter.kind().title(),
                        DAY.format(letter.writtenAt().atZone(Zones.TOKYO)),
                        letter.caseKey());
    }
}
