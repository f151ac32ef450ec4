ALTER TABLE delivery.dispatch
    -- the form for the receipt, where the service encloses one
    ADD COLUMN receipt_form        text,
    ADD COLUMN sent_again_on       date CHECK (sent_again_on >= posted_on),
    -- one more whenever the stages of the receipt were reckoned again
    ADD COLUMN round               integer NOT NULL DEFAULT 1 CHECK (round > 0),
    ADD COLUMN expired_on          date,
    ADD COLUMN revocation_asked_at timestamptz;

ALTER TABLE delivery.parcel DROP CONSTRAINT parcel_state_check;
ALTER TABLE delivery.parcel ADD CONSTRAINT parcel_state_check
    CHECK (state IN ('PREPARED', 'PACKED', 'POSTED', 'RETURNED'));
ALTER TABLE delivery.parcel DROP CONSTRAINT parcel_check2;
ALTER TABLE delivery.parcel ADD CONSTRAINT parcel_posted_check
    CHECK ((state IN ('POSTED', 'RETURNED')) = (posted_on IS NOT NULL)
        AND (posted_on IS NULL) = (posted_by IS NULL)
        AND (posted_on IS NULL) = (posted_at IS NULL));

-- Each time that a parcel came back; its posting of then stays here.
CREATE TABLE delivery.returned_parcel (
    card_number     text NOT NULL,
    content         text NOT NULL,
    times           integer NOT NULL CHECK (times > 0),
    posted_on       date NOT NULL,
    tracking_number text,
    returned_on     date NOT NULL CHECK (returned_on >= posted_on),
    slip            text NOT NULL CHECK (slip IN ('STORAGE_ENDED', 'ADDRESS_UNKNOWN', 'REFUSED', 'OTHER')),
    recorded_by     text NOT NULL,
    recorded_at     timestamptz NOT NULL,
    cause           text CHECK (cause IN ('ABSENCE', 'ADDRESS', 'REFUSAL', 'UNKNOWN')),
    holder_reached  boolean,
    note            text,
    found_by        text,
    found_at        timestamptz,
    PRIMARY KEY (card_number, content, times),
    FOREIGN KEY (card_number, content) REFERENCES delivery.parcel,
    CHECK ((cause IS NULL) = (found_by IS NULL) AND (cause IS NULL) = (found_at IS NULL)
        AND (cause IS NULL) = (holder_reached IS NULL) AND (cause IS NULL) = (note IS NULL))
);

-- Doubts about the content (B-RCP-03). While one is not answered, the stages of the receipt stand still.
CREATE TABLE delivery.content_doubt (
    card_number text NOT NULL REFERENCES delivery.dispatch,
    times       integer NOT NULL CHECK (times > 0),
    reported_on date NOT NULL,
    channel     text NOT NULL CHECK (channel IN ('PHONE', 'POST', 'FAX', 'MAIL', 'COUNTER')),
    late        boolean NOT NULL,
    text        text NOT NULL CHECK (text <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    finding     text CHECK (finding IN ('CLEARED', 'WRONG')),
    reason      text,
    reply       text,
    judged_by   text,
    judged_at   timestamptz,
    answered_on date,
    PRIMARY KEY (card_number, times),
    CHECK ((finding IS NULL) = (judged_by IS NULL) AND (finding IS NULL) = (judged_at IS NULL)
        AND (finding IS NULL) = (reason IS NULL)),
    CHECK (finding IS DISTINCT FROM 'CLEARED' OR reply <> ''),
    CHECK (answered_on IS NULL OR (finding = 'CLEARED' AND answered_on >= reported_on))
);
-- at most one doubt about a card is open
CREATE UNIQUE INDEX content_doubt_open ON delivery.content_doubt (card_number) WHERE answered_on IS NULL;

GRANT SELECT, INSERT, UPDATE ON delivery.returned_parcel, delivery.content_doubt TO "${runtimeRole}";
