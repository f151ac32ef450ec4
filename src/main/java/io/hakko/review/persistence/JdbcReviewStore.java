package io.hakko.review.persistence;

import io.hakko.review.domain.Decision;
import io.hakko.review.domain.Finding;
import io.hakko.review.domain.ReviewStore;
import io.hakko.review.domain.Round;
import io.hakko.shared.ApplicationNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@link ReviewStore} in the schema {@code review}. */
@Repository
class JdbcReviewStore implements ReviewStore {

    private final JdbcClient jdbc;

    JdbcReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long add(ApplicationNumber application, Review review) {
        long id = jdbc.sql("""
                        INSERT INTO review.review (application, verdict, note, reviewed_by, reviewed_at)
                        VALUES (:application, :verdict, :note, :by, :at) RETURNING id
                        """)
                .param("application", application.value())
                .param("verdict", review.complete() ? "COMPLETE" : "DEFICIENT")
                .param("note", review.note().orElse(null))
                .param("by", review.by())
                .param("at", utc(review.at()))
                .query(Long.class)
                .single();
        review.answers()
                .forEach((code, ok) -> jdbc.sql(
                                "INSERT INTO review.check_answer (review, code, ok) VALUES (:review, :code, :ok)")
                        .param("review", id)
                        .param("code", code)
                        .param("ok", ok)
                        .update());
        review.findings().forEach(finding -> insert(id, finding));
        return id;
    }

    @Override
    public List<Review> reviews(ApplicationNumber application) {
        return jdbc.sql("""
                        SELECT id, verdict, note, reviewed_by, reviewed_at FROM review.review
                        WHERE application = :application ORDER BY id
                        """)
                .param("application", application.value())
                .query((row, n) -> new Review(
                        row.getString("verdict").equals("COMPLETE"),
                        answers(row.getLong("id")),
                        findings(row.getLong("id")),
                        Optional.ofNullable(row.getString("note")),
                        row.getString("reviewed_by"),
                        instant(row, "reviewed_at")))
                .list();
    }

    @Override
    public int openRound(ApplicationNumber application, long review) {
        return jdbc.sql("""
                        INSERT INTO review.round (application, round, review)
                        SELECT :application, coalesce(max(round), 0) + 1, :review FROM review.round
                        WHERE application = :application
                        RETURNING round
                        """)
                .param("application", application.value())
                .param("review", review)
                .query(Integer.class)
                .single();
    }

