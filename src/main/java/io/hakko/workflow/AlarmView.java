package io.hakko.workflow;

import java.time.Instant;

/**
 * An open alarm.
 *
 * @param number {@code AL-2026-000001}, business key of its process
 * @param businessKey case it is about
 * @param what what is the matter, Japanese, without personal data
 */
public record AlarmView(String number, AlarmKind kind, String businessKey, String what, Instant raisedAt) {}
