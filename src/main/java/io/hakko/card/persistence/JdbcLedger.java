package io.hakko.card.persistence;

import io.hakko.card.domain.Ledger;
import io.hakko.card.domain.LedgerConflict;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.LedgerStep;
import io.hakko.card.domain.Personalization;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.CertificateSerial;
import io.hakko.shared.ChipSerial;
import io.hakko.shared.Der;
import io.hakko.shared.ProfileRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcLedger implements Ledger {

    private static final String COLUMNS = """
            p.card_number, p.application_number, p.profile_id, p.profile_effective_from, p.chip_serial, c.station,
            c.loaded_by, c.loaded_at, p.state, p.public_key, p.certificate_serial, p.pin_round, p.spoil_reason,
            p.version
            """;
    private static final String SELECT = "SELECT " + COLUMNS + """
              FROM card.personalization p
              JOIN card.chip c ON c.chip_serial = p.chip_serial
            """;

    /** A step does not wait for the disk: it gets there with the next commit that waits, or soon. */
    private static final String WITHOUT_WAITING = "(SELECT set_config('synchronous_commit', 'off', true)) flush";

    private final JdbcClient jdbc;

    JdbcLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean takeChip(
            ChipSerial chip, ApplicationNumber application, String station, String operator, Instant at) {
        return jdbc.sql("""
                                INSERT INTO card.chip (chip_serial, application_number, station, loaded_by, loaded_at, batch)
                                VALUES (:chip, :application, :station, :operator, :at,
                                        (SELECT b.batch FROM card.batch_card b
                                          WHERE b.application_number = :application AND b.released_at IS NULL))
                                ON CONFLICT (chip_serial) DO NOTHING
                                """)
                        .param("chip", chip.value())
                        .param("application", application.value())
                        .param("station", station)
                        .param("operator", operator)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    @Override
    public boolean isTaken(ChipSerial chip) {
        return jdbc.sql("SELECT count(*) FROM card.chip WHERE chip_serial = :chip")
                        .param("chip", chip.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public long nextSequence() {
        return jdbc.sql("SELECT nextval('card.card_number_seq')")
                .query(Long.class)
                .single();
    }

    @Override
    public void reserve(
            CardNumber number, ApplicationNumber application, ProfileRef profile, ChipSerial chip, Instant at) {
        int inserted = jdbc.sql("""
                        INSERT INTO card.personalization
                               (card_number, application_number, profile_id, profile_effective_from, chip_serial, state,
                                reserved_at, changed_at, version)
                        SELECT :number, c.application_number, :profile, :from, c.chip_serial, 'RESERVED', :at, :at, 1
                          FROM card.chip c
                         WHERE c.chip_serial = :chip AND c.application_number = :application
                        """)
                .param("number", number.value())
                .param("application", application.value())
                .param("profile", profile.id())
                .param("from", profile.effectiveFrom())
                .param("chip", chip.value())
                .param("at", Timestamp.from(at))
                .update();
        if (inserted != 1) {
            throw new IllegalStateException("chip " + chip + " was not loaded for " + application);
        }
    }

    @Override
    public Optional<Personalization> find(CardNumber number) {
        return jdbc.sql(SELECT + " WHERE p.card_number = :number")
                .param("number", number.value())
                .query(JdbcLedger::row)
                .optional();
    }

    @Override
    public Optional<Personalization> live(ApplicationNumber application) {
        return jdbc.sql(SELECT + " WHERE p.application_number = :application AND p.live")
                .param("application", application.value())
                .query(JdbcLedger::row)
                .optional();
    }

    @Override
    public List<Personalization> all(ApplicationNumber application) {
        return jdbc.sql(SELECT + " WHERE p.application_number = :application ORDER BY p.reserved_at, p.card_number")
                .param("application", application.value())
                .query(JdbcLedger::row)
                .list();
    }

    @Override
    public List<Personalization> inWork(String station) {
        return jdbc.sql(SELECT + """
                                 WHERE p.in_work
                                   AND c.station = :station
                                 ORDER BY p.reserved_at, p.card_number
                                """)
                .param("station", station)
                .query(JdbcLedger::row)
                .list();
    }

    @Override
    public Optional<Personalization> advance(LedgerStep step, String station, Instant at) {
        return jdbc.sql("""
                        UPDATE card.personalization p
                           SET state = :state, public_key = coalesce(:key, p.public_key),
                               certificate_serial = coalesce(:serial, p.certificate_serial),
                               pin_round = p.pin_round + :rounds, changed_at = :at, version = p.version + 1
                          FROM card.chip c,
                        """ + WITHOUT_WAITING + """
                         WHERE p.card_number = :number AND p.version = :version AND p.state IN (:previous)
                           AND c.chip_serial = p.chip_serial AND c.station = :station
                        RETURNING
                        """ + COLUMNS)
                .param("state", step.next().name())
                .param("key", step.publicKey().map(Der::bytes).orElse(null), Types.BINARY)
                .param("serial", step.serial().map(CertificateSerial::hex).orElse(null), Types.VARCHAR)
                .param("rounds", step.next() == LedgerState.PIN_SET ? 1 : 0)
                .param("at", Timestamp.from(at))
                .param("number", step.from().number().value())
                .param("version", step.from().version())
                .param(
                        "previous",
                        step.next().previous().stream().map(LedgerState::name).toList())
                .param("station", station)
                .query(JdbcLedger::row)
                .optional();
    }

    @Override
    public void save(Personalization changed, Instant at) {
        int updated = jdbc.sql("""
                        UPDATE card.personalization
                           SET state = :state, public_key = :key, certificate_serial = :serial, pin_round = :round,
                               spoil_reason = :reason, changed_at = :at, version = :version
                         WHERE card_number = :number AND version = :version - 1
                        """)
                .param("state", changed.state().name())
                .param("key", changed.publicKey().map(Der::bytes).orElse(null))
                .param("serial", changed.serial().map(CertificateSerial::hex).orElse(null))
                .param("round", changed.pinRound())
                .param("reason", changed.reason().orElse(null))
                .param("at", Timestamp.from(at))
                .param("version", changed.version())
                .param("number", changed.number().value())
                .update();
        if (updated != 1) {
            throw new LedgerConflict("card " + changed.number() + " was changed by somebody else");
        }
    }

    @Override
    public List<Personalization> unsettled(ApplicationNumber application) {
        return jdbc.sql(SELECT
                        + " WHERE p.application_number = :application AND p.state = 'SPOILED' AND p.settled_at IS NULL"
                        + " ORDER BY p.reserved_at, p.card_number")
                .param("application", application.value())
                .query(JdbcLedger::row)
                .list();
    }

    @Override
    public void settled(CardNumber number, Instant at) {
        jdbc.sql("UPDATE card.personalization SET settled_at = :at WHERE card_number = :number")
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .update();
    }

    @Override
    public void pinShown(CardNumber number, String person, Instant at) {
        jdbc.sql("""
                        WITH shown AS (
                          UPDATE card.personalization SET pin_shown_by = :person, pin_shown_at = :at
                           WHERE card_number = :number RETURNING card_number, pin_round)
                        INSERT INTO card.pin_letter (card_number, pin_round, person, at)
                        SELECT card_number, pin_round, :person, :at FROM shown
                        ON CONFLICT (card_number, pin_round) DO NOTHING
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .update();
    }

    @Override
    public void sealed(CardNumber number, String person, Instant at) {
        jdbc.sql("UPDATE card.personalization SET sealed_by = :person, sealed_at = :at WHERE card_number = :number")
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .update();
    }

    @Override
    public void inspectedBy(CardNumber number, String person, Instant at) {
        jdbc.sql(
                        "UPDATE card.personalization SET inspected_by = :person, inspected_at = :at WHERE card_number = :number")
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .update();
    }

    private static Personalization row(ResultSet row, int index) throws SQLException {
        return new Personalization(
                CardNumber.of(row.getString("card_number")),
                ApplicationNumber.of(row.getString("application_number")),
                new ProfileRef(row.getString("profile_id"), row.getObject("profile_effective_from", LocalDate.class)),
                ChipSerial.of(row.getString("chip_serial")),
                row.getString("station"),
                row.getString("loaded_by"),
                row.getTimestamp("loaded_at").toInstant(),
                LedgerState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getBytes("public_key")).map(Der::of),
                Optional.ofNullable(row.getString("certificate_serial")).map(CertificateSerial::ofHex),
                row.getInt("pin_round"),
                Optional.ofNullable(row.getString("spoil_reason")),
                row.getInt("version"));
    }
}
