CREATE SCHEMA delivery;

CREATE TABLE delivery.dispatch (
    card_number        text PRIMARY KEY CHECK (card_number ~ '^[0-9]{16}$'),
    application_number text NOT NULL UNIQUE,
    certificate_serial text NOT NULL,
    profile_id         text NOT NULL,
    profile_from       date NOT NULL,
    agent              boolean NOT NULL,
    issued_on          date NOT NULL,
    issue_notice       text NOT NULL,
    prepared_at        timestamptz NOT NULL,
    posted_on          date CHECK (posted_on >= issued_on),
    reminder           text,
    reminded_on        date,
    outcome            text CHECK (outcome IN ('IN_USE', 'OVERDUE', 'REVOKED')),
    ended_at           timestamptz,
    CHECK ((outcome IS NULL) = (ended_at IS NULL))
);

CREATE TABLE delivery.parcel (
    card_number     text NOT NULL REFERENCES delivery.dispatch,
    content         text NOT NULL CHECK (content IN ('CARD_WITH_PIN', 'CARD', 'PIN')),
    recipient       text NOT NULL CHECK (recipient IN ('HOLDER', 'AGENT')),
    channel         text NOT NULL CHECK (channel IN ('RESTRICTED_MAIL', 'SIMPLE_REGISTERED', 'COUNTER')),
    packing_list    text[] NOT NULL,
    state           text NOT NULL CHECK (state IN ('PREPARED', 'PACKED', 'POSTED')),
    packed_by       text,
    packed_at       timestamptz,
    posted_by       text,
    posted_at       timestamptz,
    posted_on       date,
    tracking_number text,
    PRIMARY KEY (card_number, content),
    -- a PIN never goes to an agent
    CHECK (content = 'CARD' OR recipient = 'HOLDER'),
    CHECK ((state = 'PREPARED') = (packed_at IS NULL) AND (packed_at IS NULL) = (packed_by IS NULL)),
    CHECK ((state = 'POSTED') = (posted_on IS NOT NULL)
        AND (posted_on IS NULL) = (posted_by IS NULL)
        AND (posted_on IS NULL) = (posted_at IS NULL)),
    CHECK (state <> 'POSTED' OR channel = 'COUNTER' OR tracking_number IS NOT NULL)
);

CREATE INDEX parcel_tracking_number ON delivery.parcel (tracking_number);

CREATE TABLE delivery.receipt (
    card_number     text PRIMARY KEY REFERENCES delivery.dispatch,
    arrived_on      date NOT NULL,
    last_day        date NOT NULL,
    channel         text NOT NULL CHECK (channel IN ('PAPER')),
    seal_checked    boolean NOT NULL CHECK (seal_checked),
    late            boolean NOT NULL CHECK (late = (arrived_on > last_day)),
    recorded_by     text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    accepted        boolean,
    decision_reason text,
    decided_by      text,
    decided_at      timestamptz,
    CHECK (accepted IS NULL OR (late AND decision_reason <> '' AND decided_by IS NOT NULL AND decided_at IS NOT NULL))
);

GRANT USAGE ON SCHEMA delivery TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA delivery TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA delivery TO "${runtimeRole}";
