package io.hakko.card.persistence;

import io.hakko.card.domain.BatchNumber;
import io.hakko.card.domain.BlankChip;
import io.hakko.card.domain.BoxFigures;
import io.hakko.card.domain.BoxNumber;
import io.hakko.card.domain.DeadBlank;
import io.hakko.card.domain.SpoiledCard;
import io.hakko.card.domain.Stock;
import io.hakko.card.domain.StockConflict;
import io.hakko.card.domain.StockCount;
import io.hakko.shared.CardNumber;
import io.hakko.shared.ChipSerial;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStock implements Stock {

    private static final String FIGURES = """
            SELECT b.box, b.open_at, count(s.chip_serial) AS received,
                   count(*) FILTER (WHERE p.state = 'INSPECTED') AS issued,
                   count(*) FILTER (WHERE p.state = 'SPOILED') AS spoiled,
                   count(d.chip_serial) AS dead,
                   count(*) FILTER (WHERE c.chip_serial IS NOT NULL AND d.chip_serial IS NULL
                                      AND coalesce(p.state, '') NOT IN ('INSPECTED', 'SPOILED')) AS in_work
              FROM card.stock_box b
              JOIN card.stock_chip s ON s.box = b.box
              LEFT JOIN card.chip c ON c.chip_serial = s.chip_serial
              LEFT JOIN card.dead_blank d ON d.chip_serial = c.chip_serial
              LEFT JOIN card.personalization p ON p.chip_serial = c.chip_serial
            """;

    private final JdbcClient jdbc;

    JdbcStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<ChipSerial> listed(Collection<ChipSerial> chips) {
        return new HashSet<>(jdbc.sql("SELECT chip_serial FROM card.stock_chip WHERE chip_serial = ANY (:chips)")
                .param("chips", chips.stream().map(ChipSerial::value).toArray(String[]::new))
                .query((row, index) -> ChipSerial.of(row.getString(1)))
                .list());
    }

    @Override
    public void receive(List<BlankChip> blanks, String person, Instant at) {
        String[] boxes = blanks.stream().map(blank -> blank.box().value()).toArray(String[]::new);
        String[] chips = blanks.stream().map(blank -> blank.chip().value()).toArray(String[]::new);
        jdbc.sql("""
                        INSERT INTO card.stock_box (box, received_at)
                        SELECT DISTINCT box, CAST(:at AS timestamptz) FROM unnest(CAST(:boxes AS text[])) AS box
                        ON CONFLICT (box) DO NOTHING
                        """).param("boxes", boxes).param("at", Timestamp.from(at)).update();
        int listed = jdbc.sql("""
                        INSERT INTO card.stock_chip (chip_serial, box, received_by, received_at)
                        SELECT chip, box, :person, :at
                          FROM unnest(CAST(:chips AS text[]), CAST(:boxes AS text[])) AS line (chip, box)
                        ON CONFLICT (chip_serial) DO NOTHING
                        """)
                .param("chips", chips)
                .param("boxes", boxes)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .update();
        if (listed != blanks.size()) {
            throw new StockConflict("a chip was listed by somebody else");
        }
    }

    @Override
    public Optional<BoxNumber> boxOf(ChipSerial chip) {
        return jdbc.sql("SELECT box FROM card.stock_chip WHERE chip_serial = :chip")
                .param("chip", chip.value())
                .query((row, index) -> BoxNumber.of(row.getString(1)))
                .optional();
    }

    @Override
    public Optional<BoxNumber> openAt(String station) {
        return jdbc.sql("SELECT box FROM card.stock_box WHERE open_at = :station")
                .param("station", station)
                .query((row, index) -> BoxNumber.of(row.getString(1)))
                .optional();
    }

    @Override
    public boolean open(BoxNumber box, String station) {
        jdbc.sql("UPDATE card.stock_box SET open_at = NULL WHERE open_at = :station AND box <> :box")
                .param("station", station)
                .param("box", box.value())
                .update();
        return jdbc.sql("""
                                UPDATE card.stock_box SET open_at = :station
                                 WHERE box = :box AND (open_at IS NULL OR open_at = :station)
                                """).param("station", station).param("box", box.value()).update() == 1;
    }

    @Override
    public List<BoxFigures> boxes() {
        return jdbc.sql(FIGURES + " GROUP BY b.box ORDER BY b.received_at DESC, b.box")
                .query(JdbcStock::boxFigures)
                .list();
    }

    @Override
    public Optional<BoxFigures> figures(BoxNumber box) {
        return jdbc.sql(FIGURES + " WHERE b.box = :box GROUP BY b.box")
                .param("box", box.value())
                .query(JdbcStock::boxFigures)
                .optional();
    }

    private static BoxFigures boxFigures(ResultSet row, int index) throws SQLException {
        return new BoxFigures(
                BoxNumber.of(row.getString("box")),
                Optional.ofNullable(row.getString("open_at")),
                row.getInt("received"),
                row.getInt("issued"),
                row.getInt("spoiled"),
                row.getInt("dead"),
                row.getInt("in_work"));
    }

    @Override
    public Optional<StockCount> count(BoxNumber box, LocalDate day) {
        return jdbc.sql("""
                        SELECT c.*, b.open_at FROM card.stock_count c JOIN card.stock_box b ON b.box = c.box
                         WHERE c.box = :box AND c.day = :day
                        """)
                .param("box", box.value())
                .param("day", day)
                .query((row, index) -> new StockCount(
                        day,
                        boxFigures(row, index),
                        row.getInt("left_over"),
                        row.getString("reason"),
                        row.getString("counted_by"),
                        Optional.ofNullable(row.getString("confirmed_by"))))
                .optional();
    }

    @Override
    public void save(StockCount count, Instant at) {
        int saved = jdbc.sql("""
                        INSERT INTO card.stock_count (box, day, received, issued, spoiled, dead, in_work, left_over,
                                                      difference, reason, counted_by, counted_at)
                        VALUES (:box, :day, :received, :issued, :spoiled, :dead, :inWork, :left, :difference, :reason, :person, :at)
                        ON CONFLICT (box, day) DO UPDATE
                           SET received = excluded.received, issued = excluded.issued, spoiled = excluded.spoiled,
                               dead = excluded.dead,
                               in_work = excluded.in_work, left_over = excluded.left_over,
                               difference = excluded.difference, reason = excluded.reason,
                               counted_by = excluded.counted_by, counted_at = excluded.counted_at
                         WHERE stock_count.confirmed_by IS NULL
                        """)
                .param("box", count.figures().box().value())
                .param("day", count.day())
                .param("received", count.figures().received())
                .param("issued", count.figures().issued())
                .param("spoiled", count.figures().spoiled())
                .param("dead", count.figures().dead())
                .param("inWork", count.figures().inWork())
                .param("left", count.left())
                .param("difference", count.difference())
                .param("reason", count.reason())
                .param("person", count.countedBy())
                .param("at", Timestamp.from(at))
                .update();
        if (saved != 1) {
            throw new StockConflict("the count was signed by somebody else");
        }
    }

    @Override
    public void confirm(BoxNumber box, LocalDate day, String person, Instant at) {
        int confirmed = jdbc.sql("""
                        UPDATE card.stock_count SET confirmed_by = :person, confirmed_at = :at
                         WHERE box = :box AND day = :day AND confirmed_by IS NULL AND counted_by <> :person
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("box", box.value())
                .param("day", day)
                .update();
        if (confirmed != 1) {
            throw new StockConflict("the count was signed by somebody else");
        }
    }

    @Override
    public List<SpoiledCard> toDestroy() {
        return jdbc.sql("""
                        SELECT p.card_number, p.chip_serial, s.box, p.spoil_reason, p.settled_at, d.destroyed_by
                          FROM card.personalization p
                          JOIN card.stock_chip s ON s.chip_serial = p.chip_serial
                          LEFT JOIN card.destruction d ON d.card_number = p.card_number
                         WHERE p.state = 'SPOILED' AND d.witnessed_by IS NULL
                         ORDER BY p.changed_at, p.card_number
                        """)
                .query((row, index) -> new SpoiledCard(
                        CardNumber.of(row.getString("card_number")),
                        ChipSerial.of(row.getString("chip_serial")),
                        BoxNumber.of(row.getString("box")),
                        row.getString("spoil_reason"),
                        row.getTimestamp("settled_at") != null,
                        Optional.ofNullable(row.getString("destroyed_by"))))
                .list();
    }

    /** The chip is taken as by a loading, so that of both only one succeeds. */
    @Override
    public boolean writeOff(ChipSerial chip, Optional<BatchNumber> batch, String reason, String person, Instant at) {
        return jdbc.sql("""
                                WITH taken AS (
                                  INSERT INTO card.chip (chip_serial, loaded_by, loaded_at, batch)
                                  VALUES (:chip, :person, :at, :batch)
                                  ON CONFLICT (chip_serial) DO NOTHING RETURNING chip_serial)
                                INSERT INTO card.dead_blank (chip_serial, reason, written_off_by, written_off_at)
                                SELECT chip_serial, :reason, :person, :at FROM taken
                                """)
                        .param("chip", chip.value())
                        .param("batch", batch.map(BatchNumber::value).orElse(null), Types.VARCHAR)
                        .param("reason", reason)
                        .param("person", person)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    @Override
    public List<DeadBlank> deadBlanks() {
        return jdbc.sql("""
                        SELECT d.chip_serial, s.box, d.reason, d.written_off_by
                          FROM card.dead_blank d JOIN card.stock_chip s ON s.chip_serial = d.chip_serial
                         WHERE d.witnessed_by IS NULL
                         ORDER BY d.written_off_at, d.chip_serial
                        """)
                .query((row, index) -> new DeadBlank(
                        ChipSerial.of(row.getString("chip_serial")),
                        BoxNumber.of(row.getString("box")),
                        row.getString("reason"),
                        row.getString("written_off_by")))
                .list();
    }

    @Override
    public void deadBlankDestroyed(ChipSerial chip, String person, Instant at) {
        int recorded = jdbc.sql("""
                        UPDATE card.dead_blank SET witnessed_by = :person, witnessed_at = :at
                         WHERE chip_serial = :chip AND witnessed_by IS NULL AND written_off_by <> :person
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("chip", chip.value())
                .update();
        if (recorded != 1) {
            throw new StockConflict("the destruction was witnessed by somebody else");
        }
    }

    @Override
    public void destroyed(CardNumber card, String person, Instant at) {
        int recorded = jdbc.sql("""
                        INSERT INTO card.destruction (card_number, destroyed_by, destroyed_at)
                        VALUES (:card, :person, :at)
                        ON CONFLICT (card_number) DO NOTHING
                        """)
                .param("card", card.value())
                .param("person", person)
                .param("at", Timestamp.from(at))
                .update();
        if (recorded != 1) {
            throw new StockConflict("the destruction was recorded by somebody else");
        }
    }

    @Override
    public void witnessed(CardNumber card, String person, Instant at) {
        int recorded = jdbc.sql("""
                        UPDATE card.destruction SET witnessed_by = :person, witnessed_at = :at
                         WHERE card_number = :card AND witnessed_by IS NULL AND destroyed_by <> :person
                        """)
                .param("person", person)
                .param("at", Timestamp.from(at))
                .param("card", card.value())
                .update();
        if (recorded != 1) {
            throw new StockConflict("the destruction was witnessed by somebody else");
        }
    }
}
