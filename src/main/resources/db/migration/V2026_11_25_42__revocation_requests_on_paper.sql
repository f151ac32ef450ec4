-- Origins and states stand in the code (RevocationRequest); the table keeps the form of origins and which state needs what.
ALTER TABLE revocation.request DROP CONSTRAINT request_origin_check;
ALTER TABLE revocation.request ADD CONSTRAINT request_origin_check CHECK (origin ~ '^[A-Z]+(_[A-Z]+)*$');
ALTER TABLE revocation.request DROP CONSTRAINT request_state_check;
ALTER TABLE revocation.request ADD CONSTRAINT request_state_check
  CHECK (state IN ('REQUESTED', 'EXAMINED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'NOTIFIED', 'OVERTAKEN'));

-- What a deadline decides by itself needs no person; everything else is revoked or refused only by a decision.
ALTER TABLE revocation.request ADD COLUMN automatic boolean NOT NULL DEFAULT false;
UPDATE revocation.request SET automatic = true WHERE decided_by IS NULL AND state NOT IN ('REQUESTED', 'WITHDRAWN');
ALTER TABLE revocation.request DROP CONSTRAINT request_decided_check;
ALTER TABLE revocation.request ADD CONSTRAINT request_decided_check
  CHECK (automatic OR state IN ('REQUESTED', 'EXAMINED', 'WITHDRAWN', 'OVERTAKEN') OR decided_by IS NOT NULL);

DROP INDEX revocation.request_open;
CREATE UNIQUE INDEX request_open ON revocation.request (certificate_serial, origin)
  WHERE state IN ('REQUESTED', 'EXAMINED', 'APPROVED');

-- A request of a holder or a company on paper (A-REV-07, A-REV-13, B-RVK-02).
CREATE TABLE revocation.paper_request (
  request_number     text PRIMARY KEY REFERENCES revocation.request,
  channel            text NOT NULL CHECK (channel IN ('POST', 'COUNTER', 'FAX')),
  arrived_on         date NOT NULL,
  holder_unable      boolean NOT NULL,
  former_name        text CHECK (former_name <> ''),
  notice_postal_code text,
  notice_address     text,
  CHECK ((notice_postal_code IS NULL) = (notice_address IS NULL))
);

CREATE TABLE revocation.presented_document (
  request_number text NOT NULL REFERENCES revocation.paper_request,
  position       integer NOT NULL,
  kind           text NOT NULL,
  issued_on      date NOT NULL,
  original       boolean NOT NULL,
  PRIMARY KEY (request_number, position)
);

-- What the reviewer found.
CREATE TABLE revocation.examination (
  request_number text PRIMARY KEY REFERENCES revocation.paper_request,
  in_order       boolean NOT NULL,
  seal_differs   boolean NOT NULL,
  name_differs   boolean NOT NULL,
  exempted_by    text,
  note           text,
  examined_by    text NOT NULL,
  examined_at    timestamptz NOT NULL
);

CREATE TABLE revocation.check_answer (
  request_number text NOT NULL REFERENCES revocation.examination,
  code           text NOT NULL,
  ok             boolean NOT NULL,
  PRIMARY KEY (request_number, code)
);

-- Why it is not accepted, as the requester is told.
CREATE TABLE revocation.refusal (
  request_number text NOT NULL REFERENCES revocation.paper_request,
  position       integer NOT NULL,
  code           text NOT NULL,
  PRIMARY KEY (request_number, position)
);

CREATE TABLE revocation.refusal_note (
  request_number text PRIMARY KEY REFERENCES revocation.paper_request,
  note           text NOT NULL CHECK (note <> '')
);

-- Originals that have to follow a FAX (D-15).
CREATE TABLE revocation.originals (
  request_number text PRIMARY KEY REFERENCES revocation.paper_request,
  last_day       date NOT NULL,
  arrived_on     date,
  closed_because text CHECK (closed_because <> ''),
  settled_by     text,
  settled_at     timestamptz,
  CHECK (arrived_on IS NULL OR closed_because IS NULL),
  CHECK ((settled_by IS NULL) = (arrived_on IS NULL AND closed_because IS NULL)),
  CHECK ((settled_by IS NULL) = (settled_at IS NULL))
);

GRANT SELECT, INSERT ON revocation.paper_request, revocation.presented_document, revocation.examination,
  revocation.check_answer, revocation.refusal, revocation.refusal_note TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON revocation.originals TO "${runtimeRole}";
