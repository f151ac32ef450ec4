package io.hakko.application;

import io.hakko.shared.ApplicationNumber;

/** An application was withdrawn, in the running transaction. */
public record ApplicationWithdrawn(ApplicationNumber application) {}
