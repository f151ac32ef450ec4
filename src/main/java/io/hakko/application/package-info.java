/**
 * The application for a certificate: applicant, company, agent, order, papers presented and consent; its number, its
 * status and its frozen price; the closing of a day's arrivals.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow"})
@NullMarked
package io.hakko.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
