package io.hakko.calendar;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDayOverrides implements DayOverrides {

    private final JdbcClient jdbc;

    JdbcDayOverrides(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<DayOverride> all() {
        return jdbc.sql("SELECT day, state, reason FROM calendar.day_override ORDER BY day")
                .query((row, index) -> new DayOverride(
                        row.getObject("day", LocalDate.class),
                        row.getString("state").equals("open"),
                        row.getString("reason")))
                .list();
    }
}
