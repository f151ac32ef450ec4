-- Highest CRL number that relying parties are known to have seen although this database has lost it: after an older backup
-- was restored, nothing up to it may be published again.
ALTER TABLE repository.point ADD COLUMN seen bigint NOT NULL DEFAULT 0 CHECK (seen >= 0);
