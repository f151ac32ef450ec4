CREATE SCHEMA ca;

-- Issuing authorities. The row is locked while a CRL is requested or signed and while a certificate is revoked.
CREATE TABLE ca.authority (
  id text PRIMARY KEY,
  name text NOT NULL,
  certificate bytea NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  next_crl_number bigint NOT NULL DEFAULT 1 CHECK (next_crl_number > 0)
);

-- Issuance journal and certificates. A row stands here, with what will be signed, before the key is used.
CREATE TABLE ca.certificate (
  position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  serial text PRIMARY KEY CHECK (serial ~ '^([0-9A-F]{2}){8,20}$'),
  ca_id text NOT NULL REFERENCES ca.authority,
  state text NOT NULL CHECK (state IN ('PREPARED', 'ISSUED', 'REVOKED')),
  application text NOT NULL,
  card text NOT NULL UNIQUE,
  profile text NOT NULL,
  profile_from date NOT NULL,
  product text NOT NULL,
  company_key text NOT NULL,
  public_key_sha256 text NOT NULL UNIQUE,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL CHECK (not_after > not_before),
  to_be_signed bytea NOT NULL,
  to_be_signed_sha256 text NOT NULL,
  prepared_at timestamptz NOT NULL,
  certificate bytea,
  issued_at timestamptz,
  CHECK ((certificate IS NULL) = (issued_at IS NULL)),
  CHECK (state <> 'ISSUED' OR certificate IS NOT NULL),
  CHECK (state <> 'PREPARED' OR certificate IS NULL)
);
CREATE UNIQUE INDEX certificate_live ON ca.certificate (application) WHERE state IN ('PREPARED', 'ISSUED');
CREATE INDEX certificate_application ON ca.certificate (application, position);
CREATE INDEX certificate_valid ON ca.certificate (profile, company_key, not_after) WHERE state = 'ISSUED';

-- Revocations: final. crl_number is the first CRL that shows it, entry its encoded line there.
CREATE TABLE ca.revocation (
  serial text PRIMARY KEY REFERENCES ca.certificate,
  ca_id text NOT NULL REFERENCES ca.authority,
  revoked_at timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  reason text NOT NULL,
  crl_reason integer CHECK (crl_reason IN (1, 2, 3, 4, 5, 9, 10)),
  explanation text NOT NULL,
  technical boolean NOT NULL,
  crl_number bigint NOT NULL,
  entry bytea NOT NULL
);
CREATE INDEX revocation_crl ON ca.revocation (ca_id, crl_number, not_after);

CREATE TABLE ca.crl (
  ca_id text NOT NULL REFERENCES ca.authority,
  number bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('REQUESTED', 'SIGNED', 'PUBLISHED', 'SUPERSEDED')),
  requested_at timestamptz NOT NULL,
  this_update timestamptz,
  next_update timestamptz,
  entries integer,
  crl bytea,
  published_at timestamptz,
  PRIMARY KEY (ca_id, number),
  CHECK ((state = 'REQUESTED') = (crl IS NULL)),
  CHECK ((crl IS NULL) = (this_update IS NULL)),
  CHECK ((crl IS NULL) = (next_update IS NULL)),
  CHECK ((crl IS NULL) = (entries IS NULL)),
  CHECK ((state = 'PUBLISHED') = (published_at IS NOT NULL))
);
CREATE UNIQUE INDEX crl_one_requested ON ca.crl (ca_id) WHERE state = 'REQUESTED';

GRANT USAGE ON SCHEMA ca TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON ca.authority, ca.certificate, ca.crl TO "${runtimeRole}";
GRANT SELECT, INSERT ON ca.revocation TO "${runtimeRole}";
