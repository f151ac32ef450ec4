CREATE SCHEMA audit;

-- The trail: inserted only, never changed. Each hash covers the hash before it.
CREATE TABLE audit.entry (
  sequence bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  event text NOT NULL,
  key text NOT NULL,
  process text NOT NULL,
  element text NOT NULL,
  reason text NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  detail text NOT NULL,
  previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32)
);
CREATE INDEX entry_key ON audit.entry (key, sequence);

GRANT USAGE ON SCHEMA audit TO "${runtimeRole}";
GRANT SELECT, INSERT ON audit.entry TO "${runtimeRole}";
