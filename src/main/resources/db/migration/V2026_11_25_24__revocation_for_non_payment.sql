-- Revocation for non-payment (A-PAY-03): by the deadline itself, or proposed by the manager who decides about the invoice
-- and then withdrawn when the payment comes after all.
ALTER TABLE revocation.request DROP CONSTRAINT request_origin_check;
ALTER TABLE revocation.request DROP CONSTRAINT request_state_check;
ALTER TABLE revocation.request DROP CONSTRAINT request_check2;
ALTER TABLE revocation.request ADD CONSTRAINT request_origin_check
  CHECK (origin IN ('TIMER', 'MANAGER', 'PAYMENT'));
ALTER TABLE revocation.request ADD CONSTRAINT request_state_check
  CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'NOTIFIED'));
-- only what a deadline set off goes on without a second person
ALTER TABLE revocation.request ADD CONSTRAINT request_decided_check
  CHECK (origin = 'TIMER'
      OR (origin = 'PAYMENT' AND proposed_by LIKE 'system:%')
      OR state IN ('REQUESTED', 'WITHDRAWN')
      OR decided_by IS NOT NULL);
