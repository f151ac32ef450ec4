package io.hakko.delivery.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.delivery.domain.ParcelContent;
import io.hakko.delivery.domain.ReturnStore;
import io.hakko.delivery.domain.ReturnedParcel;
import io.hakko.delivery.domain.ReturnedParcel.Cause;
import io.hakko.delivery.domain.ReturnedParcel.Finding;
import io.hakko.delivery.domain.ReturnedParcel.Slip;
import io.hakko.delivery.domain.TrackingNumber;
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
class JdbcReturnStore implements ReturnStore {

    private final JdbcClient jdbc;

    JdbcReturnStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int times(CardNumber card, ParcelContent content) {
        return jdbc.sql("""
                        SELECT count(*) FROM delivery.returned_parcel
                         WHERE card_number = :card AND content = :content
                        """)
                .param("card", card.value())
                .param("content", content.name())
                .query(Integer.class)
                .single();
    }

    @Override
    public void add(ReturnedParcel returned) {
        jdbc.sql("""
                        INSERT INTO delivery.returned_parcel (card_number, content, times, posted_on, tracking_number,
                            returned_on, slip, recorded_by, recorded_at)
                        VALUES (:card, :content, :times, :postedOn, :trackingNumber, :returnedOn, :slip, :recordedBy,
                            :recordedAt)
                        """)
                .param("card", returned.cardNumber().value())
                .param("content", returned.content().name())
                .param("times", returned.times())
                .param("postedOn", returned.postedOn())
                .param(
                        "trackingNumber",
                        returned.trackingNumber().map(TrackingNumber::value).orElse(null))
                .param("returnedOn", returned.returnedOn())
                .param("slip", returned.slip().name())
                .param("recordedBy", returned.recordedBy().id())
                .param("recordedAt", returned.recordedAt().atOffset(UTC))
                .update();
    }

    @Override
    public List<ReturnedParcel> inHouse(CardNumber card) {
        return jdbc.sql("""
                        SELECT DISTINCT ON (r.content) r.card_number, r.content, r.times, r.posted_on,
                               r.tracking_number, r.returned_on, r.slip, r.recorded_by, r.recorded_at, r.cause,
                               r.holder_reached, r.note, r.found_by, r.found_at
                          FROM delivery.returned_parcel r
                          JOIN delivery.parcel p ON p.card_number = r.card_number AND p.content = r.content
                         WHERE r.card_number = :card AND p.state = 'RETURNED'
                         ORDER BY r.content, r.times DESC
                        """)
                .param("card", card.value())
                .query((row, index) -> returned(row))
                .list();
    }

    private static ReturnedParcel returned(ResultSet row) throws SQLException {
        Optional<Finding> finding = Optional.empty();
        if (row.getString("cause") != null) {
            finding = Optional.of(new Finding(
                    Cause.valueOf(row.getString("cause")),
                    row.getBoolean("holder_reached"),
                    row.getString("note"),
                    new Actor(row.getString("found_by")),
                    instant(row, "found_at")));
        }
        return new ReturnedParcel(
                CardNumber.of(row.getString("card_number")),
                ParcelContent.valueOf(row.getString("content")),
                row.getInt("times"),
                row.getObject("posted_on", LocalDate.class),
                Optional.ofNullable(row.getString("tracking_number")).map(TrackingNumber::new),
                row.getObject("returned_on", LocalDate.class),
                Slip.valueOf(row.getString("slip")),
                new Actor(row.getString("recorded_by")),
                instant(row, "recorded_at"),
                finding);
    }

    @Override
    public void found(CardNumber card, Finding finding) {
        for (ReturnedParcel returned : inHouse(card)) {
            jdbc.sql("""
                            UPDATE delivery.returned_parcel
                               SET cause = :cause, holder_reached = :reached, note = :note, found_by = :by,
                                   found_at = :at
                             WHERE card_number = :card AND content = :content AND times = :times
                            """)
                    .param("cause", finding.cause().name())
                    .param("reached", finding.holderReached())
                    .param("note", finding.note())
                    .param("by", finding.by().id())
                    .param("at", finding.at().atOffset(UTC))
                    .param("card", card.value())
                    .param("content", returned.content().name())
                    .param("times", returned.times())
                    .update();
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
