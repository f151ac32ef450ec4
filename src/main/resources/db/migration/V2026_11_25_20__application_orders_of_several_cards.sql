-- Cards ordered together by one company: the application that the applicant names, and the first of them all (A-DOC-16).
ALTER TABLE application.card_order
  ADD COLUMN ordered_with text REFERENCES application.application,
  ADD COLUMN order_group text REFERENCES application.application;
UPDATE application.card_order SET order_group = application;
ALTER TABLE application.card_order
  ALTER COLUMN order_group SET NOT NULL,
  ADD CHECK (ordered_with <> application);
CREATE INDEX card_order_group ON application.card_order (order_group);
