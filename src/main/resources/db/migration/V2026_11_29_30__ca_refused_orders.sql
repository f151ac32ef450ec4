-- An order to issue that was refused, once for each reason: the station asks again and again, the audit trail tells it once.
-- No certificate and no journal row comes from it.
CREATE TABLE ca.refused_order (
  application       text NOT NULL,
  card              text NOT NULL,
  public_key_sha256 text NOT NULL,
  codes             text NOT NULL CHECK (codes <> ''),
  refused_at        timestamptz NOT NULL,
  PRIMARY KEY (application, card, public_key_sha256, codes)
);

GRANT SELECT, INSERT ON ca.refused_order TO "${runtimeRole}";
