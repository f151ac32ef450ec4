-- Since when the key is believed to be unsafe (RFC 5280 section 5.3.2), where whoever asks has said so.
ALTER TABLE revocation.request ADD COLUMN invalidity_date timestamptz;
