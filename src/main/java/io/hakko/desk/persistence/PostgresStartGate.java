package io.hakko.desk.persistence;

import io.hakko.desk.StartGate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class PostgresStartGate implements StartGate {

    private static final long KEY = 0x68616b6b6f01L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    PostgresStartGate(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void pass(Runnable work) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(:key)")
                    .param("key", KEY)
                    .query((row, number) -> number)
                    .single();
            work.run();
        });
    }
}
