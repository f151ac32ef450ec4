CREATE SCHEMA workflow;

-- Who has done which duty on which case (D-16).
CREATE TABLE workflow.participation (
  business_key text NOT NULL,
  duty text NOT NULL,
  actor text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (business_key, duty, actor)
);

-- Deadlines of cases (D-04). At most one of a kind is in force for a case.
CREATE TABLE workflow.deadline (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  business_key text NOT NULL,
  kind text NOT NULL,
  process text NOT NULL,
  timer text NOT NULL,
  last_day date NOT NULL,
  rolled_last_day date NOT NULL,
  execute_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('ARMED', 'AWAITING_CLOSING', 'MET', 'EXECUTED', 'REPLACED')),
  armed_at timestamptz NOT NULL,
  closed_at timestamptz,
  CHECK (rolled_last_day >= last_day)
);
CREATE UNIQUE INDEX deadline_in_force ON workflow.deadline (business_key, kind)
  WHERE state IN ('ARMED', 'AWAITING_CLOSING');
CREATE INDEX deadline_awaiting ON workflow.deadline (rolled_last_day) WHERE state = 'AWAITING_CLOSING';

GRANT USAGE ON SCHEMA workflow TO "${runtimeRole}";
GRANT SELECT, INSERT ON workflow.participation TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON workflow.deadline TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA workflow TO "${runtimeRole}";
