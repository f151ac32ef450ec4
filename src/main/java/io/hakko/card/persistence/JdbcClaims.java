package io.hakko.card.persistence;

import io.hakko.card.domain.Claims;
import io.hakko.shared.CardNumber;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcClaims implements Claims {

    private final JdbcClient jdbc;

    JdbcClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean claim(CardNumber card, String worker, Instant now, Instant until) {
        return jdbc.sql("""
                                INSERT INTO card.claim AS held (card_number, worker, until)
                                VALUES (:card, :worker, :until)
                                ON CONFLICT (card_number) DO UPDATE SET worker = :worker, until = :until
                                 WHERE held.worker = :worker OR held.until <= :now
                                """)
                        .param("card", card.value())
                        .param("worker", worker)
                        .param("until", Timestamp.from(until))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    @Override
    public void extend(String worker, Instant until) {
        jdbc.sql("""
                        UPDATE card.claim SET until = :until
                         WHERE worker = :worker
                           AND card_number IN (SELECT card_number FROM card.personalization
                                                WHERE in_work)
                        """)
                .param("until", Timestamp.from(until))
                .param("worker", worker)
                .update();
    }

    /** Locked until the caller's transaction ends: nobody takes the card away in the midst of a step. */
    @Override
    public boolean isHeldBy(CardNumber card, String worker) {
        return jdbc.sql("SELECT worker FROM card.claim WHERE card_number = :card FOR UPDATE")
                .param("card", card.value())
                .query(String.class)
                .optional()
                .filter(worker::equals)
                .isPresent();
    }
}
