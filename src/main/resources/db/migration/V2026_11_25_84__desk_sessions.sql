CREATE SCHEMA desk;

-- Sessions of staff, so that any node can answer (Spring Session JDBC; names and types are its own, times are epoch milliseconds).
-- What a session holds: the user id with its groups, and the token against forged requests. No names, no passwords.
CREATE TABLE desk.http_session (
  primary_id char(36) PRIMARY KEY,
  session_id char(36) NOT NULL UNIQUE,
  creation_time bigint NOT NULL,
  last_access_time bigint NOT NULL,
  max_inactive_interval integer NOT NULL,
  expiry_time bigint NOT NULL,
  principal_name varchar(100)
);
CREATE INDEX http_session_expiry ON desk.http_session (expiry_time);
CREATE INDEX http_session_principal ON desk.http_session (principal_name);

CREATE TABLE desk.http_session_attributes (
  session_primary_id char(36) NOT NULL REFERENCES desk.http_session ON DELETE CASCADE,
  attribute_name varchar(200) NOT NULL,
  attribute_bytes bytea NOT NULL,
  PRIMARY KEY (session_primary_id, attribute_name)
);

GRANT USAGE ON SCHEMA desk TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.http_session, desk.http_session_attributes TO "${runtimeRole}";
