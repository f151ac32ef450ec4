package io.hakko.delivery.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.delivery.domain.ContentDoubt;
import io.hakko.delivery.domain.ContentDoubt.Channel;
import io.hakko.delivery.domain.ContentDoubt.Finding;
import io.hakko.delivery.domain.ContentDoubt.Verdict;
import io.hakko.delivery.domain.DoubtStore;
import io.hakko.shared.Actor;
import io.hakko.shared.CardNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcDoubtStore implements DoubtStore {

    private final JdbcClient jdbc;

    JdbcDoubtStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ContentDoubt doubt) {
        jdbc.sql("""
                        INSERT INTO delivery.content_doubt (card_number, times, reported_on, channel, late, text,
                            recorded_by, recorded_at)
                        VALUES (:card, :times, :reportedOn, :channel, :late, :text, :recordedBy, :recordedAt)
                        """)
                .param("card", doubt.cardNumber().value())
                .param("times", doubt.times())
                .param("reportedOn", doubt.reportedOn())
                .param("channel", doubt.channel().name())
                .param("late", doubt.late())
                .param("text", doubt.text())
                .param("recordedBy", doubt.recordedBy().id())
                .param("recordedAt", doubt.recordedAt().atOffset(UTC))
                .update();
    }

    @Override
    public List<ContentDoubt> of(CardNumber card) {
        return jdbc.sql("""
                        SELECT card_number, times, reported_on, channel, late, text, recorded_by, recorded_at, finding,
                               reason, reply, judged_by, judged_at, answered_on
                          FROM delivery.content_doubt
                         WHERE card_number = :card
                         ORDER BY times
                        """)
                .param("card", card.value())
                .query((row, index) -> doubt(row))
                .list();
    }

    private static ContentDoubt doubt(ResultSet row) throws SQLException {
        Optional<Verdict> verdict = Optional.empty();
        if (row.getString("finding") != null) {
            verdict = Optional.of(new Verdict(
                    Finding.valueOf(row.getString("finding")),
                    row.getString("reason"),
                    Optional.ofNullable(row.getString("reply")).orElse(""),
                    new Actor(row.getString("judged_by")),
                    instant(row, "judged_at")));
        }
        return new ContentDoubt(
                CardNumber.of(row.getString("card_number")),
                row.getInt("times"),
                row.getObject("reported_on", LocalDate.class),
                Channel.valueOf(row.getString("channel")),
                row.getBoolean("late"),
                row.getString("text"),
                new Actor(row.getString("recorded_by")),
                instant(row, "recorded_at"),
                verdict,
                Optional.ofNullable(row.getObject("answered_on", LocalDate.class)));
    }

    @Override
    public void judged(ContentDoubt doubt, Verdict verdict) {
        jdbc.sql("""
                        UPDATE delivery.content_doubt
                           SET finding = :finding, reason = :reason, reply = :reply, judged_by = :by, judged_at = :at
                         WHERE card_number = :card AND times = :times
                        """)
                .param("finding", verdict.finding().name())
                .param("reason", verdict.reason())
                .param("reply", verdict.reply())
                .param("by", verdict.by().id())
                .param("at", verdict.at().atOffset(UTC))
                .param("card", doubt.cardNumber().value())
                .param("times", doubt.times())
                .update();
    }

    @Override
    public void answered(ContentDoubt doubt, LocalDate arrival) {
        jdbc.sql("""
                        UPDATE delivery.content_doubt SET answered_on = :arrival
                         WHERE card_number = :card AND times = :times
                        """)
                .param("arrival", arrival)
                .param("card", doubt.cardNumber().value())
                .param("times", doubt.times())
                .update();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
