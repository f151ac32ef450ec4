package io.hakko.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The statements for which the engine's tables have indexes of ours (ADR 0047) can be answered by them. */
@HakkoTest
class EngineIndexesTest {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void subtasksAreFoundWithoutReadingAllTasks() {
        assertThat(plan("SELECT * FROM act_ru_task WHERE parent_task_id_ = $1", "text", "'x'"))
                .anyMatch(line -> line.contains("hakko_idx_task_parent"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    @Test
    void dueJobsAreFoundWithoutReadingAllJobs() {
        assertThat(plan("""
                        SELECT res.id_ FROM act_ru_job res
                        WHERE res.retries_ > 0 AND res.duedate_ <= $1
                          AND (res.lock_owner_ IS NULL OR res.lock_exp_time_ < $1) AND res.suspension_state_ = 1
                          AND (res.exclusive_ = true AND NOT EXISTS (
                                 SELECT j2.id_ FROM act_ru_job j2
                                 WHERE j2.process_instance_id_ = res.process_instance_id_ AND j2.exclusive_ = true
                                   AND j2.lock_owner_ IS NOT NULL AND j2.lock_exp_time_ >= $1)
                               OR res.exclusive_ = false)
                        ORDER BY res.duedate_ ASC LIMIT 50""", "timestamp", "localtimestamp"))
                .anyMatch(line -> line.contains("hakko_idx_job_due_date"))
                .anyMatch(line -> line.contains("hakko_idx_job_locked"))
                .noneMatch(line -> line.contains("Seq Scan"));
    }

    /** What PostgreSQL does when reading a whole table is the last thing it wants, and it does not know the parameter. */
    private List<String> plan(String sql, String type, String parameter) {
        return transaction.execute(status -> {
            jdbc.sql("SET LOCAL enable_seqscan = off").update();
            jdbc.sql("SET LOCAL enable_bitmapscan = off").update();
            jdbc.sql("SET LOCAL plan_cache_mode = force_generic_plan").update();
            jdbc.sql("PREPARE engine_statement (" + type + ") AS " + sql).update();
            try {
                return jdbc.sql("EXPLAIN EXECUTE engine_statement (" + parameter + ")")
                        .query(String.class)
                        .list();
            } finally {
                jdbc.sql("DEALLOCATE engine_statement").update();
            }
        });
    }
}
