-- An authority whose key is not trusted any more issues nothing; its certificates are revoked and its CRLs go on (B-RVK-04 (5)).
CREATE TABLE ca.compromised_authority (
  ca_id       text PRIMARY KEY REFERENCES ca.authority,
  since       timestamptz NOT NULL,
  explanation text NOT NULL CHECK (explanation <> '')
);

-- The certificates that are to be revoked are walked through in the order of their serial numbers.
CREATE INDEX certificate_to_revoke ON ca.certificate (ca_id, serial) WHERE state = 'ISSUED';

GRANT SELECT, INSERT ON ca.compromised_authority TO "${runtimeRole}";
