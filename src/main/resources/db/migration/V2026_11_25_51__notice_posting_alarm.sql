-- Letters about which an alarm was raised because they were not posted in time (D-05): one alarm for each.
CREATE TABLE notice.posting_alarm (
  letter_id uuid PRIMARY KEY REFERENCES notice.letter,
  raised_at timestamptz NOT NULL
);

GRANT SELECT, INSERT ON notice.posting_alarm TO "${runtimeRole}";
