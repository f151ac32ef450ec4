/**
 * The process engine: configuration, typed variables, start / correlate / complete-task in one transaction, four eyes,
 * deadlines, their re-dating and their daily check, alarms. The only module, with the {@code process} packages, that
 * imports the engine.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "calendar", "policy"})
@NullMarked
package io.hakko.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
