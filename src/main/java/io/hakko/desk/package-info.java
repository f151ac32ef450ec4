/**
 * Staff web: signing in, refusals as problem details, Tasklist's forms script, filters and authorizations, and the pages
 * beside Tasklist. Owns no business data.
 */
@ApplicationModule
@NullMarked
package io.hakko.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
