package io.hakko.notice;

import io.hakko.shared.Actor;
import io.hakko.shared.ProfileRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code notice.letter}. */
@Repository
class LetterTable {

    private static final String VIEW = """
            SELECT id, letter_number, kind, case_key, sequence, profile_id, profile_effective_from, recipient_role,
                   recipient_name, recipient_postal_code, recipient_address, recipient_honorific, created_at,
                   posting_channel, posted_on, tracking_number, deemed_arrival
              FROM notice.letter
            """;

    private final JdbcClient jdbc;

    LetterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("SELECT nextval('notice.letter_number')")
                .query(Long.class)
                .single();
    }

    Optional<LetterId> find(String caseKey, LetterKind kind, String sequence) {
        return jdbc.sql("SELECT id FROM notice.letter WHERE case_key = :case AND kind = :kind AND sequence = :sequence")
                .param("case", caseKey)
                .param("kind", kind.name())
                .param("sequence", sequence)
                .query(UUID.class)
                .optional()
                .map(LetterId::new);
    }

    /** Inserts the letter, unless another transaction has just written the same one. */
    boolean insert(
            LetterId id,
            String number,
            WriteLetter letter,
            LetterPrinter.Printed printed,
            byte[] sha256,
            Instant writtenAt) {
        return jdbc.sql("""
                        INSERT INTO notice.letter (id, letter_number, case_key, kind, sequence, profile_id,
                            profile_effective_from, recipient_role, recipient_name, recipient_postal_code,
                            recipient_address, recipient_honorific, template, template_version, pdf, sha256,
                            created_at, state)
                        VALUES (:id, :number, :case, :kind, :sequence, :profile, :effectiveFrom, :role, :name,
                            :postalCode, :address, :honorific, :template, :templateVersion, :pdf, :sha256, :at,
                            'WRITTEN')
                        ON CONFLICT (case_key, kind, sequence) DO NOTHING
                        """)
                        .param("id", id.value())
                        .param("number", number)
                        .param("case", letter.caseKey())
                        .param("kind", letter.kind().name())
                        .param("sequence", letter.sequence())
                        .param("profile", letter.profile().id())
                        .param("effectiveFrom", letter.profile().effectiveFrom())
                        .param("role", letter.recipient().role().name())
                        .param("name", letter.recipient().name())
                        .param("postalCode", letter.recipient().postalCode())
                        .param("address", letter.recipient().address())
                        .param("honorific", letter.recipient().honorific().name())
                        .param("template", printed.template())
                        .param("templateVersion", printed.templateVersion())
                        .param("pdf", printed.pdf())
                        .param("sha256", sha256)
                        .param("at", writtenAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Adds the posting; false when the letter was posted before. */
    boolean post(LetterId id, PostLetter posting, LocalDate deemedArrival, Actor actor) {
        return jdbc.sql("""
                        UPDATE notice.letter
                           SET state = 'POSTED', posting_channel = :channel, posted_on = :postedOn,
                               tracking_number = :trackingNumber, posted_by = :actor, deemed_arrival = :deemedArrival
                         WHERE id = :id AND state = 'WRITTEN'
                        """)
                        .param("channel", posting.channel().name())
                        .param("postedOn", posting.postedOn())
                        .param("trackingNumber", posting.trackingNumber().orElse(null))
                        .param("actor", actor.id())
                        .param("deemedArrival", deemedArrival)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<LetterView> find(LetterId id) {
        return jdbc.sql(VIEW + "WHERE id = :id")
                .param("id", id.value())
                .query(LetterTable::view)
                .optional();
    }

    List<LetterView> ofCase(String caseKey) {
        return jdbc.sql(VIEW + "WHERE case_key = :case ORDER BY created_at, letter_number")
                .param("case", caseKey)
                .query(LetterTable::view)
                .list();
    }

    /**
     * Letters written before this instant that lie in the house, and about which no alarm was raised; a letter that is being
     * posted is left out, and none can be posted until the transaction ends.
     */
    List<LetterView> unposted(Instant writtenBefore) {
        return jdbc.sql(VIEW + """
                        WHERE state = 'WRITTEN' AND created_at < :before
                          AND NOT EXISTS (SELECT 1 FROM notice.posting_alarm WHERE letter_id = letter.id)
                        ORDER BY created_at, letter_number FOR UPDATE SKIP LOCKED
                        """)
                .param("before", writtenBefore.atOffset(ZoneOffset.UTC))
                .query(LetterTable::view)
                .list();
    }

    /** Notes that an alarm is raised about a letter; false when there was one before. */
    boolean alarmed(LetterId id, Instant at) {
        return jdbc.sql("""
                        INSERT INTO notice.posting_alarm (letter_id, raised_at) VALUES (:id, :at)
                        ON CONFLICT (letter_id) DO NOTHING
                        """)
                        .param("id", id.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Stored> pdf(LetterId id) {
        return jdbc.sql("SELECT pdf, sha256 FROM notice.letter WHERE id = :id")
                .param("id", id.value())
                .query((row, n) -> new Stored(row.getBytes("pdf"), row.getBytes("sha256")))
                .optional();
    }

    /** The bytes and the hash they had when they were written. */
    record Stored(byte[] pdf, byte[] sha256) {}

    private static LetterView view(ResultSet row, int n) throws SQLException {
        LetterId id = new LetterId(row.getObject("id", UUID.class));
        String number = row.getString("letter_number");
        LetterKind kind = LetterKind.valueOf(row.getString("kind"));
        String caseKey = row.getString("case_key");
        ProfileRef profile =
                new ProfileRef(row.getString("profile_id"), row.getObject("profile_effective_from", LocalDate.class));
        @Nullable LocalDate postedOn = row.getObject("posted_on", LocalDate.class);
        Optional<PostedLetter> posted = Optional.empty();
        if (postedOn != null) {
            posted = Optional.of(new PostedLetter(
                    id,
                    number,
                    kind,
                    caseKey,
                    profile,
                    postedOn,
                    PostingChannel.valueOf(row.getString("posting_channel")),
                    Optional.ofNullable(row.getString("tracking_number")),
                    row.getObject("deemed_arrival", LocalDate.class)));
        }
        return new LetterView(
                id,
                number,
                kind,
                caseKey,
                row.getString("sequence"),
                profile,
                new Recipient(
                        Recipient.Role.valueOf(row.getString("recipient_role")),
                        row.getString("recipient_name"),
                        row.getString("recipient_postal_code"),
                        row.getString("recipient_address"),
                        Recipient.Honorific.valueOf(row.getString("recipient_honorific"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                posted);
    }
}
