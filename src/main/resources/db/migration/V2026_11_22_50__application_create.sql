CREATE SCHEMA application;

-- Running numbers per service and year, without gaps.
CREATE TABLE application.number_sequence (
  prefix text NOT NULL CHECK (prefix ~ '^[A-Z]{2}$'),
  year integer NOT NULL,
  last bigint NOT NULL CHECK (last > 0),
  PRIMARY KEY (prefix, year)
);

CREATE TABLE application.application (
  number text PRIMARY KEY CHECK (number ~ '^[A-Z]{2}-[0-9]{4}-[0-9]{6}$'),
  profile_id text NOT NULL,
  profile_effective_from date NOT NULL,
  status text NOT NULL CHECK (status IN ('RECEIVED', 'ENTERED', 'DEFICIENT', 'ACCEPTED', 'REJECTED', 'WITHDRAWN',
                                         'ISSUED', 'IN_USE', 'REVOKED')),
  arrived_on date NOT NULL,
  channel text NOT NULL CHECK (channel IN ('POST', 'COUNTER')),
  tracking_number text,
  received_at timestamptz NOT NULL,
  entered_at timestamptz,
  -- Acceptance, rejection or withdrawal; retention counts from here (D-18).
  decided_at timestamptz,
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX application_status ON application.application (status);

CREATE TABLE application.applicant (
  application text PRIMARY KEY REFERENCES application.application,
  name text NOT NULL,
  name_kana text NOT NULL,
  former_name text,
  romaji_family text NOT NULL,
  romaji_given text NOT NULL,
  birth_date date NOT NULL,
  postal_code text NOT NULL,
  address text NOT NULL,
  romaji_address text,
  phone text,
  fax text,
  email text
);

-- Companies without corporate number, as a clerk has confirmed them to be the same or not (D-09).
CREATE TABLE application.company_record (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  head_office text NOT NULL,
  normalized text NOT NULL,
  confirmed_at timestamptz NOT NULL,
  confirmed_by text NOT NULL
);
CREATE INDEX company_record_normalized ON application.company_record (normalized);

CREATE TABLE application.company (
  application text PRIMARY KEY REFERENCES application.application,
  kind text NOT NULL CHECK (kind IN ('CORPORATION', 'SOLE_PROPRIETOR_REGISTERED', 'SOLE_PROPRIETOR_UNREGISTERED',
                                     'CORPORATION_UNREGISTERED')),
  name text NOT NULL,
  postal_code text NOT NULL,
  head_office text NOT NULL,
  corporate_number text CHECK (corporate_number ~ '^[0-9]{13}$'),
  representative_name text NOT NULL,
  representative_title text NOT NULL,
  -- JCN-<corporate number> or CR-<company record>: under this the cards of a company are counted (A-FEE-04, D-09).
  company_key text NOT NULL
);
CREATE INDEX company_key ON application.company (company_key);

CREATE TABLE application.agent (
  application text PRIMARY KEY REFERENCES application.application,
  name text NOT NULL,
  postal_code text NOT NULL,
  address text NOT NULL
);

CREATE TABLE application.card_order (
  application text PRIMARY KEY REFERENCES application.application,
  product text NOT NULL,
  cards_ordered_together integer NOT NULL CHECK (cards_ordered_together BETWEEN 1 AND 99),
  power_of_representation text,
  billing_name text,
  billing_postal_code text,
  billing_address text,
  contact_name text,
  contact_postal_code text,
  contact_address text
);

CREATE TABLE application.paper (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application text NOT NULL REFERENCES application.application,
  kind text NOT NULL,
  issued_on date NOT NULL,
  original boolean NOT NULL,
  note text,
  arrived_on date NOT NULL,
  -- A paper of the same kind came with a correction; this one stays on record.
  replaced_at timestamptz
);
CREATE INDEX paper_application ON application.paper (application, id);

CREATE TABLE application.consent (
  application text PRIMARY KEY REFERENCES application.application,
  terms_version text NOT NULL,
  agreed_on date NOT NULL
);

-- The price, frozen at acceptance (D-09, AMB-10).
CREATE TABLE application.price (
  application text PRIMARY KEY REFERENCES application.application,
  product text NOT NULL,
  purchase_count integer NOT NULL CHECK (purchase_count > 0),
  unit_price_yen bigint NOT NULL CHECK (unit_price_yen >= 0),
  accepted_on date NOT NULL
);

-- One row per business day that was opened; closing a day covers all earlier ones (D-04).
CREATE TABLE application.arrival_closing (
  day date PRIMARY KEY,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  closed_by text,
  CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);
CREATE INDEX arrival_closing_open ON application.arrival_closing (day) WHERE closed_at IS NULL;

GRANT USAGE ON SCHEMA application TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA application TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA application TO "${runtimeRole}";
