/**
 * The process engine: configuration, typed variables, start / correlate / complete-task in one transaction, four eyes,
 * deadlines and their re-dating. The only module, with the {@code process} packages, that imports the engine.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "calendar"})
@NullMarked
package io.hakko.workflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
