package io.hakko.ca.persistence;

import io.hakko.ca.domain.RevocationEntry;
import io.hakko.ca.domain.RevokedAuthorities;
import io.hakko.shared.CertificateSerial;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcRevokedAuthorities implements RevokedAuthorities {

    private final JdbcClient jdbc;

    JdbcRevokedAuthorities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean enter(String issuerCaId, CertificateSerial serial, Instant notAfter, RevocationEntry revocation) {
        return jdbc.sql("""
                                INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, crl_reason,
                                       explanation, technical, crl_number, entry, authority)
                                VALUES (:serial, :ca, :at, :notAfter, :reason, :crlReason, :explanation, :technical, :number,
                                       :entry, true)
                                ON CONFLICT (serial) DO NOTHING
                                """)
                        .param("serial", serial.hex())
                        .param("ca", issuerCaId)
                        .param("at", Times.toSql(revocation.at()))
                        .param("notAfter", Times.toSql(notAfter))
                        .param("reason", revocation.reason())
                        .param("crlReason", revocation.crlReason().orElseThrow())
                        .param("explanation", revocation.explanation())
                        .param("technical", revocation.technical())
                        .param("number", revocation.crlNumber())
                        .param("entry", revocation.entry().bytes())
                        .update()
                == 1;
    }
}
