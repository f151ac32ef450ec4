-- Keys that seal the trail, by the certificate that stands with each.
CREATE TABLE audit.seal_key (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  certificate bytea NOT NULL,
  since timestamptz NOT NULL
);

-- Seals: inserted only. Each covers the entries after the one before and signs their hashes and the seal before.
CREATE TABLE audit.seal (
  number bigint PRIMARY KEY CHECK (number > 0),
  first_entry bigint NOT NULL CHECK (first_entry > 0),
  last_entry bigint NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  hashes bytea NOT NULL,
  key_sha256 text NOT NULL REFERENCES audit.seal_key (sha256),
  previous_sha256 text NOT NULL CHECK (previous_sha256 ~ '^[0-9a-f]{64}$'),
  signature bytea NOT NULL,
  CHECK (last_entry >= first_entry),
  CHECK (length(hashes) = 32 * (last_entry - first_entry + 1))
);

GRANT SELECT, INSERT ON audit.seal_key, audit.seal TO "${runtimeRole}";
