-- A deadline that stands still for a reason; its timer is suspended.
ALTER TABLE workflow.deadline DROP CONSTRAINT deadline_state_check;
ALTER TABLE workflow.deadline ADD COLUMN suspended_at timestamptz;
ALTER TABLE workflow.deadline ADD CONSTRAINT deadline_state_check
  CHECK (state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING', 'MET', 'EXECUTED', 'REPLACED'));
ALTER TABLE workflow.deadline ADD CONSTRAINT deadline_suspended_check
  CHECK (state <> 'SUSPENDED' OR suspended_at IS NOT NULL);
DROP INDEX workflow.deadline_in_force;
CREATE UNIQUE INDEX deadline_in_force ON workflow.deadline (business_key, kind)
  WHERE state IN ('ARMED', 'SUSPENDED', 'AWAITING_CLOSING');

-- What somebody should look at while the work goes on. At most one of a kind is open for a case.
CREATE TABLE workflow.alarm_counter (
  year integer PRIMARY KEY,
  last bigint NOT NULL CHECK (last > 0)
);
CREATE TABLE workflow.alarm (
  number text PRIMARY KEY CHECK (number ~ '^AL-[0-9]{4}-[0-9]{6}$'),
  kind text NOT NULL CHECK (kind ~ '^[A-Z]+(_[A-Z]+)*$'),
  business_key text NOT NULL,
  what text NOT NULL CHECK (what <> ''),
  raised_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('OPEN', 'ACKNOWLEDGED', 'CLEARED')),
  closed_at timestamptz,
  acknowledged_by text,
  note text,
  CHECK ((state = 'OPEN') = (closed_at IS NULL)),
  CHECK ((state = 'ACKNOWLEDGED') = (acknowledged_by IS NOT NULL)),
  CHECK (state <> 'ACKNOWLEDGED' OR note <> '')
);
CREATE UNIQUE INDEX alarm_open ON workflow.alarm (kind, business_key) WHERE state = 'OPEN';

GRANT SELECT, INSERT, UPDATE ON workflow.alarm_counter, workflow.alarm TO "${runtimeRole}";
