package io.hakko.revocation.persistence;

import static java.time.ZoneOffset.UTC;

import io.hakko.revocation.domain.Examination;
import io.hakko.revocation.domain.Originals;
import io.hakko.revocation.domain.PaperRequest;
import io.hakko.revocation.domain.PaperRequest.NoticeAddress;
import io.hakko.revocation.domain.PaperRequest.PaperChannel;
import io.hakko.revocation.domain.PaperRequest.Presented;
import io.hakko.revocation.domain.PaperRequestStore;
import io.hakko.revocation.domain.RefusalReasons;
import io.hakko.shared.Actor;
import io.hakko.shared.ApplicationNumber;
import io.hakko.shared.RevocationRequestNumber;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcPaperRequestStore implements PaperRequestStore {

    private final JdbcClient jdbc;

    JdbcPaperRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(PaperRequest request) {
        jdbc.sql("""
                        INSERT INTO revocation.paper_request (request_number, channel, arrived_on, holder_unable,
                            former_name, notice_postal_code, notice_address)
                        VALUES (:number, :channel, :arrivedOn, :unable, :formerName, :postalCode, :address)
                        """)
                .param("number", request.number().value())
                .param("channel", request.channel().name())
                .param("arrivedOn", request.arrivedOn())
                .param("unable", request.holderUnable())
                .param("formerName", request.formerName().orElse(null))
                .param(
                        "postalCode",
                        request.noticeAddress().map(NoticeAddress::postalCode).orElse(null))
                .param(
                        "address",
                        request.noticeAddress().map(NoticeAddress::text).orElse(null))
                .update();
        int position = 0;
        for (Presented document : request.documents()) {
            jdbc.sql("""
                            INSERT INTO revocation.presented_document (request_number, position, kind, issued_on, original)
                            VALUES (:number, :position, :kind, :issuedOn, :original)
                            """)
                    .param("number", request.number().value())
                    .param("position", position++)
                    .param("kind", document.kind())
                    .param("issuedOn", document.issuedOn())
                    .param("original", document.original())
                    .update();
        }
    }

    @Override
    public Optional<PaperRequest> find(RevocationRequestNumber number) {
        List<Presented> documents = jdbc.sql("""
                        SELECT kind, issued_on, original FROM revocation.presented_document
                         WHERE request_number = :number ORDER BY position
                        """)
                .param("number", number.value())
                .query((row, index) -> new Presented(
                        row.getString("kind"), row.getObject("issued_on", LocalDate.class), row.getBoolean("original")))
                .list();
        return jdbc.sql("""
                        SELECT channel, arrived_on, holder_unable, former_name, notice_postal_code, notice_address
                          FROM revocation.paper_request WHERE request_number = :number
                        """)
                .param("number", number.value())
                .query((row, index) -> new PaperRequest(
                        number,
                        PaperChannel.valueOf(row.getString("channel")),
                        row.getObject("arrived_on", LocalDate.class),
                        row.getBoolean("holder_unable"),
                        Optional.ofNullable(row.getString("former_name")),
                        row.getString("notice_address") == null
                                ? Optional.empty()
                                : Optional.of(new NoticeAddress(
                                        row.getString("notice_postal_code"), row.getString("notice_address"))),
                        documents))
                .optional();
    }

    @Override
    public void add(RevocationRequestNumber number, Examination examination) {
        jdbc.sql("""
                        INSERT INTO revocation.examination (request_number, in_order, seal_differs, name_differs,
                            exempted_by, note, examined_by, examined_at)
                        VALUES (:number, :inOrder, :seal, :name, :exemptedBy, :note, :by, :at)
                        """)
                .param("number", number.value())
                .param("inOrder", examination.inOrder())
                .param("seal", examination.sealDiffers())
                .param("name", examination.nameDiffers())
                .param(
                        "exemptedBy",
                        examination.exemptedBy().map(ApplicationNumber::value).orElse(null))
                .param("note", examination.note().orElse(null))
                .param("by", examination.by().id())
                .param("at", examination.at().atOffset(UTC))
                .update();
        examination
                .answers()
                .forEach((code, ok) -> jdbc.sql("""
                                INSERT INTO revocation.check_answer (request_number, code, ok) VALUES (:number, :code, :ok)
                                """)
                        .param("number", number.value())
                        .param("code", code)
                        .param("ok", ok)
                        .update());
    }

    @Override
    public Optional<Examination> examination(RevocationRequestNumber number) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        jdbc.sql("SELECT code, ok FROM revocation.check_answer WHERE request_number = :number")
                .param("number", number.value())
                .query((row, index) -> Map.entry(row.getString("code"), row.getBoolean("ok")))
                .list()
                .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
        return jdbc.sql("""
                        SELECT in_order, seal_differs, name_differs, exempted_by, note, examined_by, examined_at
                          FROM revocation.examination WHERE request_number = :number
                        """)
                .param("number", number.value())
                .query((row, index) -> new Examination(
                        row.getBoolean("in_order"),
                        row.getBoolean("seal_differs"),
                        row.getBoolean("name_differs"),
                        Optional.ofNullable(row.getString("exempted_by")).map(ApplicationNumber::of),
                        answers,
                        Optional.ofNullable(row.getString("note")),
                        new Actor(row.getString("examined_by")),
                        row.getObject("examined_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    @Override
    public void add(RevocationRequestNumber number, RefusalReasons reasons) {
        int position = 0;
        for (String code : reasons.codes()) {
            jdbc.sql("""
                            INSERT INTO revocation.refusal (request_number, position, code)
                            VALUES (:number, :position, :code)
                            """)
                    .param("number", number.value())
                    .param("position", position++)
                    .param("code", code)
                    .update();
        }
        reasons.note()
                .ifPresent(note -> jdbc.sql(
                                "INSERT INTO revocation.refusal_note (request_number, note) VALUES (:number, :note)")
                        .param("number", number.value())
                        .param("note", note)
                        .update());
    }

    @Override
    public Optional<RefusalReasons> refusal(RevocationRequestNumber number) {
        List<String> codes = jdbc.sql(
                        "SELECT code FROM revocation.refusal WHERE request_number = :number ORDER BY position")
                .param("number", number.value())
                .query(String.class)
                .list();
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> note = jdbc.sql("SELECT note FROM revocation.refusal_note WHERE request_number = :number")
                .param("number", number.value())
                .query(String.class)
                .optional();
        return Optional.of(new RefusalReasons(codes, note));
    }

    @Override
    public void await(RevocationRequestNumber number, Originals originals) {
        jdbc.sql("INSERT INTO revocation.originals (request_number, last_day) VALUES (:number, :lastDay)")
                .param("number", number.value())
                .param("lastDay", originals.lastDay())
                .update();
    }

    @Override
    public Optional<Originals> originals(RevocationRequestNumber number) {
        return jdbc.sql("""
                        SELECT last_day, arrived_on, closed_because, settled_by, settled_at
                          FROM revocation.originals WHERE request_number = :number
                        """)
                .param("number", number.value())
                .query((row, index) -> new Originals(
                        row.getObject("last_day", LocalDate.class),
                        Optional.ofNullable(row.getObject("arrived_on", LocalDate.class)),
                        Optional.ofNullable(row.getString("closed_because")),
                        Optional.ofNullable(row.getString("settled_by")).map(Actor::new),
                        Optional.ofNullable(row.getObject("settled_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .optional();
    }

    @Override
    public void settle(RevocationRequestNumber number, Originals originals) {
        jdbc.sql("""
                        UPDATE revocation.originals
                           SET arrived_on = :arrivedOn, closed_because = :because, settled_by = :by, settled_at = :at
                         WHERE request_number = :number AND settled_by IS NULL
                        """)
                .param("arrivedOn", originals.arrivedOn().orElse(null))
                .param("because", originals.closedBecause().orElse(null))
                .param("by", originals.settledBy().map(Actor::id).orElse(null))
                .param("at", originals.settledAt().map(at -> at.atOffset(UTC)).orElse(null))
                .param("number", number.value())
                .update();
    }
}
