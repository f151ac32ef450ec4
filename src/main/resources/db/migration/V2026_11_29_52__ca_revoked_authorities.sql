-- Certificates of authorities (links between keys) stand among the revocations too, and on the ARL. They are in no journal, so the
-- reference to it goes; every other revocation is inserted by a SELECT from the journal.
ALTER TABLE ca.revocation DROP CONSTRAINT revocation_serial_fkey;
ALTER TABLE ca.revocation ADD COLUMN authority boolean NOT NULL DEFAULT false;
CREATE INDEX revocation_authority ON ca.revocation (ca_id, position) WHERE authority;
