CREATE TABLE revocation.case_counter (
  year integer PRIMARY KEY,
  last bigint NOT NULL CHECK (last > 0)
);

-- 発行者署名符号の危殆化: the key of an authority is compromised, or feared to be.
CREATE TABLE revocation.ca_compromise (
  number          text PRIMARY KEY CHECK (number ~ '^CS-[0-9]{4}-[0-9]{6}$'),
  ca_id           text NOT NULL,
  explanation     text NOT NULL CHECK (explanation <> ''),
  proposed_by     text NOT NULL,
  proposed_at     timestamptz NOT NULL,
  state           text NOT NULL CHECK (state IN ('PROPOSED', 'REFUSED', 'REVOKING', 'REQUESTED', 'ANNOUNCED')),
  approved        boolean,
  decision_reason text,
  decided_by      text,
  decided_at      timestamptz,
  -- the last certificate whose revocation is requested, and how many are
  last_serial     text,
  requested       integer NOT NULL DEFAULT 0 CHECK (requested >= 0),
  announced_on    date,
  reported_on     date,
  announced_by    text,
  version         integer NOT NULL DEFAULT 1,
  -- nobody decides about his own proposal
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (approved IS NULL)),
  CHECK ((state = 'PROPOSED') = (decided_by IS NULL)),
  CHECK (approved IS NULL OR approved = (state <> 'REFUSED')),
  CHECK ((state = 'ANNOUNCED') = (announced_by IS NOT NULL)),
  CHECK ((announced_by IS NULL) = (announced_on IS NULL) AND (announced_by IS NULL) = (reported_on IS NULL))
);

-- An authority's key is compromised once, whoever says so.
CREATE UNIQUE INDEX ca_compromise_once ON revocation.ca_compromise (ca_id) WHERE state <> 'REFUSED';

GRANT SELECT, INSERT, UPDATE ON revocation.case_counter, revocation.ca_compromise TO "${runtimeRole}";
