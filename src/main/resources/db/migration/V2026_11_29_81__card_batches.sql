-- A day's cards in one run. What became of its cards is read from the ledger; only what people counted and signed is kept.
CREATE SEQUENCE card.batch_number_seq AS bigint;

CREATE TABLE card.batch (
  number     text PRIMARY KEY CHECK (number ~ '^CB-[0-9]{4}-[0-9]{6}$'),
  profile_id text NOT NULL,
  product    text NOT NULL,
  maker      text NOT NULL,
  opened_at  timestamptz NOT NULL
);

CREATE TABLE card.batch_card (
  batch              text NOT NULL REFERENCES card.batch,
  application_number text NOT NULL,
  position           integer NOT NULL,
  -- put back to those that wait for another batch
  released_at        timestamptz,
  PRIMARY KEY (batch, application_number)
);
CREATE UNIQUE INDEX batch_card_application ON card.batch_card (application_number) WHERE released_at IS NULL;

-- The batch for which a chip left the stock.
ALTER TABLE card.chip ADD COLUMN batch text REFERENCES card.batch;
CREATE INDEX chip_batch ON card.chip (batch) WHERE batch IS NOT NULL;

-- Every PIN that was printed or shown is one PIN letter.
CREATE TABLE card.pin_letter (
  card_number text NOT NULL REFERENCES card.personalization,
  pin_round   integer NOT NULL,
  person      text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (card_number, pin_round)
);

-- taken = good + spoiled + dead + returned, letters = good + destroyed; under two signatures.
CREATE TABLE card.batch_reconciliation (
  batch             text PRIMARY KEY REFERENCES card.batch,
  good              integer NOT NULL CHECK (good >= 0),
  spoiled           integer NOT NULL CHECK (spoiled >= 0),
  dead              integer NOT NULL CHECK (dead >= 0),
  letters           integer NOT NULL CHECK (letters >= 0),
  taken             integer NOT NULL CHECK (taken >= 0),
  returned          integer NOT NULL CHECK (returned >= 0),
  destroyed         integer NOT NULL CHECK (destroyed >= 0),
  blank_difference  integer NOT NULL,
  letter_difference integer NOT NULL,
  reason            text NOT NULL,
  signed_by         text NOT NULL,
  signed_at         timestamptz NOT NULL,
  confirmed_by      text,
  confirmed_at      timestamptz,
  CHECK (good + spoiled + dead + returned + blank_difference = taken),
  CHECK (good + destroyed + letter_difference = letters),
  CHECK ((blank_difference = 0 AND letter_difference = 0) OR reason <> ''),
  -- nobody signs twice
  CHECK (confirmed_by <> signed_by),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

GRANT USAGE ON SEQUENCE card.batch_number_seq TO "${runtimeRole}";
GRANT SELECT, INSERT ON card.pin_letter TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON card.batch, card.batch_card, card.batch_reconciliation TO "${runtimeRole}";
