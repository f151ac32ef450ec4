-- Indexes that the engine's own scripts lack (ADR 0047). Without them the work on one job or task grows with all that wait.

-- Whoever ends a task asks for its subtasks. There are none here, so this index stays empty and costs nothing.
CREATE INDEX hakko_idx_task_parent ON camunda.act_ru_task (parent_task_id_) WHERE parent_task_id_ IS NOT NULL;

-- Each acquisition asks which jobs are being worked on, to leave the other jobs of those instances alone.
CREATE INDEX hakko_idx_job_locked ON camunda.act_ru_job (lock_exp_time_, process_instance_id_)
  WHERE lock_owner_ IS NOT NULL;
