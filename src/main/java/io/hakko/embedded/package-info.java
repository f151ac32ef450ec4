/**
 * A real PostgreSQL started by Hakko itself, for the demonstration, the stories and the tests. Never active in
 * production.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.hakko.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
