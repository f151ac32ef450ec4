package io.hakko.card.persistence;

import io.hakko.card.domain.ReaderReport;
import io.hakko.card.domain.StationDesks;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStationDesks implements StationDesks {

    private final JdbcClient jdbc;

    JdbcStationDesks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void report(String station, ReaderReport report, Instant at) {
        Optional<ReaderReport.Reading> card = report.card();
        jdbc.sql("""
                        INSERT INTO card.station_report
                               (station, reader, connected, chip_serial, blank, card_number, certificate, reported_at)
                        VALUES (:station, :reader, :connected, :chip, :blank, :number, :certificate, :at)
                        ON CONFLICT (station) DO UPDATE
                           SET reader = :reader, connected = :connected, chip_serial = :chip, blank = :blank,
                               card_number = :number, certificate = :certificate, reported_at = :at
                        """)
                .param("station", station)
                .param("reader", report.reader())
                .param("connected", report.connected())
                .param("chip", card.map(read -> read.chip().value()).orElse(null))
                .param("blank", card.map(ReaderReport.Reading::blank).orElse(false))
                .param(
                        "number",
                        card.flatMap(ReaderReport.Reading::number)
                                .map(CardNumber::value)
                                .orElse(null))
                .param(
                        "certificate",
                        card.flatMap(ReaderReport.Reading::certificate)
                                .map(Der::bytes)
                                .orElse(null))
                .param("at", Timestamp.from(at))
                .update();
    }

    @Override
    public Optional<ReaderReport> lastReport(String station, Instant since) {
        return jdbc.sql("""
                        SELECT reader, connected, chip_serial, blank, card_number, certificate FROM card.station_report
                         WHERE station = :station AND reported_at >= :since
                        """)
                .param("station", station)
                .param("since", Timestamp.from(since))
                .query(JdbcStationDesks::report)
                .optional();
    }

    private static ReaderReport report(ResultSet row, int index) throws SQLException {
        Optional<CardNumber> number =
                Optional.ofNullable(row.getString("card_number")).map(CardNumber::of);
        Optional<Der> certificate =
                Optional.ofNullable(row.getBytes("certificate")).map(Der::of);
        boolean blank = row.getBoolean("blank");
        return new ReaderReport(
                row.getString("reader"),
                row.getBoolean("connected"),
                Optional.ofNullable(row.getString("chip_serial"))
                        .map(ChipSerial::of)
                        .map(chip -> new ReaderReport.Reading(chip, blank, number, certificate)));
    }

    @Override
    public void signIn(String token, String station, String person, Instant at, Instant until) {
        jdbc.sql("DELETE FROM card.station_operator WHERE until <= :at OR (station = :station AND person = :person)")
                .param("at", Timestamp.from(at))
                .param("station", station)
                .param("person", person)
                .update();
        jdbc.sql("""
                        INSERT INTO card.station_operator (token_hash, station, person, signed_in_at, until)
                        VALUES (:token, :station, :person, :at, :until)
                        """)
                .param("token", token)
                .param("station", station)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("until", Timestamp.from(until))
                .update();
    }

    @Override
    public Optional<String> signedIn(String token, String station, Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE card.station_operator SET until = :until
                         WHERE token_hash = :token AND station = :station AND until > :now
                        RETURNING person
                        """)
                .param("until", Timestamp.from(until))
                .param("token", token)
                .param("station", station)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    @Override
    public void signOut(String token, String station) {
        jdbc.sql("DELETE FROM card.station_operator WHERE token_hash = :token AND station = :station")
                .param("token", token)
                .param("station", station)
                .update();
    }

    @Override
    public Optional<String> stationOf(String person, Instant now) {
        return jdbc.sql("""
                        SELECT station FROM card.station_operator WHERE person = :person AND until > :now
                         ORDER BY signed_in_at DESC LIMIT 1
                        """)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional();
    }
}
