package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoApplication;
import io.hakko.workflow.DeadlineDifference;
import io.hakko.workflow.DeadlineDifference.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code hakko deadlines verify}. */
class DeadlinesCommandTest {

    private static final String HOME = "hakko.home";

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void moveIn() {
        System.setProperty(HOME, home.toString());
    }

    @AfterEach
    void moveOut() {
        System.clearProperty(HOME);
    }

    @Test
    void namesEachDifferenceAndFails() {
        try (var context = new ServiceContext(HakkoApplication.class).start(Map.of(), "demo")) {
            context.getBean(JdbcClient.class).sql("""
                            INSERT INTO workflow.deadline
                              (business_key, kind, process, timer, last_day, rolled_last_day, execute_at, state, armed_at)
                            VALUES ('AO-2026-000001', 'receipt', 'card-delivery', 'event_receiptDeadlinePassed',
                                    '2026-12-24', '2026-12-24', '2026-12-25T07:00:00Z', 'ARMED', now())
                            """).update();
        }

        int exitCode = HakkoCommand.run(
                HakkoApplication.class,
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                "deadlines",
                "verify",
                "--demo");

        assertThat(out.toString())
                .isEqualToIgnoringNewLines("AO-2026-000001  「受領期限」（執行予定 2026-12-25 16:00）を待つタイマーがありません。"
                        + "このままでは執行されません。期限とタイマーの不一致が 1 件あります。");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void saysThatAllIsWell() {
        int exitCode = DeadlinesCommand.Verify.print(List.of(), new PrintWriter(out, true));

        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("一致しています");
    }

    @Test
    void printsOneLineForEachDifference() {
        Instant instant = Instant.parse("2026-12-25T07:00:00Z");
        List<DeadlineDifference> differences = List.of(
                new DeadlineDifference(
                        "AO-2026-000001", "receipt", "受領期限", Fault.NO_ROW, Optional.empty(), Optional.of(instant)),
                new DeadlineDifference(
                        "AO-2026-000002",
                        "receipt",
                        "受領期限",
                        Fault.DATES_DIFFER,
                        Optional.of(instant),
                        Optional.of(instant.plusSeconds(60))));

        int exitCode = DeadlinesCommand.Verify.print(differences, new PrintWriter(out, true));

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "AO-2026-000001  「受領期限」のタイマー（2026-12-25 16:00）が動いていますが、期限の記録がありません。",
                        "AO-2026-000002  「受領期限」の執行予定が食い違っています。期限の記録は 2026-12-25 16:00、タイマーは 2026-12-25 16:01 です。",
                        "期限とタイマーの不一致が 2 件あります。");
    }
}
