package io.hakko.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.delivery.domain.StandStill.Pause;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandStillTest {

    private static final LocalDate ISSUED = LocalDate.of(2026, 11, 24);

    @Test
    void movesNothingWhereNothingStoodStill() {
        assertThat(StandStill.NONE.shift(ISSUED)).isEqualTo(ISSUED);
    }

    @Test
    void movesADayByAllThatStoodStillSinceThen() {
        StandStill still = new StandStill(List.of(new Pause(ISSUED, 4), new Pause(LocalDate.of(2026, 12, 10), 28)));

        assertThat(still.shift(ISSUED)).isEqualTo("2026-12-26");
        assertThat(still.shift(ISSUED.plusDays(1)))
                .as("the first was before it")
                .isEqualTo("2026-12-23");
        assertThat(still.shift(LocalDate.of(2026, 12, 11))).isEqualTo("2026-12-11");
    }

    @Test
    void countsTheCalendarDaysFromTheReportToTheArrivalOfTheReply() {
        ContentDoubt open = doubt(LocalDate.of(2026, 11, 30));
        LocalDate answered = LocalDate.of(2026, 12, 28);

        assertThat(StandStill.of(List.of(open.answered(answered))).shift(ISSUED))
                .isEqualTo(ISSUED.plusDays(28));
        assertThat(StandStill.of(List.of(open)).shift(ISSUED))
                .as("not answered")
                .isEqualTo(ISSUED);
        assertThat(open.answered(open.reportedOn()).daysStoodStill()).isZero();
    }

    private static ContentDoubt doubt(LocalDate reportedOn) {
        return new ContentDoubt(
                CardNumber.of("1101", 1),
                1,
                reportedOn,
                ContentDoubt.Channel.PHONE,
                false,
                "商号の表記が違うのではないか",
                new Actor("uketsuke"),
                Instant.parse("2026-11-30T01:00:00Z"),
                Optional.empty(),
                Optional.empty());
    }
}
