-- A blank that does not answer, or is damaged before use. Its chip is taken like one that is loaded, but for no application.
ALTER TABLE card.chip ALTER COLUMN application_number DROP NOT NULL;
ALTER TABLE card.chip ALTER COLUMN station DROP NOT NULL;
ALTER TABLE card.chip ADD CONSTRAINT chip_loaded CHECK ((application_number IS NULL) = (station IS NULL));

-- Written off by one person, destroyed before the eyes of another.
CREATE TABLE card.dead_blank (
  chip_serial    text PRIMARY KEY REFERENCES card.chip,
  reason         text NOT NULL CHECK (reason <> ''),
  written_off_by text NOT NULL,
  written_off_at timestamptz NOT NULL,
  witnessed_by   text,
  witnessed_at   timestamptz,
  CHECK (witnessed_by <> written_off_by),
  CHECK ((witnessed_by IS NULL) = (witnessed_at IS NULL))
);

-- Issued + spoiled + dead + in work + left = received.
ALTER TABLE card.stock_count ADD COLUMN dead integer NOT NULL DEFAULT 0 CHECK (dead >= 0);
ALTER TABLE card.stock_count DROP CONSTRAINT stock_count_check;
ALTER TABLE card.stock_count ADD CONSTRAINT stock_count_sum
  CHECK (issued + spoiled + dead + in_work + left_over + difference = received);

GRANT SELECT, INSERT, UPDATE ON card.dead_blank TO "${runtimeRole}";
