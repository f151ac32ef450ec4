/**
 * The issuing authorities: keys, serial numbers, the issuance journal, certificates, revocations and the signing of
 * CRLs. One authority per service profile (D-21). Nothing is signed that is not in the journal first.
 */
@ApplicationModule(allowedDependencies = {"shared", "calendar", "policy", "audit", "workflow", "application"})
@NullMarked
package io.hakko.ca;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
