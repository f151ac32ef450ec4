package io.hakko.ca.persistence;

import io.hakko.ca.domain.RefusedOrders;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRefusedOrders implements RefusedOrders {

    private final JdbcClient jdbc;

    JdbcRefusedOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean enter(
            ApplicationNumber application, CardNumber card, String publicKeySha256, String codes, Instant at) {
        return jdbc.sql("""
                                INSERT INTO ca.refused_order (application, card, public_key_sha256, codes, refused_at)
                                VALUES (:application, :card, :publicKey, :codes, :at)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("application", application.value())
                        .param("card", card.value())
                        .param("publicKey", publicKeySha256)
                        .param("codes", codes)
                        .param("at", Times.toSql(at))
                        .update()
                == 1;
    }
}
