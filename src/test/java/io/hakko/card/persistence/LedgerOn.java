package io.hakko.card.persistence;

import io.hakko.card.domain.Batches;
import io.hakko.card.domain.Claims;
import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.MailerJams;
import io.hakko.card.domain.StationDesks;
import io.hakko.card.domain.Stock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real ledger, for tests that wire the station by hand. */
public final class LedgerOn {

    private LedgerOn() {}

    public static Ledger of(JdbcClient jdbc) {
        return new JdbcLedger(jdbc);
    }

    public static Stock stockOf(JdbcClient jdbc) {
        return new JdbcStock(jdbc);
    }

    public static Batches batchesOf(JdbcClient jdbc) {
        return new JdbcBatches(jdbc);
    }

    public static MailerJams jamsOf(JdbcClient jdbc) {
        return new JdbcMailerJams(jdbc);
    }

    public static Claims claimsOf(JdbcClient jdbc) {
        return new JdbcClaims(jdbc);
    }

    public static StationDesks desksOf(JdbcClient jdbc) {
        return new JdbcStationDesks(jdbc);
    }
}
