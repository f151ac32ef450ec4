/**
 * Letters: written and kept as PDF, posted when a person registers the posting, deemed to have arrived by the postmark
 * (B-NOT-02).
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow"})
@NullMarked
package io.hakko.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
