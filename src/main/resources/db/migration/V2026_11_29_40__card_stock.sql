-- Blank cards by chip serial and box: only a chip that was received may be used, and only from the box that the station has
-- open. What a chip has become follows from card.chip and card.personalization; nothing is counted twice.
CREATE TABLE card.stock_box (
  box         text PRIMARY KEY CHECK (box ~ '^[0-9A-Z][0-9A-Z-]{0,29}$'),
  -- the station that takes its blanks from it
  open_at     text UNIQUE,
  received_at timestamptz NOT NULL
);

CREATE TABLE card.stock_chip (
  chip_serial text PRIMARY KEY CHECK (chip_serial ~ '^[0-9A-F]{16}$'),
  box         text NOT NULL REFERENCES card.stock_box,
  received_by text NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX stock_chip_box ON card.stock_chip (box);

-- Chips of the time before the stock was kept.
INSERT INTO card.stock_box (box, received_at)
SELECT 'BEFORE-STOCK', min(loaded_at) FROM card.chip HAVING count(*) > 0;
INSERT INTO card.stock_chip (chip_serial, box, received_by, received_at)
SELECT chip_serial, 'BEFORE-STOCK', loaded_by, loaded_at FROM card.chip;
ALTER TABLE card.chip ADD FOREIGN KEY (chip_serial) REFERENCES card.stock_chip;

-- The daily count of a box: issued + spoiled + in work + left = received, signed by two persons.
CREATE TABLE card.stock_count (
  box          text NOT NULL REFERENCES card.stock_box,
  day          date NOT NULL,
  received     integer NOT NULL CHECK (received >= 0),
  issued       integer NOT NULL CHECK (issued >= 0),
  spoiled      integer NOT NULL CHECK (spoiled >= 0),
  in_work      integer NOT NULL CHECK (in_work >= 0),
  left_over    integer NOT NULL CHECK (left_over >= 0),
  difference   integer NOT NULL,
  reason       text NOT NULL,
  counted_by   text NOT NULL,
  counted_at   timestamptz NOT NULL,
  confirmed_by text,
  confirmed_at timestamptz,
  PRIMARY KEY (box, day),
  CHECK (issued + spoiled + in_work + left_over + difference = received),
  CHECK (difference = 0 OR reason <> ''),
  -- nobody signs twice
  CHECK (confirmed_by <> counted_by),
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);

-- A spoiled card was destroyed by one person before the eyes of another.
CREATE TABLE card.destruction (
  card_number  text PRIMARY KEY REFERENCES card.personalization,
  destroyed_by text NOT NULL,
  destroyed_at timestamptz NOT NULL,
  witnessed_by text,
  witnessed_at timestamptz,
  CHECK (witnessed_by <> destroyed_by),
  CHECK ((witnessed_by IS NULL) = (witnessed_at IS NULL))
);

GRANT SELECT, INSERT ON card.stock_chip TO "${runtimeRole}";
GRANT SELECT, INSERT, UPDATE ON card.stock_box, card.stock_count, card.destruction TO "${runtimeRole}";
