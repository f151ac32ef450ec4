-- Certificates by which the keys of one authority certify each other (RFC 4210 section 4.4), by the new one.
CREATE TABLE ca.key_link (
  ca_id        text  PRIMARY KEY REFERENCES ca.authority,
  new_with_old bytea NOT NULL,
  old_with_new bytea NOT NULL
);

GRANT SELECT, INSERT ON ca.key_link TO "${runtimeRole}";
