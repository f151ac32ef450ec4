-- A published CRL in pieces of 256 KiB, the last one shorter.
CREATE TABLE repository.crl_piece (
  ca_id text NOT NULL,
  number bigint NOT NULL,
  piece integer NOT NULL CHECK (piece >= 0),
  content bytea NOT NULL,
  PRIMARY KEY (ca_id, number, piece),
  FOREIGN KEY (ca_id, number) REFERENCES repository.crl ON DELETE CASCADE
);
ALTER TABLE repository.crl_piece ALTER COLUMN content SET STORAGE EXTERNAL;
INSERT INTO repository.crl_piece (ca_id, number, piece, content)
SELECT ca_id, number, piece, substr(crl, 1 + piece * 262144, 262144)
  FROM repository.crl CROSS JOIN LATERAL generate_series(0, (octet_length(crl) - 1) / 262144) piece;

-- revocations: how many the authority had altogether when this CRL was published; the next may not know fewer.
ALTER TABLE repository.crl
  ADD COLUMN octets bigint,
  ADD COLUMN entries integer NOT NULL DEFAULT 0,
  ADD COLUMN revocations bigint NOT NULL DEFAULT 0,
  ADD COLUMN arl bytea;
UPDATE repository.crl SET octets = octet_length(crl);
ALTER TABLE repository.crl ALTER COLUMN octets SET NOT NULL, DROP COLUMN crl;

-- How far each target beside the HTTP repository is, per authority; the row is locked while one node delivers.
CREATE TABLE repository.target_status (
  target text NOT NULL,
  ca_id text NOT NULL,
  number bigint NOT NULL DEFAULT 0,
  delivered_at timestamptz,
  failing_since timestamptz,
  failures integer NOT NULL DEFAULT 0,
  next_attempt timestamptz,
  error text,
  PRIMARY KEY (target, ca_id)
);

GRANT SELECT, INSERT ON repository.crl_piece TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON repository.target_status TO "${runtimeRole}";
