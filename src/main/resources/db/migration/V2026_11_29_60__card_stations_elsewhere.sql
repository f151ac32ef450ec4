-- Stations that stand elsewhere and work over a line.

-- Which run of a station's program works on a card. Only the server's clock decides how long.
CREATE TABLE card.claim (
  card_number text PRIMARY KEY REFERENCES card.personalization,
  worker      text NOT NULL CHECK (worker <> ''),
  until       timestamptz NOT NULL
);
CREATE INDEX claim_worker ON card.claim (worker);

-- What lies in the reader of a station, as it said last.
CREATE TABLE card.station_report (
  station     text PRIMARY KEY,
  reader      text NOT NULL,
  connected   boolean NOT NULL,
  chip_serial text CHECK (chip_serial ~ '^[0-9A-F]{16}$'),
  blank       boolean NOT NULL,
  card_number text,
  certificate bytea,
  reported_at timestamptz NOT NULL
);

-- Who is signed in at the page of a station. The token itself is known to the station only.
CREATE TABLE card.station_operator (
  -- SHA-256, hex
  token_hash   text PRIMARY KEY,
  station      text NOT NULL,
  person       text NOT NULL,
  signed_in_at timestamptz NOT NULL,
  until        timestamptz NOT NULL
);
CREATE INDEX station_operator_person ON card.station_operator (person);

GRANT SELECT, INSERT, UPDATE ON card.claim, card.station_report TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON card.station_operator TO "${runtimeRole}";
