-- Revocations in the order of CRLs: by the month in which the certificate expires, then as they were revoked.
ALTER TABLE ca.revocation
  ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN expiry_month date NOT NULL
    GENERATED ALWAYS AS (date_trunc('month', not_after AT TIME ZONE 'UTC')::date) STORED,
  ADD COLUMN invalidity_date timestamptz;
CREATE UNIQUE INDEX revocation_order ON ca.revocation (ca_id, expiry_month, position);
CREATE INDEX revocation_position ON ca.revocation (ca_id, position);

-- The encoded entries of the next CRL, some thousand a row, so that a million of them are a few hundred rows. Worked out
-- from ca.revocation while a CRL is signed and never its source; the publication gate compares every CRL with ca.revocation.
CREATE TABLE ca.crl_segment (
  ca_id text NOT NULL REFERENCES ca.authority,
  expiry_month date NOT NULL,
  first_position bigint NOT NULL,
  last_position bigint NOT NULL CHECK (last_position >= first_position),
  revocations integer NOT NULL CHECK (revocations > 0),
  entries integer NOT NULL CHECK (entries BETWEEN 0 AND revocations),
  earliest_expiry timestamptz,
  octets bigint NOT NULL,
  content bytea NOT NULL CHECK (octet_length(content) = octets),
  PRIMARY KEY (ca_id, expiry_month, first_position),
  CHECK ((entries = 0) = (earliest_expiry IS NULL))
);
ALTER TABLE ca.crl_segment ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE INDEX crl_segment_position ON ca.crl_segment (ca_id, last_position);

-- A signed CRL in pieces of 256 KiB, the last one shorter.
CREATE TABLE ca.crl_piece (
  ca_id text NOT NULL,
  number bigint NOT NULL,
  piece integer NOT NULL CHECK (piece >= 0),
  content bytea NOT NULL,
  PRIMARY KEY (ca_id, number, piece),
  FOREIGN KEY (ca_id, number) REFERENCES ca.crl ON DELETE CASCADE
);
ALTER TABLE ca.crl_piece ALTER COLUMN content SET STORAGE EXTERNAL;
INSERT INTO ca.crl_piece (ca_id, number, piece, content)
SELECT ca_id, number, piece, substr(crl, 1 + piece * 262144, 262144)
  FROM ca.crl CROSS JOIN LATERAL generate_series(0, (octet_length(crl) - 1) / 262144) piece
 WHERE crl IS NOT NULL;

-- arl: the revoked certificates of authorities, signed together with the CRL and under the same number.
ALTER TABLE ca.crl ADD COLUMN octets bigint, ADD COLUMN sha256 text, ADD COLUMN arl bytea;
UPDATE ca.crl SET octets = octet_length(crl), sha256 = encode(sha256(crl), 'hex') WHERE crl IS NOT NULL;
ALTER TABLE ca.crl DROP COLUMN crl;
ALTER TABLE ca.crl
  ADD CHECK ((state = 'REQUESTED') = (sha256 IS NULL)),
  ADD CHECK ((sha256 IS NULL) = (octets IS NULL)),
  ADD CHECK ((sha256 IS NULL) = (this_update IS NULL)),
  ADD CHECK ((sha256 IS NULL) = (next_update IS NULL)),
  ADD CHECK ((sha256 IS NULL) = (entries IS NULL));

GRANT SELECT, INSERT, DELETE ON ca.crl_segment TO "${runtimeRole}";
GRANT SELECT, INSERT ON ca.crl_piece TO "${runtimeRole}";
