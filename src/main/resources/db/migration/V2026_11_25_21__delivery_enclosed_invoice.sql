-- Id of the invoice that lies in a parcel of this card (A-PAY-01).
ALTER TABLE delivery.dispatch ADD COLUMN invoice text;
