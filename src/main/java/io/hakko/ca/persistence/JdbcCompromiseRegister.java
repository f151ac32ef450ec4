package io.hakko.ca.persistence;

import io.hakko.ca.domain.CompromiseRegister;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCompromiseRegister implements CompromiseRegister {

    private final JdbcClient jdbc;

    JdbcCompromiseRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean enter(String caId, Instant since, String explanation) {
        lock(caId, "UPDATE");
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

    @Override
    public boolean isEntered(String caId) {
        lock(caId, "KEY SHARE");
        return jdbc.sql("SELECT EXISTS (SELECT FROM ca.compromised_authority WHERE ca_id = :ca)")
                .param("ca", caId)
                .query(Boolean.class)
                .single();
    }

    private void lock(String caId, String strength) {
        jdbc.sql("SELECT id FROM ca.authority WHERE id = :ca FOR " + strength)
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
