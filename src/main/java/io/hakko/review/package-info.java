/**
 * The review of an application: required papers, findings, deficiency rounds with their deadline, approval and
 * rejection.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow", "notice", "application"})
@NullMarked
package io.hakko.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
