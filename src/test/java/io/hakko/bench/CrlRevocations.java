package io.hakko.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Invented revocations by the million, as the service would have stored them. */
final class CrlRevocations {

    static final String CA = "aosign-g2";

    private CrlRevocations() {}

    /** Serial numbers of 16 octets, every other one with a reason, expiring over the next five years. */
    static void make(Connection connection, int count) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("""
                    INSERT INTO ca.revocation (serial, ca_id, revoked_at, not_after, reason, crl_reason, explanation, technical,
                           crl_number, entry)
                    SELECT upper(serial), 'aosign-g2', at, now() + (1 + i %% 1825) * interval '1 day', 'A-S1',
                           CASE WHEN i %% 2 = 0 THEN 1 END, '', false, 1,
                           CASE WHEN i %% 2 = 0 THEN '\\x302f'::bytea ELSE '\\x3021'::bytea END
                             || '\\x0210'::bytea || decode(serial, 'hex') || '\\x170d'::bytea
                             || convert_to(to_char(at AT TIME ZONE 'UTC', 'YYMMDDHH24MISS') || 'Z', 'UTF8')
                             || CASE WHEN i %% 2 = 0 THEN '\\x300c300a0603551d1504030a0101'::bytea ELSE ''::bytea END
                      FROM (SELECT i, '4' || substr(md5(i::text), 2) AS serial,
                                   date_trunc('second', now()) - i * interval '10 seconds' AS at
                              FROM generate_series(1, %d) i) r
                    """.formatted(count));
            sql.execute("VACUUM ANALYZE ca.revocation");
        }
    }
}
