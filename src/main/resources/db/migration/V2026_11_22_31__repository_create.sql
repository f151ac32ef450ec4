CREATE SCHEMA repository;

-- One row per authority whose CRLs are published: locked while one is, so that they come one after the other.
CREATE TABLE repository.point (
  ca_id text PRIMARY KEY
);

-- What the HTTP repository serves. Never changed: the newest number is the CRL in force.
CREATE TABLE repository.crl (
  ca_id text NOT NULL REFERENCES repository.point,
  number bigint NOT NULL,
  crl bytea NOT NULL,
  sha256 text NOT NULL,
  this_update timestamptz NOT NULL,
  next_update timestamptz NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (ca_id, number)
);

GRANT USAGE ON SCHEMA repository TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON repository.point TO "${runtimeRole}";
GRANT SELECT, INSERT ON repository.crl TO "${runtimeRole}";
