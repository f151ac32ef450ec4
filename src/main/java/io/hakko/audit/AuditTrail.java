package io.hakko.audit;

/** The append-only trail. Entries are chained by SHA-256 and become durable with the transaction that recorded them. */
public interface AuditTrail {

    /**
     * Records an entry for the actor of the current {@link AuditScope}. The chain is extended just before the commit.
     *
     * @throws IllegalStateException outside a transaction
     */
    void record(AuditEntry entry);
}
