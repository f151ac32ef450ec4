package io.hakko.card.persistence;

import io.hakko.card.domain.Batch;
import io.hakko.card.domain.BatchCard;
import io.hakko.card.domain.BatchFigures;
import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.Batches;
import io.hakko.card.domain.LedgerState;
import io.hakko.card.domain.Reconciliation;
import io.hakko.card.domain.StockConflict;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcBatches implements Batches {

    private static final String SELECT =
            "SELECT b.number, b.profile_id, b.product, b.maker, b.opened_at FROM card.batch b";

    private final JdbcClient jdbc;

    JdbcBatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long nextSequence() {
        return jdbc.sql("SELECT nextval('card.batch_number_seq')")
                .query(Long.class)
                .single();
    }

    @Override
    public void open(Batch batch, List<ApplicationNumber> applications) {
        jdbc.sql("""
                        INSERT INTO card.batch (number, profile_id, product, maker, opened_at)
                        VALUES (:number, :profile, :product, :maker, :at)
                        """)
                .param("number", batch.number().value())
                .param("profile", batch.profile())
                .param("product", batch.product())
                .param("maker", batch.maker())
                .param("at", Timestamp.from(batch.openedAt()))
                .update();
        int added = jdbc.sql("""
                        INSERT INTO card.batch_card (batch, application_number, position)
                        SELECT :number, application, position
                          FROM unnest(CAST(:applications AS text[])) WITH ORDINALITY AS one (application, position)
                        ON CONFLICT DO NOTHING
                        """)
                .param("number", batch.number().value())
                .param("applications", texts(applications))
                .update();
        if (added != applications.size()) {
            throw new StockConflict("an application belongs to a batch of somebody else");
        }
    }

    private static String[] texts(Collection<ApplicationNumber> applications) {
        return applications.stream().map(ApplicationNumber::value).toArray(String[]::new);
    }

    @Override
    public List<Batch> recent(int signed) {
        return jdbc.sql(SELECT + """
                                 LEFT JOIN card.batch_reconciliation r ON r.batch = b.number
                                 WHERE r.confirmed_by IS NULL OR b.number IN (
                                   SELECT batch FROM card.batch_reconciliation WHERE confirmed_by IS NOT NULL
                                    ORDER BY batch DESC LIMIT :signed)
                                 ORDER BY b.number DESC
                                """)
                .param("signed", signed)
                .query(JdbcBatches::batch)
                .list();
    }

    @Override
    public Optional<Batch> find(BatchNumber number) {
        return jdbc.sql(SELECT + " WHERE b.number = :number")
                .param("number", number.value())
                .query(JdbcBatches::batch)
                .optional();
    }

    private static Batch batch(ResultSet row, int index) throws SQLException {
        return new Batch(
                BatchNumber.of(row.getString("number")),
                row.getString("profile_id"),
                row.getString("product"),
                row.getString("maker"),
                row.getTimestamp("opened_at").toInstant());
    }

    @Override
    public Set<ApplicationNumber> taken(Collection<ApplicationNumber> applications) {
        return new HashSet<>(jdbc.sql("""
                        SELECT application_number FROM card.batch_card
                         WHERE released_at IS NULL AND application_number = ANY (:applications)
                        """)
                .param("applications", texts(applications))
                .query((row, index) -> ApplicationNumber.of(row.getString(1)))
                .list());
    }

    @Override
    public List<BatchCard> cards(BatchNumber number) {
        return jdbc.sql("""
                        SELECT b.application_number, b.position, p.card_number, p.chip_serial, c.station, p.state,
                               (SELECT count(*) FROM card.chip s JOIN card.personalization q ON q.chip_serial = s.chip_serial
                                 WHERE s.batch = b.batch AND q.application_number = b.application_number
                                   AND q.state = 'SPOILED') AS spoiled,
                               EXISTS (SELECT 1 FROM card.chip s
                                        WHERE s.batch = b.batch AND s.application_number = b.application_number
                                          AND NOT EXISTS (SELECT 1 FROM card.personalization q
                                                           WHERE q.chip_serial = s.chip_serial))
                               OR EXISTS (SELECT 1 FROM card.personalization q
                                           WHERE q.application_number = b.application_number
                                             AND q.state = 'SPOILED' AND q.settled_at IS NULL) AS underway
                          FROM card.batch_card b
                          LEFT JOIN card.personalization p
                                 ON p.application_number = b.application_number AND p.live
                          LEFT JOIN card.chip c ON c.chip_serial = p.chip_serial
                         WHERE b.batch = :number AND b.released_at IS NULL
                         ORDER BY b.position
                        """)
                .param("number", number.value())
                .query(JdbcBatches::card)
                .list();
    }

    private static BatchCard card(ResultSet row, int index) throws SQLException {
        String number = row.getString("card_number");
        return new BatchCard(
                ApplicationNumber.of(row.getString("application_number")),
                row.getInt("position"),
                number == null
                        ? Optional.empty()
                        : Optional.of(new BatchCard.Live(
                                CardNumber.of(number),
                                ChipSerial.of(row.getString("chip_serial")),
                                row.getString("station"),
                                LedgerState.valueOf(row.getString("state")))),
                row.getInt("spoiled"),
                row.getBoolean("underway"));
    }

    @Override
    public BatchFigures figures(BatchNumber number) {
        return jdbc.sql("""
                        SELECT count(*) FILTER (WHERE p.state = 'INSPECTED') AS good,
                               count(*) FILTER (WHERE p.state = 'SPOILED') AS spoiled,
                               count(d.chip_serial) AS dead,
                               coalesce(sum((SELECT count(*) FROM card.pin_letter l
                                              WHERE l.card_number = p.card_number)), 0) AS letters
                          FROM card.chip c
                          LEFT JOIN card.dead_blank d ON d.chip_serial = c.chip_serial
                          LEFT JOIN card.personalization p ON p.chip_serial = c.chip_serial
                         WHERE c.batch = :number
                        """)
                .param("number", number.value())
                .query((row, index) -> new BatchFigures(
                        row.getInt("good"), row.getInt("spoiled"), row.getInt("dead"), row.getInt("letters")))
                .single();
    }

    @Override
    public void lock(BatchNumber number) {
        jdbc.sql("SELECT number FROM card.batch WHERE number = :number FOR UPDATE")
                .param("number", number.value())
                .query(String.class)
                .optional();
    }

    @Override
    public Set<String> hands(BatchNumber number) {
        return Set.copyOf(jdbc.sql("""
                        SELECT c.loaded_by FROM card.chip c JOIN card.personalization p ON p.chip_serial = c.chip_serial
                         WHERE c.batch = :number
                         UNION
                        SELECT l.person FROM card.chip c JOIN card.personalization p ON p.chip_serial = c.chip_serial
                          JOIN card.pin_letter l ON l.card_number = p.card_number
                         WHERE c.batch = :number
                        """)
                .param("number", number.value())
                .query(String.class)
                .list());
    }

    @Override
    public void release(BatchNumber number, ApplicationNumber application, Instant at) {
        int released = jdbc.sql("""
                        UPDATE card.batch_card SET released_at = :at
                         WHERE batch = :number AND application_number = :application AND released_at IS NULL
                        """)
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .param("application", application.value())
                .update();
        if (released != 1) {
            throw new StockConflict("the application was put back by somebody else");
        }
    }

    @Override
    public void takeOver(BatchNumber number, String from, String to) {
        int changed = jdbc.sql("UPDATE card.batch SET maker = :to WHERE number = :number AND maker = :from")
                .param("to", to)
                .param("from", from)
                .param("number", number.value())
                .update();
        if (changed != 1) {
            throw new StockConflict("the batch was taken over by somebody else");
        }
    }

    @Override
    public Optional<Reconciliation> reconciliation(BatchNumber number) {
        return jdbc.sql("SELECT * FROM card.batch_reconciliation WHERE batch = :number")
                .param("number", number.value())
                .query((row, index) -> new Reconciliation(
                        new BatchFigures(
                                row.getInt("good"), row.getInt("spoiled"), row.getInt("dead"), row.getInt("letters")),
                        row.getInt("taken"),
                        row.getInt("returned"),
                        row.getInt("destroyed"),
                        row.getString("reason"),
                        row.getString("signed_by"),
                        Optional.ofNullable(row.getString("confirmed_by"))))
                .optional();
    }

    @Override
    public void sign(BatchNumber number, Reconciliation counted, Instant at) {
        int signed = jdbc.sql("""
                        INSERT INTO card.batch_reconciliation (batch, good, spoiled, dead, letters, taken, returned, destroyed,
                                                               blank_difference, letter_difference, reason, signed_by, signed_at)
                        VALUES (:number, :good, :spoiled, :dead, :letters, :taken, :returned, :destroyed,
                                :blankDifference, :letterDifference, :reason, :person, :at)
                        ON CONFLICT (batch) DO UPDATE
                           SET good = excluded.good, spoiled = excluded.spoiled, dead = excluded.dead,
                               letters = excluded.letters, taken = excluded.taken, returned = excluded.returned,
                               destroyed = excluded.destroyed, blank_difference = excluded.blank_difference,
                               letter_difference = excluded.letter_difference, reason = excluded.reason,
                               signed_by = excluded.signed_by, signed_at = excluded.signed_at
                         WHERE batch_reconciliation.confirmed_by IS NULL
                        """)
                .param("number", number.value())
                .param("good", counted.figures().good())
                .param("spoiled", counted.figures().spoiled())
                .param("dead", counted.figures().dead())
                .param("letters", counted.figures().letters())
                .param("taken", counted.taken())
                .param("returned", counted.returned())
                .param("destroyed", counted.destroyed())
                .param("blankDifference", counted.blankDifference())
                .param("letterDifference", counted.letterDifference())
                .param("reason", counted.reason())
                .param("person", counted.signedBy())
                .param("at", Timestamp.from(at))
                .update();
        if (signed != 1) {
            throw new StockConflict("the batch was signed by somebody else");
        }
    }

    @Override
    public void confirm(BatchNumber number, String person, Instant at) {
        int confirmed = jdbc.sql("""
                        UPDATE card.batch_reconciliation SET confirmed_by = :person, confirmed_at = :at
                         WHERE batch = :number AND confirmed_by IS NULL AND signed_by <> :person
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("number", number.value())
                .update();
        if (confirmed != 1) {
            throw new StockConflict("the batch was signed by somebody else");
        }
    }
}
