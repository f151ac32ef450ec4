package io.hakko.audit;

import java.time.Instant;

/**
 * An entry of the trail as others read it.
 *
 * @param detail JSON object
 */
public record AuditRecord(
        long sequence,
        Instant at,
        String actor,
        String event,
        String key,
        String process,
        String element,
        String reason,
        String before,
        String after,
        String detail) {

    static AuditRecord of(ChainedEntry e) {
        return new AuditRecord(
                e.sequence(),
                e.at(),
                e.actor(),
                e.event(),
                e.key(),
                e.process(),
                e.element(),
                e.reason(),
                e.before(),
                e.after(),
                e.detail());
    }
}
