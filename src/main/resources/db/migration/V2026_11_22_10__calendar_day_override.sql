CREATE SCHEMA calendar;

-- Days that are otherwise than the rules say: an equinox moved by the 官報, an extra closure, an extra working day.
CREATE TABLE calendar.day_override (
  day    date PRIMARY KEY,
  state  text NOT NULL CHECK (state IN ('open', 'closed')),
  reason text NOT NULL CHECK (reason ~ '\S')
);

GRANT USAGE ON SCHEMA calendar TO "${runtimeRole}";
-- The runtime role only reads: an override moves deadlines, the operator enters it as the owner.
GRANT SELECT ON ALL TABLES IN SCHEMA calendar TO "${runtimeRole}";
