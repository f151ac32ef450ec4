-- Which name the name field of the form held, and so the certificate: 本名, or a foreign resident's 通称名 with the real name
-- beside it (B-APP-09).
ALTER TABLE application.applicant ADD COLUMN name_kind text NOT NULL DEFAULT 'REAL' CHECK (name_kind IN ('REAL', 'ALIAS'));
ALTER TABLE application.applicant ALTER COLUMN name_kind DROP DEFAULT;
ALTER TABLE application.applicant ADD COLUMN real_name text;
ALTER TABLE application.applicant ADD CHECK ((name_kind = 'ALIAS') = (real_name IS NOT NULL));
