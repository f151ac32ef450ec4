CREATE SCHEMA billing;

CREATE TABLE billing.invoice_counter (
  year integer PRIMARY KEY,
  last bigint NOT NULL CHECK (last > 0)
);

-- An invoice is written once and never changed; only how it was sent, its reminder and its state are added later.
CREATE TABLE billing.invoice (
  number text PRIMARY KEY CHECK (number ~ '^IV-[0-9]{4}-[0-9]{6}$'),
  profile_id text NOT NULL,
  profile_from date NOT NULL,
  invoiced_on date NOT NULL,
  issued_on date NOT NULL,
  tax_percent integer NOT NULL CHECK (tax_percent BETWEEN 0 AND 100),
  total_yen bigint NOT NULL CHECK (total_yen > 0),
  tax_yen bigint NOT NULL CHECK (tax_yen >= 0),
  payable_yen bigint NOT NULL,
  letter text NOT NULL UNIQUE,
  -- application in whose parcel it lies; empty when it is posted on its own
  enclosed_with text,
  sent_on date,
  reminder text,
  reminded_on date,
  state text NOT NULL CHECK (state IN ('OPEN', 'OVERDUE', 'REVOCATION_PROPOSED', 'REVOKING', 'SETTLED', 'WRITTEN_OFF',
                                       'REVOKED')),
  version integer NOT NULL DEFAULT 1,
  CHECK (invoiced_on >= issued_on),
  -- prices with the tax in them, or the tax on top (D-11)
  CHECK (payable_yen = total_yen OR payable_yen = total_yen + tax_yen)
);

-- One charge for each application, however many blanks were spoiled for it.
CREATE TABLE billing.charge (
  application_number text PRIMARY KEY,
  card_number text NOT NULL UNIQUE CHECK (card_number ~ '^[0-9]{16}$'),
  certificate_serial text NOT NULL UNIQUE,
  profile_id text NOT NULL,
  profile_from date NOT NULL,
  order_group text NOT NULL,
  product text NOT NULL,
  unit_price_yen bigint NOT NULL CHECK (unit_price_yen > 0),
  issued_on date NOT NULL,
  charged_on date NOT NULL CHECK (charged_on >= issued_on),
  invoice text REFERENCES billing.invoice,
  revocation text CHECK (revocation IN ('SOUGHT', 'REFUSED', 'REVOKED'))
);
CREATE INDEX charge_invoice ON billing.charge (invoice);
CREATE INDEX charge_without_invoice ON billing.charge (order_group) WHERE invoice IS NULL;

CREATE TABLE billing.payment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice text NOT NULL REFERENCES billing.invoice,
  received_on date NOT NULL,
  amount_yen bigint NOT NULL CHECK (amount_yen > 0),
  note text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);
CREATE INDEX payment_invoice ON billing.payment (invoice, id);

CREATE TABLE billing.unpaid_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  invoice text NOT NULL REFERENCES billing.invoice,
  answer text NOT NULL CHECK (answer IN ('REVOKE', 'GRACE', 'WRITE_OFF')),
  grace_until date,
  reason text NOT NULL CHECK (reason <> ''),
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  CHECK ((grace_until IS NOT NULL) = (answer = 'GRACE'))
);
CREATE INDEX unpaid_decision_invoice ON billing.unpaid_decision (invoice, id);

GRANT USAGE ON SCHEMA billing TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON billing.invoice_counter TO "${runtimeRole}";
GRANT SELECT, INSERT ON billing.invoice, billing.charge, billing.payment, billing.unpaid_decision TO "${runtimeRole}";
GRANT UPDATE (enclosed_with, sent_on, reminder, reminded_on, state, version) ON billing.invoice TO "${runtimeRole}";
GRANT UPDATE (invoice, revocation) ON billing.charge TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA billing TO "${runtimeRole}";
