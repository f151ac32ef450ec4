package io.hakko.ca.persistence;

import io.hakko.ca.domain.CompromiseRegister;
import io.hakko.shared.CertificateSerial;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCompromiseRegister implements CompromiseRegister {

    private final JdbcClient jdbc;
    private final JdbcTemplate statements;

    JdbcCompromiseRegister(JdbcClient jdbc, DataSource dataSource) {
        this.jdbc = jdbc;
        this.statements = new JdbcTemplate(dataSource);
    }

    @Override
    public boolean enter(String caId, Instant since, String explanation) {
        lock(caId);
        return jdbc.sql("""
                                INSERT INTO ca.compromised_authority (ca_id, since, explanation)
                                VALUES (:ca, :since, :explanation)
                                ON CONFLICT (ca_id) DO NOTHING
                                """)
                        .param("ca", caId)
                        .param("since", Times.toSql(since))
                        .param("explanation", explanation)
                        .update()
                == 1;
    }

    /** Two statements on one way to the server; the second sees what was committed while the first waited. */
    @Override
    public boolean isEntered(String caId) {
        Boolean entered = statements.execute(
                "SELECT id FROM ca.authority WHERE id = ? FOR KEY SHARE;"
                        + " SELECT EXISTS (SELECT FROM ca.compromised_authority WHERE ca_id = ?)",
                (PreparedStatement statement) -> {
                    statement.setString(1, caId);
                    statement.setString(2, caId);
                    statement.execute();
                    statement.getMoreResults();
                    try (ResultSet row = statement.getResultSet()) {
                        row.next();
                        return row.getBoolean(1);
                    }
                });
        return Boolean.TRUE.equals(entered);
    }

    private void lock(String caId) {
        jdbc.sql("SELECT id FROM ca.authority WHERE id = :ca FOR UPDATE")
                .param("ca", caId)
                .query(String.class)
                .single();
    }

    @Override
    public List<CertificateSerial> live(String caId, Optional<CertificateSerial> after, Instant at, int most) {
        return jdbc.sql("""
                        SELECT serial FROM ca.certificate
                         WHERE ca_id = :ca AND state = 'ISSUED' AND serial > :after AND not_after >= :at
                         ORDER BY serial LIMIT :most
                        """)
                .param("ca", caId)
                .param("after", after.map(CertificateSerial::hex).orElse(""))
                .param("at", Times.toSql(at))
                .param("most", most)
                .query((row, index) -> CertificateSerial.ofHex(row.getString("serial")))
                .list();
    }

    @Override
    public long countLive(String caId, Instant at) {
        return jdbc.sql(
                        "SELECT count(*) FROM ca.certificate WHERE ca_id = :ca AND state = 'ISSUED' AND not_after >= :at")
                .param("ca", caId)
                .param("at", Times.toSql(at))
                .query(Long.class)
                .single();
    }
}
