package io.hakko.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class DatabaseOutageTest {

    /** Connection lost, too many connections, disk full, shut down, error of the system, a standby. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "08001", "53300", "53100", "57P01", "57P03", "58030", "25006"})
    void isWhatTheServerSaysOfItself(String state) {
        assertThat(DatabaseOutage.isIn(new IllegalStateException(new SQLException("gone", state))))
                .isTrue();
    }

    @Test
    void isWhatThePoolSaysOfItsConnections() {
        assertThat(DatabaseOutage.isIn(new SQLTransientConnectionException("not available")))
                .isTrue();
        assertThat(DatabaseOutage.isIn(
                        new TransactionSystemException("rollback", new SQLException("Connection is closed"))))
                .isTrue();
    }

    /** Unique violation, serialization failure, deadlock, cancelled statement, wrong syntax. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "40001", "40P01", "57014", "42601"})
    void isNothingThatAWorkingServerRefuses(String state) {
        assertThat(DatabaseOutage.isIn(new DuplicateKeyException("row", new SQLException("refused", state))))
                .isFalse();
    }

    @Test
    void isNoOtherFailure() {
        assertThat(DatabaseOutage.isIn(new IllegalStateException("broken", new NullPointerException())))
                .isFalse();
    }
}
