-- A case can have several alarms of a kind: one for each letter, one for each deadline.
ALTER TABLE workflow.alarm ADD COLUMN subject text NOT NULL DEFAULT '';
DROP INDEX workflow.alarm_open;
CREATE UNIQUE INDEX alarm_open ON workflow.alarm (kind, business_key, subject) WHERE state = 'OPEN';

-- The board lists deadlines in force by their last day.
CREATE INDEX deadline_board ON workflow.deadline (rolled_last_day, execute_at)
  WHERE state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING');

-- Deadlines and timers are compared once on a business day, by whichever node comes first.
CREATE TABLE workflow.deadline_check (
  day date PRIMARY KEY,
  checked_at timestamptz NOT NULL,
  differences integer NOT NULL CHECK (differences >= 0)
);

GRANT SELECT, INSERT ON workflow.deadline_check TO "${runtimeRole}";
