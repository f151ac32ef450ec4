CREATE SCHEMA revocation;

CREATE TABLE revocation.request_counter (
    year integer PRIMARY KEY,
    last bigint NOT NULL CHECK (last > 0)
);

CREATE TABLE revocation.request (
    number             text PRIMARY KEY CHECK (number ~ '^RV-[0-9]{4}-[0-9]{6}$'),
    certificate_serial text NOT NULL,
    application_number text NOT NULL,
    card_number        text NOT NULL,
    profile_id         text NOT NULL,
    profile_from       date NOT NULL,
    origin             text NOT NULL CHECK (origin IN ('TIMER', 'MANAGER')),
    reason_code        text NOT NULL CHECK (reason_code <> ''),
    crl_reason         integer,
    explanation        text NOT NULL,
    proposed_by        text NOT NULL,
    proposed_at        timestamptz NOT NULL,
    state              text NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'REVOKED', 'NOTIFIED')),
    approved           boolean,
    decision_reason    text,
    decided_by         text,
    decided_at         timestamptz,
    revoked_at         timestamptz,
    version            integer NOT NULL DEFAULT 1,
    -- nobody decides about his own request
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (approved IS NULL)),
    CHECK (origin = 'TIMER' OR state = 'REQUESTED' OR decided_by IS NOT NULL),
    CHECK ((revoked_at IS NOT NULL) = (state IN ('REVOKED', 'NOTIFIED')))
);

-- one open request per certificate and origin: the deadline does not wait for a manager's proposal
CREATE UNIQUE INDEX request_open ON revocation.request (certificate_serial, origin)
    WHERE state IN ('REQUESTED', 'APPROVED');
CREATE INDEX request_certificate ON revocation.request (certificate_serial);

CREATE TABLE revocation.notice (
    request_number text NOT NULL REFERENCES revocation.request,
    receiver      text NOT NULL CHECK (receiver IN ('HOLDER', 'COMPANY')),
    letter         text NOT NULL UNIQUE,
    PRIMARY KEY (request_number, receiver)
);

GRANT USAGE ON SCHEMA revocation TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON revocation.request_counter, revocation.request TO "${runtimeRole}";
GRANT SELECT, INSERT ON revocation.notice TO "${runtimeRole}";
