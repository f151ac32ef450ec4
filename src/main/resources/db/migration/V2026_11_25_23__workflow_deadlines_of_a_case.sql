-- All deadlines of a case, also those that are over.
CREATE INDEX deadline_of_case ON workflow.deadline (business_key, kind, id);
