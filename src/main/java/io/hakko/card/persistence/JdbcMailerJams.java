package io.hakko.card.persistence;

import io.hakko.card.domain.MailerJam;
import io.hakko.card.domain.MailerJams;
import io.hakko.shared.CardNumber;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcMailerJams implements MailerJams {

    private final JdbcClient jdbc;

    JdbcMailerJams(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void report(CardNumber card, int pinRound, String reason, String person, Instant at) {
        jdbc.sql("""
                        INSERT INTO card.mailer_jam (card_number, pin_round, reason, reported_by, reported_at)
                        VALUES (:card, :round, :reason, :person, :at)
                        """)
                .param("card", card.value())
                .param("round", pinRound)
                .param("reason", reason)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .update();
    }

    @Override
    public Optional<MailerJam> open(CardNumber card) {
        return jdbc.sql("""
                        SELECT pin_round, reason, reported_by, destroyed_by FROM card.mailer_jam
                         WHERE card_number = :card AND renewed_at IS NULL
                        """)
                .param("card", card.value())
                .query((row, index) -> new MailerJam(
                        card,
                        row.getInt("pin_round"),
                        row.getString("reason"),
                        row.getString("reported_by"),
                        Optional.ofNullable(row.getString("destroyed_by"))))
                .optional();
    }

    @Override
    public void destroyed(CardNumber card, String person, Instant at) {
        jdbc.sql("""
                        UPDATE card.mailer_jam SET destroyed_by = :person, destroyed_at = :at
                         WHERE card_number = :card AND renewed_at IS NULL
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("card", card.value())
                .update();
    }

    @Override
    public void renewed(CardNumber card, Instant at) {
        jdbc.sql("UPDATE card.mailer_jam SET renewed_at = :at WHERE card_number = :card AND renewed_at IS NULL")
                .param("at", Timestamp.from(at))
                .param("card", card.value())
                .update();
    }
}
