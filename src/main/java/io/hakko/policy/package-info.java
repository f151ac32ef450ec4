/**
 * Versioned service profiles: products and validity, fees, paper rules, deadlines and their stages, PIN rules, reasons,
 * text modules, certificate profile, CRL schedule. Data in {@code profiles/<id>/<effective-from>.yml}, refused at start
 * when it is impossible.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar"})
@NullMarked
package io.hakko.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
