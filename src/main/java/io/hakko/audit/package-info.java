/** Append-only, hash-chained trail of every decision, and its verification. */
@ApplicationModule(allowedDependencies = "shared")
@NullMarked
package io.hakko.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
