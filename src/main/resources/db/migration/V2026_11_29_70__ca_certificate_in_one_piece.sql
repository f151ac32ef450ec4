-- A row with what is signed and the certificate is some 3 kB: it stays in one piece, in place of a second table and a compression
-- that finds nothing to compress in keys and signatures.
ALTER TABLE ca.certificate SET (toast_tuple_target = 8160);
ALTER TABLE ca.certificate ALTER to_be_signed SET STORAGE EXTERNAL, ALTER certificate SET STORAGE EXTERNAL;
