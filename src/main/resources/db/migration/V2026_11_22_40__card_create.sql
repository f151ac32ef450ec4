CREATE SCHEMA card;

-- Eleven digits between prefix and check digit (D-08). Gaps are harmless, repetition is not.
CREATE SEQUENCE card.card_number_seq AS bigint MINVALUE 1 MAXVALUE 99999999999 NO CYCLE;

-- A chip is taken once and for ever, whatever becomes of the card.
CREATE TABLE card.chip (
  chip_serial        text PRIMARY KEY CHECK (chip_serial ~ '^[0-9A-F]{16}$'),
  application_number text NOT NULL,
  station            text NOT NULL,
  loaded_by          text NOT NULL,
  loaded_at          timestamptz NOT NULL
);

-- The ledger. PIN and private key are nowhere in it.
CREATE TABLE card.personalization (
  card_number            text PRIMARY KEY CHECK (card_number ~ '^[0-9]{16}$'),
  application_number     text NOT NULL,
  profile_id             text NOT NULL,
  profile_effective_from date NOT NULL,
  chip_serial            text NOT NULL UNIQUE REFERENCES card.chip,
  state                  text NOT NULL CHECK (state IN ('RESERVED', 'KEYED', 'CERTIFIED', 'WRITTEN', 'PIN_SET', 'VERIFIED',
                                                        'MAILER_PRINTED', 'INSPECTED', 'SPOILED')),
  public_key             bytea,
  certificate_serial     text UNIQUE,
  pin_round              integer NOT NULL DEFAULT 0 CHECK (pin_round >= 0),
  pin_shown_by           text,
  pin_shown_at           timestamptz,
  sealed_by              text,
  sealed_at              timestamptz,
  inspected_by           text,
  inspected_at           timestamptz,
  spoil_reason           text,
  settled_at             timestamptz,
  reserved_at            timestamptz NOT NULL,
  changed_at             timestamptz NOT NULL,
  version                integer NOT NULL,
  CHECK (state IN ('RESERVED', 'SPOILED') OR public_key IS NOT NULL),
  CHECK (state IN ('RESERVED', 'KEYED', 'SPOILED') OR certificate_serial IS NOT NULL),
  CHECK (state NOT IN ('MAILER_PRINTED', 'INSPECTED') OR (pin_shown_by IS NOT NULL AND sealed_by IS NOT NULL)),
  CHECK (state <> 'INSPECTED' OR inspected_by IS NOT NULL),
  CHECK ((state = 'SPOILED') = (spoil_reason IS NOT NULL)),
  CHECK (settled_at IS NULL OR state = 'SPOILED')
);

-- An application has one card that is not spoiled.
CREATE UNIQUE INDEX personalization_live ON card.personalization (application_number) WHERE state <> 'SPOILED';
CREATE INDEX personalization_application ON card.personalization (application_number);
CREATE INDEX personalization_in_work ON card.personalization (reserved_at)
  WHERE state IN ('RESERVED', 'KEYED', 'CERTIFIED', 'WRITTEN', 'PIN_SET', 'VERIFIED');

GRANT USAGE ON SCHEMA card TO "${runtimeRole}";
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA card TO "${runtimeRole}";
GRANT UPDATE ON card.personalization TO "${runtimeRole}";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA card TO "${runtimeRole}";
