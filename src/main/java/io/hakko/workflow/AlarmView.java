package io.hakko.workflow;

import java.time.Instant;

/**
 * An open alarm.
 *
 * @param number {@code AL-2026-000001}, business key of its process
 * @param businessKey case it is about
 * @param subject what of the case; empty when the kind says it all
 * @param what what is the matter, Japanese, without personal data
 */
public record AlarmView(
        String number, AlarmKind kind, String businessKey, String subject, String what, Instant raisedAt) {}
