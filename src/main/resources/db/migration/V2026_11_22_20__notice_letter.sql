CREATE SCHEMA notice;

CREATE SEQUENCE notice.letter_number;

-- A letter is written once and never changed; only its posting is added later (D-05).
CREATE TABLE notice.letter (
  id uuid PRIMARY KEY,
  letter_number text NOT NULL UNIQUE,
  case_key text NOT NULL,
  kind text NOT NULL CHECK (kind IN (
    'DEFICIENCY_NOTICE', 'REJECTION_NOTICE', 'ISSUE_NOTICE', 'RECEIPT_REMINDER', 'REVOCATION_NOTICE')),
  sequence text NOT NULL,
  profile_id text NOT NULL,
  profile_effective_from date NOT NULL,
  recipient_role text NOT NULL CHECK (recipient_role IN ('HOLDER', 'COMPANY', 'AGENT')),
  recipient_name text NOT NULL,
  recipient_postal_code text NOT NULL,
  recipient_address text NOT NULL,
  recipient_honorific text NOT NULL CHECK (recipient_honorific IN ('SAMA', 'ONCHU')),
  template text NOT NULL,
  template_version text NOT NULL,
  pdf bytea NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  created_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('WRITTEN', 'POSTED')),
  posting_channel text CHECK (posting_channel IN (
    'ORDINARY', 'REGISTERED', 'SIMPLIFIED_REGISTERED', 'RECORDED', 'RESTRICTED', 'COUNTER')),
  posted_on date,
  tracking_number text,
  posted_by text,
  deemed_arrival date,
  UNIQUE (case_key, kind, sequence),
  CHECK ((state = 'POSTED') = (posted_on IS NOT NULL)),
  CHECK ((state = 'POSTED') = (posting_channel IS NOT NULL)),
  CHECK ((state = 'POSTED') = (posted_by IS NOT NULL)),
  CHECK ((state = 'POSTED') = (deemed_arrival IS NOT NULL))
);
CREATE INDEX letter_waiting ON notice.letter (created_at) WHERE state = 'WRITTEN';

GRANT USAGE ON SCHEMA notice TO "${runtimeRole}";
GRANT SELECT, INSERT ON notice.letter TO "${runtimeRole}";
GRANT UPDATE (state, posting_channel, posted_on, tracking_number, posted_by, deemed_arrival)
  ON notice.letter TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA notice TO "${runtimeRole}";