    @Override
    public Optional<Round> lastRound(ApplicationNumber application) {
        return jdbc.sql("""
                        SELECT round, review, deemed_arrival, last_day, corrected_on, lapsed_at FROM review.round
                        WHERE application = :application ORDER BY round DESC LIMIT 1
                        """)
                .param("application", application.value())
                .query((row, n) -> new Round(
                        row.getInt("round"),
                        row.getLong("review"),
                        findings(row.getLong("review")),
                        day(row, "deemed_arrival"),
                        day(row, "last_day"),
                        day(row, "corrected_on"),
                        Optional.ofNullable(row.getObject("lapsed_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .optional();
    }

    @Override
    public Optional<LocalDate> firstNotice(ApplicationNumber application) {
        return jdbc.sql("""
                        SELECT deemed_arrival FROM review.round
                        WHERE application = :application AND deemed_arrival IS NOT NULL ORDER BY round LIMIT 1
                        """)
                .param("application", application.value())
                .query(LocalDate.class)
                .optional();
    }

    @Override
    public void notified(ApplicationNumber application, int round, LocalDate deemedArrival, LocalDate lastDay) {
        jdbc.sql("""
                        UPDATE review.round SET deemed_arrival = :arrival, last_day = :lastDay
                        WHERE application = :application AND round = :round
                        """)
                .param("arrival", deemedArrival)
                .param("lastDay", lastDay)
                .param("application", application.value())
                .param("round", round)
                .update();
    }

    @Override
    public void extended(ApplicationNumber application, int round, LocalDate lastDay) {
        jdbc.sql("""
                        UPDATE review.round SET last_day = :lastDay, lapsed_at = NULL
                        WHERE application = :application AND round = :round
                        """)
                .param("lastDay", lastDay)
                .param("application", application.value())
                .param("round", round)
                .update();
    }

    @Override
    public void corrected(ApplicationNumber application, int round, LocalDate arrivedOn, Instant at) {
        jdbc.sql("""
                        UPDATE review.round SET corrected_on = :arrivedOn, corrected_at = :at
                        WHERE application = :application AND round = :round
                        """)
                .param("arrivedOn", arrivedOn)
                .param("at", utc(at))
                .param("application", application.value())
                .param("round", round)
                .update();
    }

    @Override
    public void lapsed(ApplicationNumber application, int round, Instant at) {
        jdbc.sql("UPDATE review.round SET lapsed_at = :at WHERE application = :application AND round = :round")
                .param("at", utc(at))
                .param("application", application.value())
                .param("round", round)
                .update();
    }

    @Override
    public void add(ApplicationNumber application, Decision decision) {
        jdbc.sql("""
                        INSERT INTO review.decision
                          (application, kind, decision, reason_code, reason, extended_to, decided_by, decided_at)
                        VALUES (:application, :kind, :decision, :reasonCode, :reason, :extendedTo, :by, :at)
                        """)
                .param("application", application.value())
                .param("kind", decision.kind().name())
                .param("decision", decision.answer().name())
                .param("reasonCode", decision.reasonCode().orElse(null))
                .param("reason", decision.reason().orElse(null))
                .param("extendedTo", decision.extendedTo().orElse(null))
                .param("by", decision.by())
                .param("at", utc(decision.at()))
                .update();
    }

    @Override
    public List<Decision> decisions(ApplicationNumber application) {
        return jdbc.sql("""
                        SELECT kind, decision, reason_code, reason, extended_to, decided_by, decided_at
                        FROM review.decision WHERE application = :application ORDER BY id
                        """)
                .param("application", application.value())
                .query((row, n) -> new Decision(
                        Decision.Kind.valueOf(row.getString("kind")),
                        Decision.Answer.valueOf(row.getString("decision")),
                        Optional.ofNullable(row.getString("reason_code")),
                        Optional.ofNullable(row.getString("reason")),
                        day(row, "extended_to"),
                        row.getString("decided_by"),
                        instant(row, "decided_at")))
                .list();
    }

    private void insert(long review, Finding finding) {
        jdbc.sql("""
                        INSERT INTO review.finding (review, automatic, code, subject, problem, remedy)
                        VALUES (:review, :automatic, :code, :subject, :problem, :remedy)
                        """)
                .param("review", review)
                .param("automatic", finding.automatic())
                .param("code", finding.code())
                .param("subject", finding.subject())
                .param("problem", finding.problem())
                .param("remedy", finding.remedy())
                .update();
    }

    private List<Finding> findings(long review) {
        return jdbc.sql("""
                        SELECT automatic, code, subject, problem, remedy FROM review.finding
                        WHERE review = :review ORDER BY id
                        """)
                .param("review", review)
                .query((row, n) -> new Finding(
                        row.getBoolean("automatic"),
                        row.getString("code"),
                        row.getString("subject"),
                        row.getString("problem"),
                        row.getString("remedy")))
                .list();
    }

    private Map<String, Boolean> answers(long review) {
        Map<String, Boolean> answers = new LinkedHashMap<>();
        jdbc.sql("SELECT code, ok FROM review.check_answer WHERE review = :review")
                .param("review", review)
                .query((row, n) -> Map.entry(row.getString("code"), row.getBoolean("ok")))
                .list()
                .forEach(answer -> answers.put(answer.getKey(), answer.getValue()));
        return answers;
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
