-- A PIN letter that was spoiled before it was sealed (D-16, A-PIN-01). What stood on it is nowhere.
CREATE TABLE card.mailer_jam (
  card_number  text NOT NULL REFERENCES card.personalization,
  pin_round    integer NOT NULL CHECK (pin_round > 0),
  reason       text NOT NULL CHECK (reason <> ''),
  reported_by  text NOT NULL,
  reported_at  timestamptz NOT NULL,
  destroyed_by text,
  destroyed_at timestamptz,
  renewed_at   timestamptz,
  PRIMARY KEY (card_number, pin_round),
  -- nobody confirms alone that the letter he spoiled is destroyed
  CHECK (destroyed_by <> reported_by),
  CHECK ((destroyed_by IS NULL) = (destroyed_at IS NULL)),
  CHECK (renewed_at IS NULL OR destroyed_at IS NOT NULL)
);
CREATE UNIQUE INDEX mailer_jam_open ON card.mailer_jam (card_number) WHERE renewed_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON card.mailer_jam TO "${runtimeRole}";
