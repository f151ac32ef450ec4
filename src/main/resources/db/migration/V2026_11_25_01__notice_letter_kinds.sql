-- The kinds of letters stand in the code (LetterKind); the table only keeps their form.
ALTER TABLE notice.letter DROP CONSTRAINT letter_kind_check;
ALTER TABLE notice.letter ADD CONSTRAINT letter_kind_check CHECK (kind ~ '^[A-Z]+(_[A-Z]+)*$');
