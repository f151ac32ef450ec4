CREATE SCHEMA review;

-- One row per verdict of a reviewer.
CREATE TABLE review.review (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('COMPLETE', 'DEFICIENT')),
  note text,
  reviewed_by text NOT NULL,
  reviewed_at timestamptz NOT NULL
);
CREATE INDEX review_application ON review.review (application, id);

CREATE TABLE review.check_answer (
  review bigint NOT NULL REFERENCES review.review,
  code text NOT NULL,
  ok boolean NOT NULL,
  PRIMARY KEY (review, code)
);

-- What the applicant is told: subject, problem and what to send.
CREATE TABLE review.finding (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  review bigint NOT NULL REFERENCES review.review,
  automatic boolean NOT NULL,
  code text NOT NULL,
  subject text NOT NULL,
  problem text NOT NULL,
  remedy text NOT NULL
);
CREATE INDEX finding_review ON review.finding (review, id);

-- A deficiency round: notice, deadline, correction or lapse (D-03).
CREATE TABLE review.round (
  application text NOT NULL,
  round integer NOT NULL CHECK (round > 0),
  review bigint NOT NULL UNIQUE REFERENCES review.review,
  deemed_arrival date,
  last_day date,
  corrected_on date,
  corrected_at timestamptz,
  lapsed_at timestamptz,
  PRIMARY KEY (application, round)
);

-- Decisions of approver and manager, and of the timer.
CREATE TABLE review.decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('APPROVAL', 'LAPSE')),
  decision text NOT NULL CHECK (decision IN ('ACCEPT', 'RETURN', 'REJECT', 'EXTEND')),
  reason_code text,
  reason text,
  extended_to date,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_application ON review.decision (application, id);

GRANT USAGE ON SCHEMA review TO "${runtimeRole}";
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA review TO "${runtimeRole}";
GRANT UPDATE ON review.round TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA review TO "${runtimeRole}";
